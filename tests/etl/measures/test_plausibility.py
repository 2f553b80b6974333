from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.measures.plausibility import implausible_cells

# USD thousand. IMF IMTS with Russia as reporter (imts_rus) and as downloaded 2026-04-24 (imts_2025, exporters' side)
UGANDA = [
    ("UGA", "RUS", "2022", "importer", 5766351, "imts_rus"),
    ("UGA", "RUS", "2023", "importer", 12152076, "imts_rus"),
    ("UGA", "RUS", "2024", "importer", 27003774, "imts_rus"),
    ("UGA", "RUS", "2025", "exporter", 67000, "imts_2025"),
    ("RUS", "UGA", "2024", "exporter", 825042, "imts_rus"),
]
TO_INDIA = [5311310, 6456572, 7755181, 7237263, 5957997, 9128901, 41913181, 64462176, 68739806]
INDIA = [("RUS", "IND", str(2016 + step), "exporter", value, "imts_rus") for step, value in enumerate(TO_INDIA)]


def _trade(*rows: tuple[str, str, str, str, int | None, str]) -> pd.DataFrame:
    columns = ["exporter", "importer", "period", "recorded_by", "value_usd", "source"]
    table = pd.DataFrame(list(rows), columns=columns).astype({"value_usd": "Int64"})
    return table.assign(value_usd=table["value_usd"] * 1000, obs_status="A", list_scope="complete")


def _series(values: list[int], first: int = 2015) -> list[tuple[str, str, str, str, int | None, str]]:
    return [("CHL", "IRN", str(first + step), "importer", value, "a") for step, value in enumerate(values)]


def test_uganda_2024_is_implausible_by_its_mirror_and_india_2022_is_left_alone():
    (row,) = implausible_cells(_trade(*UGANDA, *INDIA)).to_dict("records")
    assert (row["exporter"], row["importer"], row["period"], row["recorded_by"]) == ("UGA", "RUS", "2024", "importer")
    assert (row["value_usd"], row["mirror_usd"]) == (27_003_774_000, 67_000_000)
    assert (row["mirror_period"], row["mirror_source"]) == ("2025", "imts_2025")
    assert row["mirror_ratio"] == pytest.approx(403.04, abs=0.01)
    assert (row["fired"], row["not_run"], row["proof"]) == ("mirror", "world_total history", True)


def test_a_total_of_the_partner_below_the_cell_rules_it_out():
    total = ("UGA", "WLD", "2024", "exporter", 10**7, "comtrade")
    result = implausible_cells(_trade(*UGANDA, total)).set_index("period")
    assert result["fired"].to_dict() == {"2023": "world_total", "2024": "mirror world_total"}
    assert result["proof"].all()
    assert result.loc["2023", "not_run"] == "mirror history"


