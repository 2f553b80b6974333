"""Places from single partners' figures: bounds, never a list."""

from __future__ import annotations

from typing import Any

from etl.derive.bounded_years import places, ranks
from tests.etl.derive.making import flow, observed_tables, table


def bound(partner: str, against: str, **given: Any) -> dict[str, Any]:
    base = {
        "id": f"B-{partner}-{against}",
        "reporter": "IRN",
        "partner": partner,
        "period": "2021",
        "calendar": "gregorian",
        "flow": "total",
        "bound": "value",
        "against_partner": "RUS",
        "against": against,
        "reports": True,
        "source": "partner_bounds",
        "root_family": "partner_reports",
        "publisher": "P",
    }
    return {**base, **given}


def tables(*rows: dict[str, Any]) -> dict[str, Any]:
    trade = (flow("RUS", "IRN", 2021, 30), flow("IRN", "RUS", 2021, 10, "importer"))
    return {**observed_tables(*trade), "partner_bounds": table("partner_bounds", list(rows))}


def test_each_partner_counts_once_and_the_silent_apart() -> None:
    given = tables(
        bound("CHN", "above"),
        bound("CHN", "above", id="again"),
        bound("TUR", "above", period="1400-5m", calendar="solar_hijri"),
        bound("BRA", "unknown"),
        bound("IND", "below"),
        bound("IRQ", "above", reports=False),
    )
    (place,) = places(given)
    assert (place["place_best"], place["place_worst"]) == (3, 4)
    assert (place["place_best_all"], place["place_worst_all"]) == (4, 5)
    assert (place["above"], place["maybe"], place["missing"]) == ("CHN TUR", "BRA", "IRQ")
    assert (place["period"], place["value_usd"]) == ("2021", 40)


def test_as_ranks_everybody_counts_in_the_worst_place() -> None:
    (rank,) = ranks(tables(bound("CHN", "above"), bound("IRQ", "above", reports=False))).to_dict("records")
    assert (rank["rank_best"], rank["rank_worst"], rank["missing"]) == (2, 3, "IRQ")


def test_the_own_value_needs_both_ways_of_one_book() -> None:
    given = {
        **observed_tables(flow("RUS", "IRN", 2021, 30)),
        "partner_bounds": table("partner_bounds", [bound("CHN", "above")]),
    }
    (place,) = places(given)
    assert place["value_usd"] is None


def test_without_bounds_there_is_nothing() -> None:
    assert list(places(tables())) == []
    assert ranks(tables()).empty


def test_bounds_on_the_partners_of_a_list_give_no_place() -> None:
    assert list(places(tables(bound("AZE", "below", source="official_statements", bound="at_most")))) == []
