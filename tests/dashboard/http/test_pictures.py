"""Pictures for previews of links: of the right size, with words on them, and named in the head of their page."""

from __future__ import annotations

import re
import struct
from html import unescape
from xml.etree import ElementTree as ET

import pytest
import resvg_py
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.charts.registry import CHARTS
from dashboard.http import pictures
from dashboard.http.pictures import GROUNDS, NAME, OTHER
from dashboard.package import claims
from dashboard.svg import card
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


def size(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def head(client: FlaskClient, path: str) -> dict[str, str]:
    """Content of the meta elements of a page by their name, and the canonical address."""
    text = client.get(path, base_url="https://ledger.example").get_data(as_text=True).partition("</head>")[0]
    result = dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', text))
    canonical = re.findall(r'<link rel="canonical" href="([^"]*)">', text)
    return {name: unescape(value) for name, value in result.items()} | {"canonical": " ".join(canonical)}


def test_this_machine_writes_words() -> None:
    assert pictures.drawable()
    text, silent = (pictures.png(card.verdicts(title, "", [], "")) for title in ("Fifth?", ""))
    assert text != silent


def test_without_a_font_no_page_names_a_picture(whole: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "drawable", lambda: False)
    client = create_app().server.test_client()
    assert "og:image" not in head(client, "/claims/trade-rank")
    assert head(client, "/claims/trade-rank")["twitter:card"] == "summary"
    assert client.get("/claims/trade-rank/card.png").status_code == 404


def test_a_picture_without_fonts_is_another_one() -> None:
    picture = pictures._PROBE.format("M")
    assert bytes(resvg_py.svg_to_bytes(svg_string=picture, skip_system_fonts=True)) != pictures.png(picture)


@pytest.mark.parametrize("claim", sorted(published().tables["claims"]["id"]))
def test_every_claim_has_a_picture(whole: FlaskClient, claim: str) -> None:
    answer = whole.get(f"/claims/{claim}/card.png")
    assert answer.mimetype == "image/png"
    assert size(answer.get_data()) == (card.WIDTH, card.HEIGHT)
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("name", sorted(CHARTS))
def test_every_chart_has_a_picture(whole: FlaskClient, name: str) -> None:
    assert size(whole.get(f"/charts/{name}/card.png").get_data()) == (card.WIDTH, card.HEIGHT)


def test_a_chart_is_pictured_and_described_by_the_choices_of_the_address(whole: FlaskClient) -> None:
    plain, chosen = (head(whole, f"/charts/russia-rank{q}") for q in ("", "?russia-rank.flow=export"))
    assert plain["og:image"] == "https://ledger.example/charts/russia-rank/card.png"
    assert chosen["og:image"] == "https://ledger.example/charts/russia-rank/card.png?flow=export"
    assert plain["og:description"] != chosen["og:description"]
    assert chosen["og:url"] == "https://ledger.example/charts/russia-rank?russia-rank.flow=export"
    assert chosen["canonical"] == plain["canonical"] == plain["og:url"] == "https://ledger.example/charts/russia-rank"
    pictures = [whole.get(h["og:image"].removeprefix("https://ledger.example")).get_data() for h in (plain, chosen)]
    assert pictures[0] != pictures[1]


@pytest.mark.parametrize(
    "path", ["/claims/trade-rank", "/claims/trade-rank/level/imf_estimate.imts_2026.2024.eu-countries.flow-total"]
)
def test_a_claim_and_its_specifications_show_its_picture(whole: FlaskClient, path: str) -> None:
    result = head(whole, path)
    assert result["og:image"] == "https://ledger.example/claims/trade-rank/card.png"
    assert result["twitter:card"] == "summary_large_image"
    assert result["canonical"] == result["og:url"] == f"https://ledger.example{path}"


def test_every_page_has_one_address_and_a_wrong_one_none(whole: FlaskClient) -> None:
    for path in ("/", "/trade", "/data/trade", "/method"):
        assert head(whole, f"{path}?utm_source=x")["canonical"] == f"https://ledger.example{path}"
        assert head(whole, path)["twitter:card"] == "summary"
    assert head(whole, "/nowhere")["canonical"] == ""


def test_a_reader_s_settings_are_shared_as_they_are(whole: FlaskClient) -> None:
    result = head(whole, "/claims/trade-rank?reader.level.estimates=no")
    assert result["og:url"].endswith("/claims/trade-rank?reader.level.estimates=no")
    assert result["canonical"].endswith("/claims/trade-rank")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/claims/nobody/card.png", 404),
        ("/charts/nothing/card.png", 404),
        ("/charts/russia-rank/card.png?flow=sideways", 400),
    ],
)
def test_what_is_not_there_is_refused(whole: FlaskClient, path: str, status: int) -> None:
    assert whole.get(path).status_code == status


def test_several_options_are_all_in_the_picture(whole: FlaskClient) -> None:
    apart, joined, one = (
        whole.get(f"/charts/partner-rank/card.png?{query}").get_data()
        for query in ("partner=IRN&partner=CHN", "partner=IRN,CHN", "partner=IRN")
    )
    assert apart == joined != one
