"""The rows of the pair: which side, which flow, each figure once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboard.charts.trade import _pairs
from dashboard.package.reading import load
from tests.dashboard.charts import made


def test_a_total_of_both_reporters_is_counted_once() -> None:
    ranks = [
        made.ranked("2025", 2_411, source="imts_rus"),
        made.ranked("2025", 2_411, source="imts_rus", reporter="IRN", partner="RUS"),
    ]
    result = _pairs.turnover(made.tables(partner_ranks=ranks, trade=[made.trade("RUS", "IRN", "2025", 1)]))
    assert list(result["reporter"]) == ["RUS"]


def test_totals_of_printed_lists_are_not_taken_twice() -> None:
    ranks = [made.ranked("2024", 4_800, source="russian-officials")]
    assert _pairs.turnover(made.tables(partner_ranks=ranks, trade=[made.trade("RUS", "IRN", "2024", 1)])).empty


@pytest.mark.parametrize(("direction", "reporter"), [("to_iran", "RUS"), ("to_russia", "IRN")])
def test_a_flow_names_the_side_that_recorded_it(direction: str, reporter: str) -> None:
    rows = [made.trade("RUS", "IRN", "2021", 3), made.trade("IRN", "RUS", "2021", 1, recorded_by="exporter")]
    result = _pairs.flow(made.tables(trade=rows), direction)
    assert list(result["reporter"]) == [reporter]
    assert list(result["cell_basis"]) == ["observed"]


@pytest.mark.parametrize(
    ("direction", "flows"), [("both", {"total"}), ("to_iran", {"import"}), ("to_russia", {"export"})]
)
def test_iran_buys_what_goes_to_iran(direction: str, flows: set[str]) -> None:
    rows = [made.figure("1401", n + 1, flow=flow) for n, flow in enumerate(("total", "import", "export"))]
    assert set(_pairs.printed(made.tables(official_figures=rows), direction)["flow"]) == flows


def test_figures_without_a_value_and_of_groups_are_left_out() -> None:
    rows = [made.figure("1402", None), made.figure("1401", 1, partner="EAEU"), made.figure("1401", 2, reporter="EAEU")]
    assert _pairs.printed(made.tables(official_figures=rows), "both").empty


def test_a_figure_of_some_goods_alone_is_no_figure_of_the_trade() -> None:
    rows = [made.figure("1403", 1_200_000_000, scope="farm goods"), made.figure("1402", 2_600_000_000)]
    assert list(_pairs.printed(made.tables(official_figures=rows), "both")["period"]) == ["1402"]


def test_every_scope_that_is_printed_is_known_for_the_whole_or_a_part() -> None:
    figures = load(Path(__file__).parents[4] / "data" / "processed").tables["official_figures"]
    assert {s for s in set(figures["scope"]) if not re.fullmatch(_pairs.WHOLE_TRADE, s)} == {"farm goods"}
