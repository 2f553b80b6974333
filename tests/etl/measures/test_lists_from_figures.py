"""Lists from single figures of authorities: one root is one list, and what is printed in parts bounds the whole."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from etl.measures.lists_from_figures import from_figures
from etl.measures.partner_lists import Entry, PartnerList

FAMILIES = pd.DataFrame(
    {
        "series": ["irica", "tpo", "irica-eaeu", "officials"],
        "root_family": ["iran_customs"] * 3 + ["russia_customs"],
        "rankable": pd.array([True, True, False, True], dtype="boolean"),
    }
)


def figures(*rows: tuple[str, str, str, int | None], **given: Any) -> pd.DataFrame:
    """Figures of (partner, period, flow, value) of Iran's customs; `given` replaces columns."""
    frame = pd.DataFrame(rows, columns=["partner", "period", "flow", "value_usd"]).astype({"value_usd": "Int64"})
    frame = frame.assign(
        figure_id=[f"F{i}" for i in range(len(rows))],
        root_family="iran_customs",
        series="irica",
        reporter="IRN",
        calendar="solar_hijri",
        rank_printed=pd.array([None] * len(rows), dtype="Int64"),
        rank_scope=None,
        cell_basis="observed",
        value_low_usd=frame["value_usd"],
        value_high_usd=frame["value_usd"],
    )
    return frame.assign(**given)


def printed(frame: pd.DataFrame, *ranks: int | None, among: str = "all partners") -> pd.DataFrame:
    return frame.assign(rank_printed=pd.array(ranks, dtype="Int64"), rank_scope=among)


def made(frame: pd.DataFrame, period: str = "1401") -> dict[str, PartnerList]:
    return {x.flow: x for x in from_figures(frame, FAMILIES) if x.period == period}


def test_series_of_one_root_are_one_list_and_another_level_is_left_out() -> None:
    rows = figures(
        ("RUS", "1401", "total", 5),
        ("CHN", "1401", "total", 9),
        ("RUS", "1401", "total", 99),
        series=["irica", "tpo", "irica-eaeu"],
    )
    (total,) = from_figures(rows, FAMILIES)
    assert total.source == "iran_customs"
    assert {c: e.point for c, e in total.entries.items()} == {"RUS": 5, "CHN": 9}


def test_other_roots_keep_their_series_apart() -> None:
    rows = figures(("CHN", "1401", "total", 9), root_family="russia_customs", series="officials", reporter="RUS")
    (total,) = from_figures(rows, FAMILIES)
    assert (total.source, total.root_family, total.reporter) == ("officials", "russia_customs", "RUS")


def test_two_values_of_one_cell_are_an_interval() -> None:
    rows = figures(("RUS", "1401", "total", 5), ("RUS", "1401", "total", 7), series=["irica", "tpo"])
    entry = made(rows)["total"].entries["RUS"]
    assert (entry.low, entry.high) == (5, 7)
    assert entry.point in (5, 7)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_value_with_a_printed_rank_is_the_point(order: tuple[int, int]) -> None:
    rows = printed(figures(("RUS", "1401", "total", 5), ("RUS", "1401", "total", 7)), None, 6)
    entry = made(rows.iloc[list(order)])["total"].entries["RUS"]
    assert (entry.low, entry.high, entry.point, entry.printed) == (5, 7, 7, 6)


def test_a_part_of_the_year_bounds_the_year_from_below() -> None:
    rows = figures(("RUS", "1401", "total", 5), ("CHN", "1401-10m", "total", 8), ("RUS", "1401-10m", "total", 4))
    total = made(rows)["total"]
    assert total.entries["CHN"] == Entry(8, None, None)
    assert total.entries["RUS"] == Entry(5, 5, 5), "a printed year needs no bound"
    assert made(rows, "1401-10m")["total"].entries["RUS"].point == 4, "a part is its own list"


def test_one_flow_is_a_lower_bound_of_the_total_and_both_are_the_total() -> None:
    rows = figures(
        ("RUS", "1401", "total", 5),
        ("CHN", "1401", "export", 8),
        ("TUR", "1401", "export", 2),
        ("TUR", "1401", "import", 3),
    )
    total = made(rows)["total"].entries
    assert total["CHN"] == Entry(8, None, None)
    assert total["TUR"] == Entry(5, 5, 5)


def test_of_two_lower_bounds_the_higher_holds() -> None:
    part, flow = ("CHN", "1401-10m", "total", 8), ("CHN", "1401", "export", 9)
    assert made(figures(part, flow))["total"].entries["CHN"] == Entry(9, None, None)
    assert made(figures(part, (*flow[:3], 7)))["total"].entries["CHN"] == Entry(8, None, None)


def test_a_printed_run_says_that_others_rank_lower() -> None:
    rows = printed(
        figures(("CHN", "1401", "total", 9), ("ARE", "1401", "total", 7), ("RUS", "1401", "total", 4)), 1, 2, 4
    )
    total = made(rows)["total"]
    assert (total.run, total.max_unlisted, total.complete) == (2, 6, False)


def test_a_rank_among_neighbours_is_no_rank_among_all() -> None:
    total = made(printed(figures(("RUS", "1401", "total", 4)), 1, among="15 neighbours"))["total"]
    assert (total.run, total.entries["RUS"].printed) == (0, None)


def test_what_the_world_leaves_is_shared_by_all() -> None:
    rows = figures(("WLD", "1401", "total", 20), ("CHN", "1401", "total", 9), ("RUS", "1401", "total", 4))
    total = made(rows)["total"]
    assert (total.remainder, total.total, total.remainder_shared) == (7, 20, True)
    assert set(total.entries) == {"CHN", "RUS"}


def test_groups_are_no_partners() -> None:
    rows = figures(("RUS", "1401", "total", 4), ("DEU_CHE", "1401", "total", 9), ("EAEU", "1401", "total", 9))
    assert set(made(rows)["total"].entries) == {"RUS"}


def test_undated_figures_make_no_list() -> None:
    assert list(from_figures(figures(("RUS", "undated", "total", 4)), FAMILIES)) == []
