"""Files as answers: their tags, how long they are kept and by whom they may be read; what costs much is made once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask, g

from dashboard.http.caching import answer, costly, is_current
from dashboard.package.cache import Cache
from dashboard.package.store import Package

BODY = b"rank,value\n5,2411000000\n"


@pytest.fixture
def asked(now: Package) -> Iterator[None]:
    """A request of the current version."""
    with Flask("t").test_request_context(f"/?v={now.version}"):
        g.ledger = now
        yield


@pytest.mark.usefixtures("asked")
def test_only_the_one_answer_at_an_address_is_kept_for_ever() -> None:
    assert is_current()
    assert "immutable" in answer(BODY, "text/csv", forever=True).headers["Cache-Control"]
    assert answer(BODY, "text/csv").headers["Cache-Control"] == "no-cache"


def test_another_version_is_not_the_current_one(now: Package) -> None:
    for query in ("", "?v=", "?v=other"):
        with Flask("t").test_request_context(f"/{query}"):
            g.ledger = now
            assert not is_current()


@pytest.mark.usefixtures("asked")
def test_scripts_of_other_sites_may_read_it(now: Package) -> None:
    g.ledger = replace(now, published=0)
    headers = answer(BODY, "text/csv", filename="a.csv").headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "X-Data-Version" in headers["Access-Control-Expose-Headers"]
    assert headers["Last-Modified"] == "Thu, 01 Jan 1970 00:00:00 GMT"
    assert headers["Content-Disposition"] == 'inline; filename="a.csv"'


@pytest.mark.usefixtures("asked")
def test_the_tag_names_the_content() -> None:
    tags = [answer(body, "text/csv").get_etag() for body in (BODY, BODY, BODY + b"1")]
    assert tags[0] == tags[1] != tags[2]
    assert tags[0][1] is False


@pytest.mark.usefixtures("asked")
def test_what_costs_much_is_made_once_for_a_package(now: Package, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.http.caching._COSTLY", Cache[bytes | str](count=9))
    made: list[Package] = []
    other = replace(now)
    for package in (now, now, other, now):
        g.ledger = package
        costly(("a",), lambda package: made.append(package) or b"")
    assert made == [now]
    vars(other)["edition"] = "another edition"
    g.ledger = other
    costly(("a",), lambda package: made.append(package) or b"")
    assert made[1:] == [other]
