"""Balance: exports and imports of the same books, and their difference in the rows."""

from __future__ import annotations

from dashboard.charts.trade.balance import CHART
from tests.dashboard.charts import made


def _pair(period: str, sold: int | None, bought: int | None, **more: object) -> list[dict[str, object]]:
    flows = (("export", sold), ("import", bought))
    return [made.ranked(period, value, flow=flow, **more) for flow, value in flows]


TABLES = made.tables(
    partner_ranks=[
        *_pair("2020", 1_400, 800),
        *_pair("2021", 3_000, 900),
        *_pair("2021", 3_100, 950, source="russian-officials"),
        *_pair("2022", 2_800, None),
        *_pair("2024", 2_200, 500, obs_status="E"),
        *_pair("2021-9m", 2_000, 700),
        *_pair("1402", 946, 1_691, reporter="IRN", partner="RUS", source="iran_customs", calendar="solar_hijri"),
        *_pair("2019", 1, 1, basis="eu_one"),
    ]
)


def test_a_row_joins_both_flows_of_one_source_and_holds_their_difference() -> None:
    rows = made.rows_of(CHART, TABLES)
    assert list(zip(rows["period"], rows["source"], rows["balance_usd"], strict=True)) == [
        ("2020", "imts_rus", 600),
        ("2021", "imts_rus", 2_100),
        ("2021", "russian-officials", 2_150),
        ("2024", "imts_rus", 1_700),
    ]
    assert "2021-9m" in set(made.rows_of(CHART, TABLES, periods="all")["period"])


def test_the_other_sides_books_are_a_choice() -> None:
    rows = made.rows_of(CHART, TABLES, books="IRN")
    assert list(rows["balance_usd"]) == [946 - 1_691]
    assert "deficit" in CHART.alt(rows)


def test_both_flows_are_drawn_with_the_line_between_them() -> None:
    rows = made.rows_of(CHART, TABLES)
    sold, bought = made.marks(CHART.draw(rows))
    assert sold["y"] == [1_400, 3_000, 3_100, 2_200]
    assert bought["y"] == [800, 900, 950, 500]
    assert sold["marker"]["symbol"] == ["triangle-up", "triangle-up", "triangle-up", "triangle-up-open"]
    between = next(t for t in CHART.draw(rows)["data"] if t["mode"] == "lines")
    assert between["y"][:3] == [800, 1_400, None]
    assert sold["x"][1] != sold["x"][2]  # two figures of one year stand apart


def test_an_estimate_on_either_side_makes_the_row_one() -> None:
    rows = [made.ranked("2023", 9, flow="export"), made.ranked("2023", 4, flow="import", obs_status="E")]
    assert list(made.rows_of(CHART, made.tables(partner_ranks=rows))["obs_status"]) == ["E"]


def test_the_finding_speaks_of_the_newest_full_year() -> None:
    result = CHART.alt(made.rows_of(CHART, TABLES))
    assert "In 2024 Russia sold Iran" in result
    assert "surplus of $1700" in result
    assert "estimated" in result


def test_without_a_full_year_nothing_is_found() -> None:
    rows = made.rows_of(CHART, made.tables(partner_ranks=_pair("2021-9m", 2_000, 700)), periods="all")
    assert len(rows) == 1
    assert CHART.finding(rows).startswith("No period has both")
    assert CHART.alt(rows).endswith(CHART.finding(rows))
