"""Lists from rows of `trade`: what is printed stays as it is, and nothing is filled in."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.measures.lists_from_trade import from_trade
from etl.measures.partner_lists import Entry, PartnerList


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
    assert (export.max_unlisted, export.remainder, export.total, export.complete) == (2, 2, 26, True)


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
    result = lists(pd.concat([frame, frame.assign(commodity="27", value_usd=99)], ignore_index=True))
    assert result["export"].entries["RUS"].point == 3


def test_a_cell_left_out_is_missing_and_named() -> None:
    result = lists(trade(export=SIDE, **{"import": SIDE}), left_out=[("s", "CHN", "IRN", "2024", "exporter")])
    assert result["import"].entries["CHN"] == Entry(0, None, None, "M")
    assert result["export"].entries["CHN"].point == 9
    assert result["total"].entries["CHN"] == Entry(9, None, None, "M")
    assert [result[f].left_out for f in ("export", "import", "total")] == [(), ("CHN",), ("CHN",)]


def test_a_total_adds_both_flows_and_the_weaker_status_wins() -> None:
    result = lists(
        trade(export=SIDE, **{"import": {**SIDE, "RUS": 4}}).assign(obs_status=["A"] * 4 + ["A", "A", "V", "E"])
    )
    assert result["total"].entries["RUS"] == Entry(7, 7, 7, "E")
    assert result["total"].entries["TUR"].status == "V"


def test_a_total_with_one_side_missing_has_a_lower_bound_alone() -> None:
    result = lists(trade(export={**SIDE, "IRQ": 8}, **{"import": {**SIDE, "IRQ": None}}))
    assert result["total"].entries["IRQ"] == Entry(8, None, None, "M")


def test_a_flow_that_is_not_listed_lies_in_the_remainder() -> None:
    result = lists(trade(export={**SIDE, "OTH": 2}, **{"import": {**SIDE, "IND": 6, "OTH": 1}}))
    assert result["total"].entries["IND"] == Entry(6, 8, 6)
    assert result["total"].max_unlisted == 3


@pytest.mark.parametrize("scope", ["top5", "incomplete"])
def test_a_flow_that_a_list_of_some_partners_does_not_name_is_unknown(scope: str) -> None:
    frame = trade(export={**SIDE, "IND": 6, "OTH": 2}, **{"import": SIDE})
    some = frame.assign(list_scope=frame["list_scope"].where(frame["exporter"] == "IRN", scope))
    total = lists(some)["total"].entries["IND"]
    assert (total.low, total.point) == (6, None)
    assert lists(frame)["total"].entries["IND"].point == 6, "of a whole list it is at most the remainder"


def test_a_top_five_says_that_others_rank_lower() -> None:
    export = lists(trade(export=SIDE).assign(list_scope="top5"))["export"]
    assert (export.complete, export.max_unlisted, export.remainder, export.total) == (False, 2, None, None)


def test_an_incomplete_list_bounds_nobody() -> None:
    export = lists(trade(export={**SIDE, "OTH": 2}).assign(list_scope="incomplete"))["export"]
    assert (export.complete, export.max_unlisted, export.remainder) == (False, None, None)


@given(st.permutations(range(8)))
def test_the_order_of_the_rows_changes_nothing(order: list[int]) -> None:
    frame = trade(export=SIDE, **{"import": SIDE})
    assert lists(frame.iloc[order]) == lists(frame)


def test_a_total_of_two_valuations_comes_a_second_time_without_freight() -> None:
    frame = trade(export={**SIDE, "OTH": 2}, **{"import": {"CHN": 106, "ARE": 53, "TUR": 1, "RUS": 0, "OTH": 0}})
    into = frame["importer"] == "IRN"
    frame = frame.assign(recorded_by=into.map({True: "importer", False: "exporter"}))
    mixed = frame.assign(valuation=into.map({True: "CIF", False: "FOB"}))
    printed, freight_removed = (x for x in from_trade(mixed) if x.reporter == "IRN" and x.flow == "total")
    assert (printed.freight_removed, freight_removed.freight_removed) == (False, True)
    assert printed.entries["CHN"] == Entry(115, 115, 115)
    assert freight_removed.entries["CHN"] == Entry(109, 109, 109)
    assert freight_removed.entries["ARE"].point == 57
    alike = [x for x in from_trade(frame.assign(valuation="FOB")) if x.reporter == "IRN" and x.flow == "total"]
    assert [x.freight_removed for x in alike] == [False]
