"""Which page answers, and what is said when none does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import g

from dashboard.app import Ledger
from dashboard.http import routes
from dashboard.package.store import Package
from dashboard.ui import elements as html
from dashboard.ui.html import render


@pytest.fixture
def asked(app: Ledger, package: Package) -> Iterator[None]:
    """A request that is being answered."""
    with app.server.test_request_context("/"):
        g.ledger = package
        yield


@pytest.mark.parametrize(
    ("path", "search", "status", "title"),
    [
        ("/", "", 200, "The Russia–Iran Ledger"),
        ("/claims/trade-rank", "", 200, "“fifth-largest trading partner” – The Russia–Iran Ledger"),
        (
            "/claims/trade-rank",
            "russia-rank.flow=export",
            200,
            "“fifth-largest trading partner” – The Russia–Iran Ledger",
        ),
        ("/claims/trade-rank", "russia-rank.flow=x", 400, "This choice does not exist – The Russia–Iran Ledger"),
        ("/claims/x", "", 404, "There is nothing at this address – The Russia–Iran Ledger"),
        ("/data/claims", "", 200, "Claims – The Russia–Iran Ledger"),
        ("/x", "", 404, "There is nothing at this address – The Russia–Iran Ledger"),
    ],
)
def test_pages_are_found(app: Ledger, package: Package, *, path: str, search: str, status: int, title: str) -> None:
    with app.server.test_request_context(path):
        g.ledger = package
        result = routes.resolve(path, search)
        assert (result.status, result.title) == (status, title)
        assert "<h1>" in render(result.content, lambda _: "")


def test_a_lost_page_says_why_also_when_dash_draws_it(asked: None) -> None:
    @routes.page
    def layout() -> None:
        raise routes.WrongAddress(404, "nothing <here>")

    text = render(layout())
    assert "nothing &lt;here&gt;" in text
    assert 'href="/data"' in text


def test_a_page_is_drawn_once_for_all_readers(asked: None) -> None:
    result = []

    @routes.page
    def layout(**query: str) -> html.P:
        result.append(query)
        return html.P(query["word"])

    first, second, other = layout(word="a"), layout(word="a"), layout(word="b")
    assert first == second
    assert first["props"]["children"] == "a"
    assert other["props"]["children"] == "b"
    assert result == [{"word": "a"}, {"word": "b"}]


def test_other_errors_are_not_swallowed(asked: None) -> None:
    @routes.page
    def layout() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        layout()
