"""Comparators: the pair and its mix, placebos behind it, and what is missing where nothing was computed."""

from __future__ import annotations

from typing import Any

from dashboard.charts.certainty.pool_b import CHART
from tests.dashboard.charts import made


def _year(year: int, actual: float, mix: float, **more: Any) -> dict[str, Any]:
    usual = {
        "method": "pool",
        "pool": "b",
        "series": "imts_rus",
        "flow": "total",
        "outcome": "index",
        "country": "IRN",
        "variant": "all-donors",
        "year": year,
        "actual": actual,
        "band_centre": mix,
        "gap": actual - mix,
        "cell_basis": "observed" if year < 2022 else "imputed",
        "unit": "2019-2021 = 100",
    }
    return usual | more


def _told(pool: str, computed: bool, **more: Any) -> dict[str, Any]:
    usual = {
        "method": "pool",
        "pool": pool,
        "series": "imts_rus",
        "flow": "total",
        "outcome": "index",
        "country": "IRN",
        "variant": "all-donors",
        "computed": computed,
        "unit": "2019-2021 = 100",
    }
    return usual | more


TABLES = made.tables(
    counterfactuals=[
        _year(2020, 85.0, 84.0),
        _year(2021, 154.0, 146.0),
        _year(2022, 136.0, 254.0),
        _year(2021, 90.0, 88.0, method="placebo", variant="TUR"),
        _year(2022, 300.0, 100.0, method="placebo", variant="TUR"),
        _year(2021, -5.2, -5.3, outcome="log-share"),
        _year(2021, 1.0, 2.0, series="zz_other"),
    ],
    comparators=[
        _told("b", True, sentence="Trade stood at 117; the mix at 239."),
        _told("b", True, outcome="log-share", sentence="In shares the same."),
        _told("b", True, series="zz_other", sentence="Another series."),
        _told("a", False, why_not="missing: partners of Iran", series="none"),
    ],
)


def test_rows_are_the_pair_and_its_mix_of_one_series() -> None:
    rows = made.rows_of(CHART, TABLES)
    assert list(rows["year"]) == [2020, 2021, 2022]
    assert set(rows["series"]) == {"imts_rus"}
    assert CHART.alt(rows) == "Chart of 1 comparison, 2020 to 2022. Trade stood at 117; the mix at 239."
    assert list(made.rows_of(CHART, TABLES, outcome="log-share")["actual"]) == [-5.2]


def test_both_lines_turn_hollow_and_dotted_with_the_estimates() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES))
    pair, mix = made.marks(drawn)
    assert pair["y"] == [85.0, 154.0, 136.0]
    assert mix["y"] == [84.0, 146.0, 254.0]
    assert [s.endswith("-open") for s in mix["marker"]["symbol"]] == [False, False, True]
    assert pair["marker"]["symbol"][0] != mix["marker"]["symbol"][0]


def test_the_gaps_stand_among_those_of_other_partners() -> None:
    rows = made.rows_of(CHART, TABLES, show="gaps")
    assert set(rows["method"]) == {"pool", "placebo"}
    drawn = CHART.draw(rows)
    others = next(t for t in drawn["data"] if t.get("name", "").startswith("other partners"))
    assert others["y"] == [2.0, 200.0, None]
    assert made.marks(drawn)[0]["y"] == [1.0, 8.0, -118.0]


def test_a_pool_that_was_not_computed_says_what_is_missing() -> None:
    rows = made.rows_of(CHART, TABLES, pool="a")
    assert len(rows) == 1
    assert CHART.draw(rows)["data"] == []
    assert CHART.alt(rows).endswith("This comparison is not computed yet: missing: partners of Iran.")
