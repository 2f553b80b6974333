"""The badge of a verdict: read out, seen by other sites, legible, and as long as its words."""

from __future__ import annotations

from html import unescape
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient

from dashboard.http.badge import GROUNDS, NAME, OTHER
from dashboard.package import claims
from dashboard.texts import word
from tests.dashboard.sample import published

SVG = {"s": "http://www.w3.org/2000/svg"}


def test_every_verdict_has_a_badge_that_says_it(whole: FlaskClient) -> None:
    for claim in claims.every(published()):
        for part in claim.parts:
            answer = whole.get(f"/claims/{claim.about['id']}/{part.about['part']}/badge.svg")
            assert answer.mimetype == "image/svg+xml"
            root = ET.fromstring(answer.get_data())
            text = word("verdict", part.verdict["verdict"])
            assert root.get("role") == "img"
            assert root.get("aria-labelledby") == "t"
            assert part.about["title"] in root.findtext("s:title", "", SVG)
            assert f": {text}, by" in root.findtext("s:title", "", SVG)
            assert text in " ".join(t.text or "" for t in root.iter("{http://www.w3.org/2000/svg}text"))


def test_other_sites_may_show_it(whole: FlaskClient) -> None:
    answer = whole.get("/claims/trade-rank/level/badge.svg")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("path", ["/claims/nobody/level/badge.svg", "/claims/trade-rank/nothing/badge.svg"])
def test_what_is_not_there_is_404(whole: FlaskClient, path: str) -> None:
    assert whole.get(path).status_code == 404


@pytest.mark.parametrize("ground", [*GROUNDS.values(), OTHER, NAME])
def test_white_letters_are_legible_on_every_ground(ground: str) -> None:
    channels = [int(ground[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    light = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    assert 1.05 / (0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] + 0.05) >= 4.5


def test_the_page_hands_out_its_html(whole: FlaskClient) -> None:
    page = unescape(whole.get("/claims/trade-rank").get_data(as_text=True))
    badge = '<img src="http://localhost/claims/trade-rank/level/badge.svg" alt="Russia is fifth: overstated, by '
    assert '<a href="http://localhost/claims/trade-rank#level">' + badge in page
