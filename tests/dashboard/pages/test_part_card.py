"""On the page of a claim and of a chart: the sentence with source and date, and how to cite it."""

from __future__ import annotations

from html import unescape

from flask.testing import FlaskClient

from dashboard.package import claims
from dashboard.texts import formats, word
from tests.dashboard.sample import published


def words(client: FlaskClient, path: str) -> str:
    return unescape(client.get(path).get_data(as_text=True).partition('id="react-entry-point"')[0])


def test_every_verdict_can_be_quoted_with_source_and_date(whole: FlaskClient) -> None:
    package = published()
    day = formats.day(package.created)
    for claim in claims.every(package):
        page = words(whole, f"/claims/{claim.about['id']}")
        for part in claim.parts:
            text = f"“{part.verdict['sentence']}” Verdict: {word('verdict', part.verdict['verdict'])}."
            start = page.index(text)
            quoted = page[start : page.index("</code>", start)]
            assert f"data of {day} (version {package.version})" in quoted
            assert quoted.endswith(f"http://localhost/claims/{claim.about['id']}#{part.about['part']}")


def test_a_claim_is_cited_and_its_evidence_taken_home(whole: FlaskClient) -> None:
    page = words(whole, "/claims/trade-rank")
    for ending in ("evidence.csv", "evidence.zip", "cite.txt", "cite.bib", "cite.ris"):
        assert f'href="/claims/trade-rank/{ending}"' in page
    assert "@misc{russia-iran-ledger:trade-rank," in page
    assert "TY  - ELEC" in page


def test_a_chart_is_quoted_by_its_finding_and_choices(whole: FlaskClient) -> None:
    page = words(whole, "/charts/russia-rank?russia-rank.flow=export")
    start = (
        page.index('{"chart":"russia-rank","type":"quote"}')
        if '"type":"quote"' in page
        else page.index("The finding with")
    )
    quoted = page[start : page.index("</pre>", start)]
    assert "http://localhost/charts/russia-rank?russia-rank.flow=export" in quoted
    assert 'data-quote="“{finding}” ' in page
    assert 'href="/charts/russia-rank/cite.bib"' in page


def test_no_part_says_none_of_none(whole: FlaskClient) -> None:
    pages = [words(whole, f"/claims/{claim.about['id']}") for claim in claims.every(published())]
    assert any("no way of measuring can be computed, of " in page for page in pages)
    assert [page for page in pages if "0 of 0 ways" in page or "1 of 1 ways" in page] == []


def test_of_a_statement_nobody_asks_what_it_is_without_its_speaker(whole: FlaskClient) -> None:
    page = words(whole, "/claims/security")
    assert "What would change it" in page
    assert "Without one source" not in page
    assert "Without one source" in words(whole, "/claims/sanctions")
