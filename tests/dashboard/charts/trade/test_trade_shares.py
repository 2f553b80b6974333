"""Shares each way: one line for each country's trade and source."""

from __future__ import annotations

from typing import Any

from dashboard.charts import phrases
from dashboard.charts.trade.trade_shares import CHART
from tests.dashboard.charts import made


def _tie(reporter: str, period: str, value: float | None, **more: Any) -> dict[str, Any]:
    usual = {
        "reporter": reporter,
        "partner": "IRN" if reporter == "RUS" else "RUS",
        "period": period,
        "flow": "total",
        "calendar": "gregorian",
        "source": "imts_rus",
        "root_family": "russia_customs",
        "yardstick": "share",
        "value": value,
        "cell_basis": "observed",
    }
    return usual | more


TABLES = made.tables(
    trade_ties=[
        _tie("RUS", "2020", 0.0039),
        _tie("RUS", "2021", 0.0051),
        _tie("RUS", "2022", 0.0043, cell_basis="imputed", root_family="imf_estimate"),
        _tie("IRN", "1401", 0.0206, source="iran_customs", calendar="solar_hijri", root_family="iran_customs"),
        _tie("IRN", "2025", 0.0475, source="imts_2025", cell_basis="imputed"),
        _tie("IRN", "2007", 0.064, source="oec", flow="import"),
        _tie("RUS", "2025", None, yardstick="intensity"),
        _tie("RUS", "2021", 0.0052, yardstick="share_named"),
    ],
    partner_ranks=[
        made.ranked("2021", 90, partner="CHN", share=0.18, source="imts_rus"),
        made.ranked("2021", 90, partner="TUR", share=0.04, source="imts_rus"),
        made.ranked("2021", 90, partner="CHN", share=0.19, source="another"),
        made.ranked("2019", 90, partner="CHN", share=0.15, source="imts_rus"),
    ],
)


def test_other_partners_stand_beside_the_pair_in_the_same_lists_alone() -> None:
    rows = made.rows_of(CHART, TABLES, partners="CHN,TUR", reporter="RUS")
    beside = rows[rows["partner"] != "IRN"]
    assert list(zip(beside["partner"], beside["period"], beside["value"], strict=True)) == [
        ("CHN", "2021", 0.18),
        ("TUR", "2021", 0.04),
    ]
    assert set(made.rows_of(CHART, TABLES)["partner"]) == {"IRN", "RUS"}
    assert set(made.rows_of(CHART, TABLES, partners="CHN", yardstick="share_named")["partner"]) == {"IRN"}
    drawn = CHART.draw(rows)
    colours = {t["legendgroup"].split()[1]: t["marker"]["color"] for t in made.marks(drawn)}
    assert len(set(colours.values())) == 3
    assert "China in Russia’s trade 18" in CHART.alt(rows)
    assert CHART.finding(rows) == "Iran in Russia’s trade 0.43\u00a0% (2022)"


def test_rows_are_of_one_flow_and_one_measure_with_a_value() -> None:
    assert len(made.rows_of(CHART, TABLES)) == 5
    assert list(made.rows_of(CHART, TABLES, yardstick="share_named")["value"]) == [0.0052]
    assert list(made.rows_of(CHART, TABLES, flow="import")["period"]) == ["2007"]
    assert made.rows_of(CHART, TABLES, flow="import", since="2016").empty


def test_an_estimate_continues_its_line_dotted_and_hollow() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES))
    lines = {t["line"]["dash"]: t["y"] for t in drawn["data"] if t["mode"] == "lines"}
    assert lines["solid"] == [0.0039, 0.0051, None]
    assert lines["dot"] == [0.0051, 0.0043, None]
    points = {tuple(t["y"]): t["marker"]["symbol"] for t in made.marks(drawn)}
    assert points[(0.0039, 0.0051, 0.0043)][2].endswith("-open")


def test_the_finding_gives_the_newest_each_way() -> None:
    result = CHART.alt(made.rows_of(CHART, TABLES))
    assert "Russia in Iran’s trade 4.75" in result
    assert "Iran in Russia’s trade 0.43" in result


def test_a_measure_that_cannot_be_computed_says_what_it_waits_for() -> None:
    rows = made.rows_of(CHART, TABLES, yardstick="intensity")
    assert rows.empty
    assert "live source" in phrases.empty(CHART.id)
