"""Who may be compared with, and what a panel holds."""

from __future__ import annotations

from datetime import date

from etl.derive.panels import Panel, panels, sides
from tests.etl.derive.making import COUNTRIES, PAIR, both_ways, flow, table

YEARS = {y: 1000 + y for y in range(2016, 2025)}


def given(*extra: dict[str, object], reporter: str = "RUS", partners: str = "IRN CHN IND DEU") -> dict[str, object]:
    rows = [row for p in partners.split() for row in both_ways(reporter, p, YEARS)]
    return {
        "trade": table("trade", [*rows, *extra]),
        "countries": COUNTRIES,
        "anomalies": table("anomalies", []),
    }


def one(tables: dict[str, object], pool: str = "b", **how: object) -> Panel:
    (panel,) = panels(tables, pool, how.pop("left_out", []), **how)  # type: ignore[arg-type]
    return panel


def test_russia_s_pool_has_nobody_who_joined_sanctions() -> None:
    panel = one(given())
    assert set(panel.values.columns) == {"IRN", "CHN", "IND"}
    assert panel.values.loc[2016, "IRN"] == 3016


def test_iran_s_pool_may_have_anybody() -> None:
    panel = one(given(reporter="IRN", partners="RUS CHN DEU"), "a")
    assert (panel.reporter, panel.unit) == sides(PAIR, "a") == ("IRN", "RUS")
    assert set(panel.values.columns) == {"RUS", "CHN", "DEU"}


def test_a_cell_left_out_is_missing_and_takes_its_total_with_it() -> None:
    panel = one(given(), left_out=[("book", "CHN", "RUS", "2020", "importer")])
    assert panel.values["CHN"].isna().tolist() == [y == 2020 for y in YEARS]


def test_the_reporter_s_own_record_wins_over_the_partner_s() -> None:
    other = flow("RUS", "IRN", 2018, 999_999, "importer")
    assert one(given(other)).values.loc[2018, "IRN"] == 3018


def test_one_direction_alone_is_no_total() -> None:
    lone = flow("RUS", "BLR", 2018, 5)
    assert "BLR" not in one(given(lone)).values or one(given(lone)).values["BLR"].isna().all()


def test_the_end_of_1402_leaves_out_2024() -> None:
    assert one(given(), until=date(2024, 3, 19)).values.index.max() == 2023
    assert one(given(), until=date(2024, 12, 31)).values.index.max() == 2024


def test_estimates_are_named_and_can_be_left_out() -> None:
    rows = both_ways("RUS", "IRN", {2022: 10}, obs_status="E") + both_ways("RUS", "IRN", {2021: 10})
    rows += [row for p in ("CHN", "IND") for row in both_ways("RUS", p, {2021: 10, 2022: 10})]
    tables = {**given(), "trade": table("trade", rows)}
    assert one(tables).imputed == {2022}
    assert one(tables, imputed=False).values["IRN"].dropna().index.tolist() == [2021]


def test_fewer_than_two_donors_make_no_pool() -> None:
    assert list(panels(given(partners="IRN CHN"), "b", [])) == []  # type: ignore[arg-type]


def test_a_donor_s_marked_cell_is_missing_and_the_pair_s_own_is_kept() -> None:
    marks = [
        {
            "anomaly": "mechanical",
            "row_table": "trade",
            "row_key": partner,
            "exporter": partner,
            "importer": "RUS",
            "period": "2023",
            "recorded_by": "importer",
            "source": "book",
            "treatment": "marked",
        }
        for partner in ("CHN", "IRN")
    ]
    panel = one({**given(), "anomalies": table("anomalies", marks)})
    assert panel.values["CHN"].isna().tolist() == [y == 2023 for y in YEARS]
    assert panel.values["IRN"].notna().all()
