"""A list with the members of the EU as one partner, and one from which freight was taken out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from etl.measures.partner_lists import Entry, weaker
from tests.etl.measures.test_lists_from_trade import SIDE, lists, trade


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


def test_freight_is_taken_out_of_every_bound_of_a_list_that_holds_it() -> None:
    export = lists(trade(export={"CHN": 106, "ARE": 53, "TUR": 5, "IRQ": None, "OTH": 106}))["export"]
    freight_removed = replace(export, valuation="CIF").without_freight()
    assert (freight_removed.max_unlisted, freight_removed.remainder, freight_removed.valuation) == (100, 100, "FOB")
    assert freight_removed.entries["IRQ"] == export.entries["IRQ"]
    assert export.without_freight() is export, "what is free on board stays as it is"


@pytest.mark.parametrize(("one", "other", "said"), [("A", "A", "A"), ("A", "E", "E"), ("E", "M", "M"), ("V", "A", "V")])
def test_of_two_statuses_the_one_that_says_less_holds(one: str, other: str, said: str) -> None:
    assert weaker(one, other) == weaker(other, one) == said
