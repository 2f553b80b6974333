"""Headers of every kind of answer: what browsers are not asked for, and who else may use it."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

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
