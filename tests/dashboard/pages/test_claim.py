"""The page of a claim: the answer first, the rest folded, the ways on, and places for blocks of other modules."""

from __future__ import annotations

import re
from html import escape, unescape

from flask.testing import FlaskClient

from dashboard.package import claims
from dashboard.package.store import Package


def unfolded(page: str) -> str:
    """The main part of a page without what its closed folds hold."""
    text, words, depth = page.partition("<main")[2].partition("</main>")[0], [], 0
    for piece in re.split(r"(<details|</details>)", text):
        depth += {"<details": 1, "</details>": -1}.get(piece, 0)
        if not depth:
            words.append(piece)
    return "".join(words)


def test_every_part_shows_its_word_its_sentence_and_what_would_change_it(whole: FlaskClient, now: Package) -> None:
    for claim in claims.every(now):
        text = unfolded(whole.get(f"/claims/{claim.id}").text)
        for part in claim.parts:
            assert f'<p class="sentence">{escape(part.sentence, quote=False)}</p>' in text
            assert f'<section id="{part.name}" class="card part"' in text
        assert text.count('class="settle"') == len(claim.parts)


def test_at_most_one_chart_of_a_part_is_seen_and_none_is_drawn_twice(whole: FlaskClient, now: Package) -> None:
    for claim in claims.every(now):
        page = whole.get(f"/claims/{claim.id}").text
        assert unfolded(page).count('class="card chart') <= len(claim.parts)
        named = re.findall(r' id="([^"]+)"', page)
        assert len(named) == len(set(named))
        assert set(claim.charts) <= set(named)


def test_a_verdict_that_rests_on_estimates_says_so_without_a_click(whole: FlaskClient) -> None:
    text = unfolded(whole.get("/claims/trade-rank").text)
    assert re.search(r"Without estimates: <span[^>]*><span[^>]*>[^<]*</span>cannot be settled", text)
    assert "Without estimates" not in unfolded(whole.get("/claims/history").text)


def test_a_measured_part_leads_to_the_rows_behind_it(whole: FlaskClient) -> None:
    text = unfolded(whole.get("/claims/trade-rank").text)
    assert text.count("The rows behind it: ") == 2  # the cause is not measured
    address = text.partition("The rows behind it: ")[2].partition('href="')[2].partition('"')[0]
    rows = whole.get(unescape(address)).text.partition('id="rows"')[2].partition("<tbody>")[2].partition("</tbody>")[0]
    assert rows.count("<tr") == 1
    assert "The rows behind it: " not in whole.get("/claims/energy-deal").text


def test_it_says_whose_question_a_part_is(whole: FlaskClient) -> None:
    text = unfolded(whole.get("/claims/energy-deal").text)
    assert text.count("A part of the article · evidence: medium") == 1
    assert text.count("Our question") == 3


def test_it_leads_to_the_claims_beside_it_and_to_its_changes(whole: FlaskClient, now: Package) -> None:
    order = claims.ids(now)
    first, second, last = (whole.get(f"/claims/{name}").text for name in (order[0], order[1], order[-1]))
    assert f'href="/claims/{order[1]}">Next: ' in first
    assert "← Before: " not in first
    assert f'href="/claims/{order[0]}">← Before: ' in second
    assert "Next: " not in last.partition("<main")[2]
    assert 'href="/changes#trade-rank.change"' in first
    assert 'id="trade-rank.change"' in whole.get("/changes").text


def test_a_claim_whose_verdicts_never_changed_says_so(client: FlaskClient) -> None:
    assert "No verdict of this claim has changed since it was first given." in client.get("/claims/energy-deal").text
