"""The article phrase by phrase, and what changed: every row of their tables is on the page."""

from __future__ import annotations

import re

from flask.testing import FlaskClient

from tests.dashboard.sample import published


def test_every_phrase_is_there_with_its_verdict_or_why_it_has_none(whole: FlaskClient) -> None:
    rows = published().tables["article"]
    text = whole.get("/article").text
    assert text.count('<li class="card">') == len(rows) > 20
    asked = rows[rows["claim"].notna()]
    assert text.count('class="badge') == len(asked)
    assert "An opinion" in text


def test_every_change_is_there_with_both_verdicts_and_a_reason(whole: FlaskClient) -> None:
    rows = published().tables["changes"]
    text = whole.get("/changes").text
    assert len(re.findall(r'<li id="[^"]+" class="card">', text)) == len(rows.drop_duplicates(["claim", "part"])) > 0
    assert text.count(' class="card"><p><strong>') == len(rows)
    assert text.count('class="badge') == 2 * len(rows)


def test_a_change_that_mends_an_error_of_ours_says_so(whole: FlaskClient) -> None:
    rows = published().tables["changes"]
    assert (rows["why"] == "error").any()
    assert whole.get("/changes").text.count("an error of ours)") == (rows["why"] == "error").sum()
