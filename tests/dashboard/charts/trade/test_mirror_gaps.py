"""Mirror gaps: twice and half lie equally far from equal."""

from __future__ import annotations

import math
from typing import Any

import pytest

from dashboard.charts.trade.mirror_gaps import CHART, MOST
from tests.dashboard.charts import made


def _gap(exporter: str, importer: str, period: str, ratio: float | None, **more: Any) -> dict[str, Any]:
    usual = {
        "exporter": exporter,
        "importer": importer,
        "period": period,
        "factor": 1.06,
        "export_usd": 1_000,
        "import_usd": 1_060,
        "export_source": "wits_irn",
        "import_source": "oec",
        "ratio": ratio,
        "mirror_only": False,
        "gap_log": None if ratio is None else math.log(ratio),
    }
    return usual | more


TABLES = made.tables(
    mirror_gaps=[
        _gap("IRN", "CHN", "2010", 3.5),
        _gap("IRN", "ARE", "2010", 0.25),
        _gap("IRN", "JPN", "2006", 0.95),
        _gap("RUS", "IRN", "2022", 0.53, note="crude: an Iranian year"),
        _gap("RUS", "IRN", "2022", 0.5, factor=1.1),
        _gap("IRN", "FRA", "2001", None, mirror_only=True),
    ]
)


def test_only_flows_that_both_sides_recorded_at_one_factor_are_rows() -> None:
    rows = made.rows_of(CHART, TABLES)
    assert list(rows["importer"]) == ["ARE", "CHN", "JPN", "IRN"]
    assert list(made.rows_of(CHART, TABLES, pairs="russia")["exporter"]) == ["RUS"]
    assert list(made.rows_of(CHART, TABLES, factor="1.10")["gap_log"]) == pytest.approx([math.log(0.5)])


def test_each_pair_has_a_look_of_its_own_and_a_crude_one_is_hollow() -> None:
    rows = made.rows_of(CHART, TABLES)
    drawn = made.marks(CHART.draw(rows))
    looks = {(t["marker"]["color"], t["marker"]["symbol"][0]) for t in drawn}
    assert len(looks) == 4
    assert next(t for t in made.marks(CHART.draw(rows)) if t["legendgroup"] == "Russia to Iran")["marker"][
        "symbol"
    ] == ["square-open"]
    assert sum(len(t["y"]) for t in drawn) == len(rows)


def test_the_axis_counts_in_times_around_equal() -> None:
    axis = CHART.draw(made.rows_of(CHART, TABLES))["layout"]["yaxis"]
    named = dict(zip(axis["ticktext"], axis["tickvals"], strict=True))
    assert named["equal"] == 0
    assert named["2 times"] == pytest.approx(-named["1/2"])


def test_the_finding_counts_wide_gaps_and_ends_with_the_pair() -> None:
    result = CHART.alt(made.rows_of(CHART, TABLES))
    assert "In 3 of 4" in result
    assert "0.53" in result
    other = made.rows_of(CHART, made.tables(mirror_gaps=[_gap("IRN", "CHN", "2010", 3.5)]))
    assert "not among them" in CHART.alt(other)


def test_of_many_pairs_those_with_the_largest_flows_are_drawn_and_the_articles_own() -> None:
    others = [f"X{n:02}" for n in range(MOST + 5)]
    many = [_gap("IRN", other, "2010", 1.5, reconciled_usd=1_000 + n) for n, other in enumerate(others)]
    own = _gap("RUS", "IRN", "2010", 0.5, reconciled_usd=1)
    tables = made.tables(mirror_gaps=[*many, own, _gap("IRN", others[-1], "2011", 1.2, reconciled_usd=2)])
    rows = made.rows_of(CHART, tables)
    assert set(rows["importer"]) == {*others[5:], "IRN"}
    assert list(rows.loc[rows["importer"] == others[-1], "period"]) == ["2010", "2011"], "a pair has all its years"
    (pairs,) = (choice for choice in CHART.choices if choice.name == "pairs")
    assert str(MOST) in pairs.offered(tables)["all"]
    assert str(MOST) not in pairs.offered(TABLES)["all"]
