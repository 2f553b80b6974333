"""A rank under noise: the central ranks as a line, the rank as recorded as a mark, and whether it can be resolved."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.charts.certainty.rank_uncertainty import CHART
from tests.dashboard.charts import made


def _noisy(period: str, rank: int | None, best: int, worst: int, **more: Any) -> dict[str, Any]:
    usual = {
        "reporter": "IRN",
        "partner": "RUS",
        "period": period,
        "calendar": "gregorian",
        "flow": "total",
        "source": "imts_2025",
        "root_family": "imf_estimate",
        "basis": "as_recorded",
        "rank": rank,
        "partners": 44,
        "noise_best": best,
        "noise_worst": worst,
        "place_named": 5,
        "chance_within": 0.49,
        "chance_at": 0.12,
        "sigma": 0.64,
        "sigma_from": "the pair's own gaps",
        "cell_basis": "imputed",
        "sentence": "s",
        "resolvable": False,
    }
    return usual | more


TABLES = made.tables(
    rank_uncertainty=[
        _noisy("2025", 5, 3, 12),
        _noisy("2007", 5, 2, 12, source="oec", root_family="iran_customs", cell_basis="observed"),
        _noisy("2025", 34, 20, 45, reporter="RUS", partner="IRN"),
        _noisy("2025", 9, 5, 14, flow="export"),
    ]
)


def test_rows_are_lists_of_one_country_and_flow_oldest_first() -> None:
    assert list(made.rows_of(CHART, TABLES)["year"]) == [2007, 2025]
    assert list(made.rows_of(CHART, TABLES, reporter="RUS")["rank"]) == [34]
    assert list(made.rows_of(CHART, TABLES, flow="export")["rank"]) == [9]


def test_the_newest_list_is_the_first_row_with_every_place_said() -> None:
    rows = made.table(CHART.draw(made.rows_of(CHART, TABLES)))
    assert [row[0] for row in rows] == ["2025", "2007"]
    assert rows[0][2:] == ["5th of 44", "no rank", "3rd to 12th", "49\u00a0%"]


@pytest.mark.parametrize(
    ("resolvable", "words"),
    [(False, "the exact place cannot be told"), (True, "further away"), (None, "not known here")],
)
def test_the_finding_says_whether_the_rank_can_be_resolved(resolvable: bool | None, words: str) -> None:
    rows = made.rows_of(CHART, made.tables(rank_uncertainty=[_noisy("2025", 5, 3, 12, resolvable=resolvable)]))
    result = CHART.alt(rows)
    assert "5 as recorded" in result
    assert "3 to 12 under noise" in result
    assert "49\u00a0%" in result
    assert words in result


def test_places_are_chosen_from_where_several_are_named() -> None:
    both = made.tables(
        rank_uncertainty=[
            _noisy("2025", 5, 3, 12),
            _noisy("2025", 5, 3, 12, place_named=1, chance_within=0.01),
            _noisy("2007", 5, 2, 12),
        ]
    )
    assert CHART.with_options(TABLES).choices[-1].options == ()
    assert CHART.with_options(both).choices[-1].titles == {"1": "first", "5": "fifth"}
    rows = made.rows_of(CHART, both, place="1")
    assert rows["place_named"].tolist() == [1]
    assert "first or better in 1\u00a0%" in CHART.alt(rows)
    assert CHART.draw(rows)["layout"]["table"]["head"][-1] == "Chance of first or better"