def test_a_partners_own_world_row_serves_as_total_with_freight_allowed():
    world = ("UGA", "WLD", "2023", "exporter", 12_152_076 * 10 // 11 + 1, "comtrade")
    assert "2023" not in set(implausible_cells(_trade(*UGANDA, world))["period"])
    world = (*world[:4], 11_000_000, "comtrade")
    assert "2023" in set(implausible_cells(_trade(*UGANDA, world))["period"])


def test_the_reporters_own_total_says_nothing_about_its_partner():
    world = ("WLD", "RUS", "2024", "importer", 1_000_000, "imts_rus")
    assert implausible_cells(_trade(*UGANDA, world))["fired"].tolist() == ["mirror"]


def test_the_same_year_is_nearer_than_an_adjacent_one():
    same = ("UGA", "RUS", "2024", "exporter", 20_000_000, "comtrade")
    assert implausible_cells(_trade(*UGANDA, same)).empty


def test_of_several_mirrors_the_closest_speaks():
    other = ("UGA", "RUS", "2025", "exporter", 26_000_000, "comtrade")
    assert implausible_cells(_trade(*UGANDA, other)).empty


@pytest.mark.parametrize("year", ["2021", "2026"])
def test_two_years_away_is_no_mirror(year: str):
    rows = [("UGA", "RUS", "2024", "importer", 27003774, "a"), ("UGA", "RUS", year, "exporter", 67000, "b")]
    assert implausible_cells(_trade(*rows)).empty


def test_small_cells_and_twenty_times_exactly_are_left_alone():
    small = [("UGA", "RUS", "2024", "importer", 10_000, "a"), ("UGA", "RUS", "2024", "exporter", 1, "b")]
    exact = [("GHA", "RUS", "2024", "importer", 20_000, "a"), ("GHA", "RUS", "2024", "exporter", 1_000, "b")]
    assert implausible_cells(_trade(*small, *exact)).empty


@pytest.mark.parametrize(
    "rows",
    [
        [("UGA", "RUS", "2024", "importer", 10_000, "a"), ("UGA", "RUS", "2024", "exporter", 1, "b")],
        _series([100, 100, 10_000, 100, 100]),
    ],
)
def test_a_dollar_above_ten_million_is_large(rows: list[tuple[str, str, str, str, int | None, str]]):
    table = _trade(*rows)
    assert implausible_cells(table).empty
    above = table.assign(value_usd=table["value_usd"] + (table["value_usd"] == 10_000_000))
    assert implausible_cells(above)["value_usd"].tolist() == [10_000_001]


def test_a_missing_mirror_is_not_run_and_not_zero():
    gone = ("UGA", "RUS", "2024", "exporter", None, "imts_2025")
    assert implausible_cells(_trade(UGANDA[2], gone)).empty


def test_a_peak_that_comes_and_goes_is_marked_but_no_proof():
    (row,) = implausible_cells(_trade(*_series([900, 1000, 85000, 800, 700]))).to_dict("records")
    assert (row["period"], row["fired"], row["proof"]) == ("2017", "history", False)
    assert row["history_ratio"] == pytest.approx(85.0)
    assert row["not_run"] == "mirror world_total"


@pytest.mark.parametrize(
    "values",
    [
        [900, 1000, 800, 700, 85000],  # the last year: it may stay
        [900, 1000, 85000, 90000, 95000],  # it stayed
        [1000, 85000, 700],  # too short a history
        [900, 1000, 85000, 5000, 700],  # one other year comes near
    ],
)
def test_a_jump_alone_is_not_marked(values: list[int]):
    assert implausible_cells(_trade(*_series(values))).empty


def test_the_smaller_side_is_never_marked():
    result = implausible_cells(
        _trade(("UGA", "RUS", "2024", "importer", 12, "a"), ("UGA", "RUS", "2024", "exporter", 90000, "b"))
    )
    assert result["recorded_by"].tolist() == ["exporter"]


_SIDES = {"exporter": "importer", "importer": "exporter"}
_CELLS = st.tuples(
    st.sampled_from(["RUS", "IRN", "WLD"]),
    st.sampled_from(["RUS", "IRN", "WLD"]),
    st.integers(2019, 2023),
    st.sampled_from([*_SIDES]),
    st.sampled_from(["a", "b"]),
)


@settings(max_examples=60)
@given(st.dictionaries(_CELLS, st.integers(0, 9).map(lambda size: 3**size * 100), max_size=30))
def test_the_tests_say_what_a_plain_search_says(values: dict[tuple[str, str, int, str, str], int]):
    table = _trade(*((a, b, str(year), side, value, source) for (a, b, year, side, source), value in values.items()))
    found = implausible_cells(table).to_dict("records")
    assert {
        (r["exporter"], r["importer"], int(r["period"]), r["recorded_by"], r["source"]): r["fired"] for r in found
    } == {
        cell: fired
        for cell, value in values.items()
        if cell[0] != "WLD" != cell[1] and value > 10_000 and (fired := _fired(cell, value, values))
    }


def _fired(cell: tuple[str, str, int, str, str], value: int, values: dict[tuple[str, str, int, str, str], int]) -> str:
    exporter, importer, year, side, source = cell
    mirrors = [
        (abs(y - year), max(value / v, v / value), v)
        for (a, b, y, s, _), v in values.items()
        if (a, b, s) == (exporter, importer, _SIDES[side]) and abs(y - year) < 2
    ]
    of_the_world = (exporter, "WLD") if side == "importer" else ("WLD", importer)
    totals = [
        v for (a, b, y, s, _), v in values.items() if (a, b, s) == (*of_the_world, _SIDES[side]) and abs(y - year) < 2
    ]
    series = {y: v for (a, b, y, s, c), v in values.items() if (a, b, s, c) == (exporter, importer, side, source)}
    others = [v for y, v in series.items() if y != year]
    fires = {
        "mirror": mirrors and value > 20 * min(mirrors)[2],
        "world_total": totals and value > 1.1 * max(totals),
        "history": len(others) > 2 and min(series) < year < max(series) and value > 20 * max(others),
    }
    return " ".join(test for test, holds in fires.items() if holds)
