"""Files as answers: their tags, how long they are kept and by whom they may be read; what costs much is made once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask, g
from flask.testing import FlaskClient

from dashboard.http.answers import answer, costly, is_current
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
    monkeypatch.setattr("dashboard.http.answers._COSTLY", Cache[bytes | str](count=9))
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


KINDS = [
    "/",
    "/trade",
    "/nothing",
    "/data/claims.csv",
    "/charts/turnover.json",
    "/plotly.js",
    "/healthz",
    "/_dash-layout",
]


@pytest.mark.parametrize("path", KINDS)
def test_every_answer_has_the_headers_of_a_careful_site(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "Server" not in headers


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        ("/", "same-origin"),
        ("/charts/turnover", "same-origin"),
        ("/charts/turnover?embed=1", "cross-origin"),
        ("/charts/turnover.json", "cross-origin"),
        ("/charts/turnover.svg", "cross-origin"),
        ("/data/claims.csv", "cross-origin"),
        ("/data/ledger.zip", "cross-origin"),
        ("/data/datapackage.json", "cross-origin"),
    ],
)
def test_other_sites_may_use_data_charts_and_embeds_and_nothing_else(
    client: FlaskClient, path: str, policy: str
) -> None:
    assert client.get(path).headers["Cross-Origin-Resource-Policy"] == policy


def test_a_site_that_asks_for_it_can_show_an_embed(client: FlaskClient) -> None:
    """A page with COEP shows frames that send it themselves, and whose every part is of their own origin."""
    assert client.get("/charts/turnover?embed=1").headers["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert "Cross-Origin-Embedder-Policy" not in client.get("/charts/turnover").headers
