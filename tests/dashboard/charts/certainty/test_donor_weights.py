"""The mix: its partners by weight, and the difference without each of them."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.charts.certainty.donor_weights import CHART
from tests.dashboard.charts import made

KEY = {"pool": "b", "series": "imts_rus", "flow": "total", "outcome": "index"}
FIT = {
    **KEY,
    "method": "pool",
    "country": "IRN",
    "variant": "all-donors",
    "computed": True,
    "mean_gap": -120.0,
    "fit_from": 2016,
    "fit_to": 2021,
    "unit": "2019-2021 = 100",
}


def _donor(name: str, weight: float, without: float | None, **more: Any) -> dict[str, Any]:
    return {**KEY, "donor": name, "weight": weight, "mean_gap_without": without} | more


def _made(*donors: dict[str, Any]) -> dict[str, Any]:
    other = FIT | {"method": "leave_one_out", "variant": "ARE"}
    return made.tables(comparators=[FIT, other], donor_weights=list(donors))


TABLES = _made(_donor("BRA", 0.4, -97.0), _donor("ARE", 0.6, -82.0))


def test_the_heaviest_partner_is_first_and_each_appears_once() -> None:
    assert list(made.rows_of(CHART, TABLES)["donor"]) == ["ARE", "BRA"]
    assert made.rows_of(CHART, TABLES, pool="a").empty


def test_each_partner_is_a_row_and_the_difference_with_all_the_last() -> None:
    rows = made.table(CHART.draw(made.rows_of(CHART, TABLES)))
    assert [row[2] for row in rows] == ["−82", "−97", "−120"]
    assert rows[0][:2] == ["United Arab Emirates", "60\u00a0%"]


@pytest.mark.parametrize(("without", "told"), [(-97.0, "keeps its sign"), (5.0, "its sign rests on single partners")])
def test_the_finding_says_whether_the_sign_changes(without: float, told: str) -> None:
    rows = made.rows_of(CHART, _made(_donor("ARE", 0.6, -82.0), _donor("BRA", 0.4, without)))
    assert told in CHART.alt(rows)


def test_a_mix_of_one_partner_has_none_to_leave_out() -> None:
    assert "is one partner" in CHART.alt(made.rows_of(CHART, _made(_donor("ARE", 1.0, None))))
