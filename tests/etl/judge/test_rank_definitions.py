"""Ranks under every definition: without freight, with unspecified partners, and what cannot be had."""

from __future__ import annotations

from typing import Any

from etl.contract.calendars import GREGORIAN
from etl.judge.rank_definitions import changes, levels
from etl.judge.specification import Specification
from tests.etl.judge.readings import flow, frame, tables
from tests.etl.judge.test_growth import both
from tests.etl.judge.test_growth_definitions import Published, asked
from tests.etl.judge.test_rank import ASK, rank
from tests.etl.judge.test_rank_change import CHANGE


# ------------------------------------------------------------------ ranks
def listed(*rows: dict[str, Any], trade: list[dict[str, Any]] | None = None, read: Any = levels) -> list[Specification]:
    return read(
        tables(trade or [], partner_ranks=frame("partner_ranks", *rows)), CHANGE if read is changes else ASK, None
    )


BOOK = {"calendar": GREGORIAN, "source": "s"}


def test_a_printed_list_cannot_be_freed_of_freight_nor_put_into_another_calendar() -> None:
    result = listed(rank("1401", 6, 9))
    assert asked(result, valuation="FOB", unspecified="dropped").why_not == "one-sum"
    assert asked(result, calendar=GREGORIAN).why_not == "whole-list"
    assert {r.votes for r in result if r.why_not in ("one-sum", "whole-list")} == {False}


def test_a_list_valued_alike_both_ways_keeps_its_order_without_freight() -> None:
    rows = [{**r, "valuation": "CIF"} for r in both("2024", 3, 1)]
    result = listed(rank("2024", 6, 7, **BOOK), trade=rows)
    printed, free = (
        asked(result, valuation=v, unspecified="dropped", calendar=GREGORIAN) for v in ("as_recorded", "FOB")
    )
    assert printed.same_rows() == free.same_rows()
    assert free.votes


def test_a_list_of_two_valuations_is_ranked_again_without_freight() -> None:
    result = listed(rank("2024", 6, 7, **BOOK), rank("2024", 5, 6, basis="fob", **BOOK), trade=both("2024", 3, 1))
    free = asked(result, valuation="FOB", unspecified="dropped", calendar=GREGORIAN)
    assert (free.low, free.high, free.basis, free.votes) == (5, 6, "imputed", True)


def test_other_asia_takes_a_place_where_it_ranks_above() -> None:
    def other(value: int) -> list[dict[str, Any]]:
        return [flow("IRN", "2024", value, by="IRN", importer="NES490")]

    own = both("2024", 3, 1, by="IRN")
    for value, place in ((9, 7), (2, 6)):
        result = listed(rank("2024", 6, 6, 6, **BOOK), trade=[*own, *other(value)])
        kept = asked(result, unspecified="kept", valuation="as_recorded")
        assert (kept.low, kept.high, kept.point) == (place, place, place)
    absent = listed(rank("2024", 6, None, **BOOK), trade=other(9))
    assert (asked(absent, unspecified="kept", valuation="as_recorded").low) == 7


def test_a_change_of_rank_compares_only_like_definitions() -> None:
    rows = [rank("2020", 9, 9, 9, **BOOK), rank("2024", 6, 6, 6, **BOOK), rank("2024", 7, 7, 7, basis="fob", **BOOK)]
    result = listed(*rows, trade=both("2024", 3, 1), read=changes)
    printed = asked(result, valuation="as_recorded", unspecified="dropped", calendar=GREGORIAN)
    free = asked(result, valuation="FOB", unspecified="dropped", calendar=GREGORIAN)
    # only one of the years before is held, so another may have been better
    assert (printed.low, printed.high) == (None, 3)
    assert (free.low, free.why_not) == (None, "no-earlier")


def test_the_grid_of_a_rank_is_the_whole_product(published: Published) -> None:
    grid = published["grid"].query("claim == 'trade-rank' and part == 'level'")
    product = {(e, u, v) for e in ("countries", "one") for u in ("dropped", "kept") for v in ("as_recorded", "FOB")}
    printed = grid[~grid["definition"].str.contains("calendar=")]
    assert len(printed) > 0
    for _, one in printed.groupby(["series", "period"]):
        assert set(one[["eu", "unspecified", "valuation"]].itertuples(index=False, name=None)) == product
