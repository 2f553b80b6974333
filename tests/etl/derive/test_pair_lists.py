"""Bounds on what nobody read: the nearest years bound it, and who publishes nothing stays open."""

from __future__ import annotations

from typing import Any

import pytest

from etl.derive.pair_lists import ceiling, histories, pair_lists, read_sources
from etl.derive.partner_ranks import capped, upper_bounds
from etl.measures.partner_lists import Entry, PartnerList
from tests.etl.derive.making import flow, observed_tables, table

SELLERS = ("RUS", "CHN", "ARE", "TUR")


def listed(*others: dict[str, Any], silent: str = "") -> dict[str, PartnerList]:
    """The lists of Iran in 2022 by flow: exports whole, sellers as read, and `others` in the same table."""
    rows = [flow("IRN", p, 2022, 10, "importer", valuation="FOB") for p in (*SELLERS, "IND")]
    rows += [flow(p, "IRN", 2022, 100, list_scope="as_read") for p in SELLERS]
    tables = observed_tables(*rows, *others)
    if silent:
        bound = {
            "id": "B",
            "reporter": "IRN",
            "partner": silent,
            "period": "2021",
            "calendar": "gregorian",
            "flow": "total",
        }
        bound |= {"bound": "at_least", "against_partner": "RUS", "against": "above", "reports": False}
        bound |= {"source": "partner_bounds", "root_family": "r", "publisher": "P"}
        tables["partner_bounds"] = table("partner_bounds", [bound])
    assert read_sources(tables) == {"book"}
    return {e.flow: e for e in pair_lists(tables, []) if e.source == "book"}


@pytest.mark.parametrize(
    ("history", "top"),
    [
        ({}, 0),
        ({2020: 5, 2025: 3}, 5),
        ({2020: 1, 2021: 4, 2024: 7, 2025: 90}, 7),
        ({2014: 9}, 9),
        ({2022: 8, 2021: 50}, 8),
    ],
)
def test_the_nearest_years_bound_a_flow(history: dict[int, int], top: int) -> None:
    assert ceiling(history, 2022) == top


def test_a_flow_that_was_not_read_lies_below_what_other_years_show() -> None:
    entry = listed(flow("IND", "IRN", 2021, 70, source="other"))["total"].entries["IND"]
    assert (entry.low, entry.high, entry.point) == (10, 80, None)


def test_a_pair_that_no_year_shows_is_nothing_and_a_value_is_kept() -> None:
    entries = listed()["total"].entries
    assert (entries["IND"].low, entries["IND"].high) == (10, 10)
    assert (entries["CHN"].low, entries["CHN"].high, entries["CHN"].point) == (110, 110, 110)


def test_who_publishes_nothing_has_no_upper_bound() -> None:
    entries = listed(flow("IRQ", "IRN", 2021, 70, source="other"), silent="IRQ")["total"].entries
    assert (entries["IRQ"].low, entries["IRQ"].high) == (0, None)


def test_years_long_before_say_nothing() -> None:
    tables = observed_tables(
        flow("IND", "IRN", 2013, 70), flow("IND", "IRN", 2014, 40), flow("IND", "IRN", 2014, 50, source="b")
    )
    assert histories(tables["trade"]) == {("IND", "IRN"): {2014: 50}}


def test_a_list_that_was_not_read_row_by_row_is_left_as_it_is() -> None:
    rows = [flow(p, "IRN", 2021, 100, source="whole") for p in SELLERS]
    tables = observed_tables(*rows, flow("IND", "IRN", 2020, 70, source="other"))
    (only,) = pair_lists(tables, [])
    assert set(only.entries) == set(SELLERS)


def at_most(partner: str, usd: int, **given: Any) -> dict[str, Any]:
    base = {"id": partner, "reporter": "IRN", "partner": partner, "period": "1401", "calendar": "solar_hijri"}
    base |= {"flow": "total", "bound": "at_most", "value_usd": usd, "against_partner": "RUS", "against": "below"}
    base |= {"reports": True, "source": "official_statements", "root_family": "iran_customs", "publisher": "P"}
    return {**base, **given}


def test_a_printed_order_bounds_partners_of_its_own_books_period_and_flow_alone() -> None:
    customs = PartnerList(
        reporter="IRN",
        period="1401",
        calendar="solar_hijri",
        flow="total",
        source="iran_customs",
        root_family="iran_customs",
        entries={"AZE": Entry(5, None, None), "OMN": Entry(5, 7, None), "CHN": Entry(99, 99, 99)},
        max_unlisted=None,
        remainder=None,
        total=None,
    )
    bounds = [
        at_most("AZE", 20),
        at_most("OMN", 20),
        at_most("KAZ", 20),
        at_most("TUR", 20, period="1400"),
        at_most("IND", 20, flow="export"),
        at_most("USA", 20, root_family="other"),
    ]
    entries = capped(customs, upper_bounds(table("partner_bounds", bounds))).entries
    assert {c: e.high for c, e in entries.items()} == {"AZE": 20, "OMN": 7, "CHN": 99, "KAZ": 20}


def test_russia_in_iran_s_customs_of_1401_is_sixth_or_lower_and_not_fifteenth(published: dict[str, Any]) -> None:
    ranks = published["partner_ranks"].query("reporter == 'IRN' and partner == 'RUS' and period == '1401'")
    own = ranks[(ranks["flow"] == "total") & (ranks["basis"] == "as_recorded")].iloc[0]
    assert own["rank_best"] == 6
    assert own["rank_worst"] < 15
    below = {"AZE", "KAZ", "TKM", "OMN", "KWT", "QAT", "SAU", "BHR"}
    assert not below & set(str(own["missing"]).split())
