"""Ranks by sorting equal a naive count: every partner held against every other, one by one."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from etl.contract.countries import RANKED
from etl.measures.partner_lists import Entry, PartnerList
from etl.measures.standings import Bounds, Standings, bounds, printed

SOME = ("CHN", "ARE", "TUR", "IND", "DEU", "FRA", "AFG", "OMN", "RUS", "EU", "WLD", "NES899")


# ------------------------------------------------------------------ the naive count
def above(listed: PartnerList, e: Entry, own: Entry, partner: str) -> bool:
    run = 0 if partner == "EU" else listed.run
    first = own.printed is None and e.printed is not None and e.printed <= run
    return first or (own.high is not None and e.low > own.high)


def exceeds(floor: int | None, own: Entry, gap: float | None) -> bool:
    known = floor is not None and gap is not None and own.high is not None and own.high > 0 and floor > 0
    return known and math.log(floor / own.high) > gap  # type: ignore[operator]


def naive(listed: PartnerList, partner: str, lean: Mapping[str, int], gap: float | None) -> Bounds:
    entries = dict(listed.rankable)
    own = entries.pop(partner, Entry(0, listed.max_unlisted, None))
    if own.printed is not None:
        return printed(listed, own.printed)
    surely = {c for c, e in entries.items() if above(listed, e, own, partner)}
    maybe = {c for c, e in entries.items() if c not in surely and (e.high is None or e.high > own.low)}
    leant = {c for c in maybe if entries[c].point is None and exceeds(lean.get(c), own, gap)}
    best, more = 1 + len(surely) + len(leant), beyond(listed, own.low, [entries[c].low for c in maybe - leant])
    return Bounds(best, None if more is None else best + more, tuple(sorted(maybe - leant)), tuple(sorted(leant)))


def beyond(listed: PartnerList, level: int, lows: list[int]) -> int | None:
    """How many more may stand above `level`: those of `lows`, and whoever the list does not name."""
    if listed.remainder_shared and listed.remainder is not None and level > 0:
        remainder = listed.remainder
        for count, low in enumerate(sorted(lows, reverse=True)):
            if max(0, level - low) > remainder:
                return count
            remainder -= max(0, level - low)
        return len(lows) + remainder // level
    if listed.max_unlisted is not None and listed.max_unlisted <= level:
        return len(lows)
    return None if listed.remainder is None or level <= 0 else len(lows) + listed.remainder // level


# ------------------------------------------------------------------ random lists
@st.composite
def entries(draw: st.DrawFn) -> Entry:
    low, point = draw(st.integers(0, 12)), draw(st.booleans())
    high = draw(st.one_of(st.none(), st.integers(low, 16)))
    place = draw(st.one_of(st.none(), st.none(), st.integers(1, 9)))
    return Entry(low, high, low if point else None, "A" if point else "M", place)


AMOUNT = st.one_of(st.none(), st.integers(0, 40))
NAMES = {
    "reporter": "IRN",
    "period": "2024",
    "calendar": "gregorian",
    "flow": "total",
    "source": "s",
    "root_family": "f",
}
LISTS = st.builds(
    PartnerList,
    entries=st.dictionaries(st.sampled_from(SOME), entries(), min_size=5),
    max_unlisted=AMOUNT,
    remainder=AMOUNT,
    total=AMOUNT,
    run=st.sampled_from([0, 3, 9]),
    remainder_shared=st.booleans(),
    merged=st.lists(st.integers(1, 9), max_size=2).map(tuple),
    **{name: st.just(value) for name, value in NAMES.items()},
)
LEAN = st.dictionaries(st.sampled_from(SOME), st.integers(0, 60), min_size=3)
GAP = st.one_of(st.none(), st.sampled_from([0.0, 0.1, math.log(2), 1.5]))


@settings(max_examples=150)
@given(LISTS, LEAN, GAP)
def test_sorting_gives_what_counting_gives(listed: PartnerList, lean: dict[str, int], gap: float | None) -> None:
    who = [c for c in SOME if c in RANKED or c == "EU"]
    result = bounds([listed] * len(who), who, [lean] * len(who), gap)
    assert result == [naive(listed, c, lean, gap) for c in who]


@given(st.lists(st.tuples(LISTS, LEAN), max_size=4), GAP)
def test_lists_and_partners_may_be_asked_alone_or_with_others(
    given: list[tuple[PartnerList, dict[str, int]]], gap: float
) -> None:
    lists, leans = [one for one, _ in given], [lean for _, lean in given]
    together = Standings(lists, [["RUS", "EU"]] * len(lists), leans, gap)
    alone = [Standings([one], [["EU", "RUS"]], [lean], gap) for one, lean in given]
    for column in range(2):
        assert together.places()[column].tolist() == [v for one in alone for v in one.places()[column].tolist()]
    assert together.codes.tolist() == [code for one in alone for code in one.codes]
    for i, (of, j) in enumerate((one, j) for one in alone for j in range(len(one.of))):
        assert (together.missing(i), together.leaning_on(i)) == (of.missing(j), of.leaning_on(j))


def _list(entries: dict[str, Entry]) -> PartnerList:
    return PartnerList(**NAMES, entries=entries, max_unlisted=0, remainder=0, total=None)


def test_a_value_of_the_size_of_world_trade_is_still_a_whole_number() -> None:
    large = 9_007_199_254_740_993  # one more than a float can tell from its neighbour
    values = {"CHN": large, "RUS": large - 1}
    listed = _list({c: Entry(v, v, v) for c, v in values.items()})
    assert [b.best for b in bounds([listed] * 2, ["CHN", "RUS"])] == [1, 2]


def test_ten_times_the_partners_cost_no_hundred_times_as_much() -> None:
    def seconds(n: int) -> float:
        names = sorted(RANKED)[:n]
        one = _list({c: Entry(i, i, i) for i, c in enumerate(names)})
        start = time.process_time()
        for _ in range(20):
            Standings([one], [names]).places()
        return time.process_time() - start

    assert seconds(250) < 40 * max(seconds(25), 1e-3)
