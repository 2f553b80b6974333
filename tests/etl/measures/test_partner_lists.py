"""Lists of partners: what is known of each, what is missing, and that no number is ever filled in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.measures.lists_from_figures import from_figures
from etl.measures.lists_from_trade import from_trade
from etl.measures.partner_lists import Entry, PartnerList

FAMILIES = pd.DataFrame(
    {
        "series": ["irica", "tpo", "irica-eaeu", "officials"],
        "root_family": ["iran_customs"] * 3 + ["russia_customs"],
        "rankable": pd.array([True, True, False, True], dtype="boolean"),
    }
)


def trade(**flows: dict[str, int | None]) -> pd.DataFrame:
    """Iran's `export` and `import` by partner; OTH is the remainder, a value of None a missing cell."""
    rows = [
        {
            "exporter": "IRN" if flow == "export" else partner,
            "importer": partner if flow == "export" else "IRN",
            "value_usd": value,
            "obs_status": "M" if value is None else "A",
            "list_scope": "remainder" if partner == "OTH" else "complete",
        }
        for flow, side in flows.items()
        for partner, value in side.items()
    ]
    frame = pd.DataFrame(rows).astype({"value_usd": "Int64"})
    return frame.assign(
        source="s",
        root_family="f",
        period="2024",
        calendar="gregorian",
        recorded_by="exporter",
        valuation="FOB",
        commodity="TOTAL",
    )


def lists(frame: pd.DataFrame, **given: Any) -> dict[str, PartnerList]:
    return {x.flow: x for x in from_trade(frame, **given) if x.reporter == "IRN"}


SIDE = {"CHN": 9, "ARE": 7, "TUR": 5, "RUS": 3}


def test_a_list_keeps_what_is_printed() -> None:
    export = lists(trade(export={**SIDE, "OTH": 2}))["export"]
    assert export.entries["CHN"] == Entry(9, 9, 9)
    assert (export.absent, export.spare, export.total, export.complete) == (2, 2, 26, True)


def test_a_missing_cell_has_no_value_and_no_bound() -> None:
    export = lists(trade(export={**SIDE, "IRQ": None}))["export"]
    assert export.entries["IRQ"] == Entry(0, None, None, "M")
    assert export.total is None, "a world that lacks a partner is no total"


def test_the_world_is_the_total_and_no_partner() -> None:
    export = lists(trade(export={**SIDE, "WLD": 40}))["export"]
    assert export.total == 40
    assert "WLD" not in export.entries


def test_fewer_than_four_rows_are_a_pair_seen_from_the_other_side() -> None:
    assert lists(trade(export={"CHN": 1, "RUS": 2, "TUR": 3})) == {}


def test_products_are_not_added_to_totals() -> None:
    frame = trade(export=SIDE)
    made = lists(pd.concat([frame, frame.assign(commodity="27", value_usd=99)], ignore_index=True))
    assert made["export"].entries["RUS"].point == 3


def test_an_absurd_cell_is_missing_and_named() -> None:
    made = lists(trade(export=SIDE, **{"import": SIDE}), left_out=[("s", "CHN", "IRN", "2024", "exporter")])
    assert made["import"].entries["CHN"] == Entry(0, None, None, "M")
    assert made["export"].entries["CHN"].point == 9
    assert made["total"].entries["CHN"] == Entry(9, None, None, "M")
    assert [made[f].left_out for f in ("export", "import", "total")] == [(), ("CHN",), ("CHN",)]


def test_a_total_adds_both_flows_and_the_weaker_status_wins() -> None:
    made = lists(
        trade(export=SIDE, **{"import": {**SIDE, "RUS": 4}}).assign(obs_status=["A"] * 4 + ["A", "A", "V", "E"])
    )
    assert made["total"].entries["RUS"] == Entry(7, 7, 7, "E")
    assert made["total"].entries["TUR"].status == "V"


def test_a_total_with_one_side_missing_has_a_lower_bound_alone() -> None:
    made = lists(trade(export={**SIDE, "IRQ": 8}, **{"import": {**SIDE, "IRQ": None}}))
    assert made["total"].entries["IRQ"] == Entry(8, None, None, "M")


def test_a_flow_that_is_not_listed_lies_in_the_remainder() -> None:
    made = lists(trade(export={**SIDE, "OTH": 2}, **{"import": {**SIDE, "IND": 6, "OTH": 1}}))
    assert made["total"].entries["IND"] == Entry(6, 8, 6)
    assert made["total"].absent == 3


def test_a_top_five_says_that_others_stand_lower() -> None:
    export = lists(trade(export=SIDE).assign(list_scope="top5"))["export"]
    assert (export.complete, export.absent, export.spare, export.total) == (False, 2, None, None)


