"""The page of one specification: every number leads to its row, and every specification has a page of its own."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from dashboard.charts.certainty import readings
from dashboard.package.store import Package
from dashboard.texts import catalogue, parties, word
from dashboard.texts.labels import label_of

LEVEL = "/claims/trade-rank/level/"
IMF = LEVEL + "imf_estimate.imts_2026.2024.eu-countries.flow-total"


def words(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return unescape(answer.get_data(as_text=True).partition('id="react-entry-point"')[0])


def addresses(now: Package) -> list[str]:
    table = now.tables["specifications"]
    return [readings.address(r.claim, r.part, r.specification) for r in table.itertuples()]


def test_every_specification_has_an_address_of_its_own(now: Package) -> None:
    every = addresses(now)
    assert len(set(every)) == len(every) > 60
    assert all(re.fullmatch(r"/claims/[\w-]+/[\w-]+/[\w.-]+", a, re.ASCII) for a in every)


def test_every_page_stands_and_every_row_it_leads_to(whole: FlaskClient, now: Package) -> None:
    for address in addresses(now):
        page = words(whole, address)
        rows = set(re.findall(r'href="(/data/[^"]+)"', page))
        assert any(to.startswith("/data/specifications?") for to in rows), address
        for to in rows:
            assert whole.get(to).status_code == 200, (address, to)


def test_the_numbers_are_those_of_the_row_and_lead_to_it(whole: FlaskClient) -> None:
    page = words(whole, IMF)
    answer = re.search(r'id="answer".*?</section>', page, re.DOTALL)
    assert answer
    assert re.search(r'<a href="/data/partner_ranks\?[^"]*period=2024[^"]*">6</a>', answer[0])
    assert "Russia is exactly fifth in total goods trade" in answer[0]
    assert "5; as the article says it: yes" in answer[0]  # with Iraq left out
    assert re.findall(r'class="holds h-(\w+)"', answer[0]) == ["no", "yes"]


def test_the_rows_the_list_the_flows_and_the_sources_are_shown(whole: FlaskClient) -> None:
    page = words(whole, IMF)
    assert "Brazil" in page or "BRA" in page
    assert 'href="/data/trade?source=imts_2026&period=2024&exporter=IRN' in page
    assert "International Monetary Fund" in page
    assert "Iraq" in re.search(r'id="choices".*?</section>', page, re.DOTALL)[0]  # whose order is taken from elsewhere


def test_figures_of_officials_say_where_they_were_seen(whole: FlaskClient) -> None:
    page = words(whole, "/claims/trade-growth/since-2021/iran_customs.tpo.1402")
    seen = re.search(r'id="seen".*?</section>', page, re.DOTALL)
    assert seen
    assert "https://" in seen[0]


def test_figures_collected_by_hand_name_the_collection_and_a_bound_has_its_unit(whole: FlaskClient) -> None:
    page = words(whole, "/claims/corridor/target/russian_officials.target-CO16.2022")
    assert "/data/sources?id=corridor_statements" in page
    assert re.search(r"[\d.]+\u00a0% or more", page)


def test_whose_books_and_which_series_are_never_codes(now: Package) -> None:
    table = now.tables["specifications"]
    ranks = now.tables["partner_ranks"]
    families = {*table["root_family"], *ranks["root_family"]}
    parties.use(now.parties)
    assert [f for f in families if f"root_family.{f}" not in catalogue() and not label_of("root_family", f)] == []
    series = {part for name in table["series"] for part in name.split(":")}
    unnamed = [s for s in series if f"series.{s}" not in catalogue() and not label_of("series", s)]
    assert set(unnamed) <= {"dollars", "tonnes"}


def test_years_apart_by_a_day_are_no_codes(whole: FlaskClient, now: Package) -> None:
    address = next(address for address in addresses(now) if ".era-to-" in address)
    assert "<dt>The years</dt><dd>up to 24 February 2025</dd>" in words(whole, address)
    picker = re.search(r'<select[^>]*reader\.votes\.era".*?</select>', words(whole, "/claims/ukraine-stance"))
    assert picker
    assert re.findall(r">([^<]+)</option>", picker[0])[1:] == ["after 24 February 2025", "up to 24 February 2025"]


def test_targets_are_called_by_the_tonnes_of_their_rows(now: Package) -> None:
    tonnes = now.tables["corridor"].set_index("id")["tonnes"]
    names = [name for name in set(now.tables["specifications"]["series"]) if name.startswith("target-")]
    assert len(names) == 3
    for name in names:
        assert word("series", name) == f"target of {float(tonnes[name.removeprefix('target-')]) / 1e6:g} Mt"


def test_no_card_is_empty(whole: FlaskClient, now: Package) -> None:
    empty = re.compile(r"</h2>(<ul[^>]*></ul>)?</section>")
    assert [address for address in addresses(now) if empty.search(words(whole, address))] == []


def test_ways_that_differ_in_one_thing_lead_to_each_other(whole: FlaskClient) -> None:
    twin = IMF.replace("eu-countries", "eu-one")
    assert f'href="{twin}"' in words(whole, IMF)
    assert f'href="{IMF}"' in words(whole, twin)


def test_the_table_of_the_part_leads_to_it(whole: FlaskClient) -> None:
    assert f'href="{IMF}"' in words(whole, "/claims/trade-rank")


@pytest.mark.parametrize("path", [LEVEL + "nothing", "/claims/trade-rank/nobody/x", "/claims/nobody/level/x"])
def test_what_is_not_there_is_404(whole: FlaskClient, path: str) -> None:
    assert whole.get(path).status_code == 404


def test_the_head_names_the_specification(whole: FlaskClient) -> None:
    page = unescape(whole.get(IMF).get_data(as_text=True))
    assert "<title>Russia is fifth: IMF estimates, 2024" in page
    assert '<meta name="description" content="One defensible way to measure “Russia is fifth”' in page


def test_codes_have_their_names_beside_them(whole: FlaskClient) -> None:
    page = whole.get("/claims/trade-rank").text
    address = re.findall(r'href="(/claims/trade-rank/level/[^"#?]+)"', page)
    shown = whole.get(next(a for a in address if "badge" not in a)).text
    assert "RUS <small>Russia</small>" in shown
    assert "CHN <small>China</small>" in shown
    assert "RUS <small>Russia</small>" in whole.get("/charts/partner-rank.html").text
