"""The fold "Make your own verdict": without scripts, with its data for the browser, and what one source changes."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from dashboard.package import claims
from dashboard.pages import reader_reason
from dashboard.texts.formats import grouped
from tests.dashboard.sample import published

TRADE = "/claims/trade-rank"


def fold(client: FlaskClient, path: str, part: str = "level") -> str:
    words = client.get(path).get_data(as_text=True).partition('id="react-entry-point"')[0]
    result = re.search(rf'<details class="own" id="{part}-own".*?</details>', words, re.DOTALL)
    assert result, path
    return unescape(result[0])


def says(text: str, name: str) -> str:
    result = re.search(rf'<p[^>]*data-says="{name}">(.*?)</p>', text)
    assert result
    return re.sub(r"<[^>]+>", "", result[1])


def test_a_silent_address_says_what_the_ledger_says(whole: FlaskClient) -> None:
    text = fold(whole, TRADE)
    assert " open" not in text.partition(">")[0]
    assert text.count("overstated</span>") >= 2
    claim = claims.claim(published(), "trade-rank")
    rows = claim.part("level").possible_verdicts.set_index("verdict")  # type: ignore[union-attr]
    same = f"{grouped(rows['settings']['overstated'])} of {grouped(rows['possible']['overstated'])} possible"
    assert says(text, "possible").startswith(same)


def test_settings_in_the_address_move_the_word_and_leave_the_ledger_s_pinned(whole: FlaskClient) -> None:
    text = fold(whole, f"{TRADE}?reader.level.estimates=no")
    assert "open" in text.partition(">")[0]
    assert says(text, "badge").endswith("cannot be settled")
    assert "Books: 1, and at least 2 are asked for." in says(text, "because")
    assert "overstated</span>" in text.partition("By the reader")[0]
    assert '<option value="no" selected>' in text


def test_the_form_sends_what_the_address_says(whole: FlaskClient) -> None:
    text = fold(whole, f"{TRADE}?russia-rank.flow=export&reader.change.from=2024")
    assert 'method="get" action="/claims/trade-rank#level-own"' in text
    assert '<input type="hidden" name="russia-rank.flow" value="export">' in text
    assert '<input type="hidden" name="reader.change.from" value="2024">' in text
    assert fold(whole, f"{TRADE}?reader.change.from=2024", "change").count('value="2024" selected') == 1


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"{TRADE}?reader.level.books=nobody", 400),
        (f"{TRADE}?reader.nobody.from=2024", 400),  # no such part
        (f"{TRADE}?reader.cause.from=2024", 400),  # one that has no measure
        (f"{TRADE}?reader.level=2024", 400),
        ("/claims/security?reader.level.from=2024", 400),  # a part of another claim
        (f"{TRADE}?reader.level.from=2024", 200),
    ],
)
def test_a_setting_that_is_not_there_is_a_wrong_address(whole: FlaskClient, path: str, status: int) -> None:
    assert whole.get(path).status_code == status


def test_the_data_for_the_browser_are_whole_and_cannot_end_the_block(whole: FlaskClient) -> None:
    text = whole.get(TRADE).get_data(as_text=True).partition('id="react-entry-point"')[0]
    blocks = re.findall(r'<script type="application/json">(.*?)</script>', text, re.DOTALL)
    assert len(blocks) == 2
    for block in blocks:
        data = json.loads(block)
        assert set(data["words"]) == set(reader_reason.WORDS)
        assert data["columns"]["series"]
        assert "<" not in block


def test_what_one_source_changes_stands_beside_every_verdict_but_those_of_causes(whole: FlaskClient) -> None:
    text = unescape(whole.get(TRADE).get_data(as_text=True).partition('id="react-entry-point"')[0])
    text = re.sub("<[^>]+>", "", text)  # words of the trade are buttons
    assert "without IMF estimates, cannot be settled; without Iran’s customs, cannot be settled" in text
    assert text.count("Without one source:") == 2  # level and change; the cause has none
    for claim in ("sanctions", "energy-deal", "history", "largest-investor", "corridor", "arms-to-iran"):
        assert "Without one source:" in whole.get(f"/claims/{claim}").get_data(as_text=True), claim


def test_no_source_that_matters_is_said_too(whole: FlaskClient) -> None:
    assert "the word stays the same" in whole.get("/claims/arms-to-russia").get_data(as_text=True)