def test_an_incomplete_list_bounds_nobody() -> None:
    export = lists(trade(export={**SIDE, "OTH": 2}).assign(list_scope="incomplete"))["export"]
    assert (export.complete, export.absent, export.spare) == (False, None, None)


@given(st.permutations(range(8)))
def test_the_order_of_the_rows_changes_nothing(order: list[int]) -> None:
    frame = trade(export=SIDE, **{"import": SIDE})
    assert lists(frame.iloc[order]) == lists(frame)


def test_the_union_is_the_sum_of_its_listed_members_and_what_the_others_may_have() -> None:
    export = lists(trade(export={**SIDE, "DEU": 4, "FRA": 2, "OTH": 5}))["export"].eu_as_one()
    assert export.entries["EU"] == Entry(6, 11, 6)
    assert not {"DEU", "FRA"} & set(export.entries)
    assert "RUS" in export.entries


def test_a_union_outside_a_top_five_may_be_any_sum_of_small_ones() -> None:
    export = lists(trade(export=SIDE).assign(list_scope="top5"))["export"].eu_as_one()
    assert export.entries["EU"] == Entry(0, 27 * 2, None, "M")
    with_one = lists(trade(export={**SIDE, "DEU": 4}).assign(list_scope="top5"))["export"].eu_as_one()
    assert with_one.entries["EU"] == Entry(4, 4 + 26 * 2, 4)


def test_a_union_of_which_nothing_is_known_is_missing() -> None:
    export = lists(trade(export=SIDE).assign(list_scope="incomplete"))["export"].eu_as_one()
    assert export.entries["EU"] == Entry(0, None, None, "M")


# ------------------------------------------------------------------ figures of authorities
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


def test_a_printed_run_says_that_others_stand_lower() -> None:
    rows = printed(
        figures(("CHN", "1401", "total", 9), ("ARE", "1401", "total", 7), ("RUS", "1401", "total", 4)), 1, 2, 4
    )
    total = made(rows)["total"]
    assert (total.run, total.absent, total.complete) == (2, 6, False)


def test_a_rank_among_neighbours_is_no_rank_among_all() -> None:
    total = made(printed(figures(("RUS", "1401", "total", 4)), 1, among="15 neighbours"))["total"]
    assert (total.run, total.entries["RUS"].printed) == (0, None)


def test_what_the_world_leaves_is_shared_by_all() -> None:
    rows = figures(("WLD", "1401", "total", 20), ("CHN", "1401", "total", 9), ("RUS", "1401", "total", 4))
    total = made(rows)["total"]
    assert (total.spare, total.total, total.joint) == (7, 20, True)
    assert set(total.entries) == {"CHN", "RUS"}


def test_groups_are_no_partners() -> None:
    rows = figures(("RUS", "1401", "total", 4), ("DEU_CHE", "1401", "total", 9), ("EAEU", "1401", "total", 9))
    assert set(made(rows)["total"].entries) == {"RUS"}


def test_undated_figures_make_no_list() -> None:
    assert list(from_figures(figures(("RUS", "undated", "total", 4)), FAMILIES)) == []


def test_a_total_of_two_valuations_comes_a_second_time_without_freight() -> None:
    frame = trade(export={**SIDE, "OTH": 2}, **{"import": {"CHN": 106, "ARE": 53, "TUR": 1, "RUS": 0, "OTH": 0}})
    into = frame["importer"] == "IRN"
    frame = frame.assign(recorded_by=into.map({True: "importer", False: "exporter"}))
    mixed = frame.assign(valuation=into.map({True: "CIF", False: "FOB"}))
    printed, freed = (x for x in from_trade(mixed) if x.reporter == "IRN" and x.flow == "total")
    assert (printed.freed, freed.freed) == (False, True)
    assert printed.entries["CHN"] == Entry(115, 115, 115)
    assert freed.entries["CHN"] == Entry(109, 109, 109)
    assert freed.entries["ARE"].point == 57
    alike = [x for x in from_trade(frame.assign(valuation="FOB")) if x.reporter == "IRN" and x.flow == "total"]
    assert [x.freed for x in alike] == [False]


def test_freight_is_taken_out_of_every_bound_of_a_list_that_holds_it() -> None:
    export = lists(trade(export={"CHN": 106, "ARE": 53, "TUR": 5, "IRQ": None, "OTH": 106}))["export"]
    freed = replace(export, valuation="CIF").without_freight()
    assert (freed.absent, freed.spare, freed.valuation) == (100, 100, "FOB")
    assert freed.entries["IRQ"] == export.entries["IRQ"]
    assert export.without_freight() is export, "what is free on board stays as it is"
