"""Rank of any partner: the interval where partners are missing, and no arrow that says nothing."""

from __future__ import annotations

from dashboard.charts.trade.partner_rank import CHART
from tests.dashboard.charts import made
from tests.dashboard.sample import published

TABLES = made.tables(
    partner_ranks=[
        made.ranked("2020", 2_229, rank=46, rank_best=46, rank_worst=53),
        made.ranked("2021", 4_045, rank=37, rank_best=37, rank_worst=41),
        made.ranked("2024", 2_734, obs_status="E", root_family="imf_estimate", rank=36, rank_best=36, rank_worst=43),
        made.ranked("2021", 4_030, source="russian-officials", rank=None, rank_best=1, rank_worst=None),
        made.ranked("2021", 4_045, basis="eu_one", rank=18, rank_best=18, rank_worst=20),
        made.ranked(
            "1400",
            None,
            reporter="IRN",
            partner="CHN",
            calendar="solar_hijri",
            rank=None,
            rank_best=2,
            rank_worst=None,
            root_family="iran_customs",
            source="iran_customs",
            missing="ARE",
        ),
    ]
)


def test_rows_are_of_one_partner_and_a_bound_without_content_is_left_out() -> None:
    rows = made.rows_of(CHART, TABLES)
    assert list(rows["rank_best"]) == [46, 37, 36]
    assert list(made.rows_of(CHART, TABLES, basis="eu_one")["rank_best"]) == [18]
    assert list(made.rows_of(CHART, TABLES, family="imf_estimate")["period"]) == ["2024"]
    assert made.rows_of(CHART, TABLES, reporter="IRN", partner="IRN").empty


def test_an_interval_is_a_line_and_an_estimate_hollow() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES))
    lines = {t["legendgroup"]: t["y"] for t in drawn["data"] if t["mode"] == "lines"}
    assert lines["russia_customs"] == [46, 53, None, 37, 41, None]
    points = {t["legendgroup"]: t for t in made.marks(drawn)}
    assert points["russia_customs"]["y"] == [46, 37]
    assert points["imf_estimate"]["marker"]["symbol"] == ["diamond-open"]


def test_an_open_interval_points_down() -> None:
    rows = made.rows_of(CHART, TABLES, reporter="IRN", partner="CHN")
    drawn = CHART.draw(rows)
    assert made.symbols(drawn) == ["triangle-down-open"]
    line = next(t for t in drawn["data"] if t["mode"] == "lines")
    assert line["y"][1] > line["y"][0]
    assert line["line"]["dash"] == "dot"
    assert "2 or lower" in CHART.alt(rows)


def test_the_finding_names_partner_list_and_newest_interval() -> None:
    result = CHART.alt(made.rows_of(CHART, TABLES))
    assert "Iran among Russia’s partners in all trade" in result
    assert "37 to 41" in result
    assert "36 to 43" in result


def test_every_country_with_a_rank_can_be_chosen_by_its_name() -> None:
    tables = published().tables
    partner = next(choice for choice in CHART.with_options(tables).choices if choice.name == "partner")
    countries = set(tables["countries"]["id"])
    assert set(partner.options) == set(tables["partner_ranks"]["partner"]) & countries
    assert list(partner.titles.values()) == sorted(partner.titles.values())
    assert partner.titles["CHN"] == "China"
    assert partner.usual == "IRN"


def test_several_partners_each_have_a_look_and_a_name() -> None:
    china = made.ranked("2021", 9_000, partner="CHN", rank=1, rank_best=1, rank_worst=1)
    tables = made.tables(partner_ranks=[china, made.ranked("2021", 4_045), made.ranked("2021", 5_000, partner="TUR")])
    rows = made.rows_of(CHART.with_options(tables), tables, partner="IRN,CHN")
    assert set(rows["partner"]) == {"IRN", "CHN"}
    drawn = CHART.draw(rows)
    keys = {t["name"]: t["marker"]["color"] for t in drawn["data"] if t.get("name")}
    assert set(keys) == {"China", "Iran"}
    assert len(set(keys.values())) == 2
    assert CHART.finding(rows) == "Russia’s partners: China 1st (2021), Iran 37th to 41st (2021)"
    assert "China among Russia’s partners" in CHART.alt(rows)
    assert "Iran among" in CHART.alt(rows)


def test_years_are_cut_at_both_ends() -> None:
    assert list(made.rows_of(CHART, TABLES, since="2021", until="2022")["period"]) == ["2021"]


def test_a_partner_without_a_bound_stands_in_the_headline_beside_one_with_both() -> None:
    open_end = made.ranked("2021", 9_000, partner="CHN", rank=None, rank_best=2, rank_worst=None)
    tables = made.tables(partner_ranks=[open_end, made.ranked("2021", 4_045, rank=37, rank_best=37, rank_worst=41)])
    finding = CHART.finding(made.rows_of(CHART.with_options(tables), tables, partner="IRN,CHN"))
    assert "China 2nd or lower" in finding
    assert "Iran 37th to 41st" in finding
