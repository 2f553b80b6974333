"""A list of partners of one reporter, period, flow and source: what is known of every partner.

A partner's value is an interval in whole US dollars, `low <= value <= high`; `high` is None when nothing bounds it.
No number is filled in: an unlisted partner of a complete list lies between zero and the list's remainder.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

from etl.contract.countries import EU27, RANKED
from etl.measures.mirror import PRESENT_FACTOR

_WORST = ("M", "E", "V", "A")
_RANKED = RANKED | {"EU"}


def named(key: tuple[str, ...]) -> dict[str, Any]:
    """The fields of a `PartnerList` that `key` holds: those that the lists of one reporter and period share."""
    return dict(zip(("source", "root_family", "reporter", "period", "calendar"), key, strict=True))


def weaker(one: str, other: str) -> str:
    """The status that says less of an observation."""
    return one if one == other else min(one, other, key=_WORST.index)


class Entry(NamedTuple):
    """What a list says of one partner; `point` is the value as printed, None when it is missing."""

    low: int
    high: int | None
    point: int | None
    status: str = "A"
    printed: int | None = None

    def or_also(self, other: Entry) -> Entry:
        """Two figures for one cell: the conflict is an interval; the figure with a printed rank is the point."""
        if other.point is None or self.point is None:
            known = self if self.point is not None else other
            return known._replace(printed=self.printed or other.printed, low=max(self.low, other.low))
        main = other if other.printed is not None and self.printed is None else self
        high = max(self.high or self.low, other.high or other.low)
        return main._replace(low=min(self.low, other.low), high=high, printed=self.printed or other.printed)

    def plus(self, other: Entry) -> Entry:
        """Both flows together: intervals add, a missing side leaves no point and no upper bound."""
        high = None if self.high is None or other.high is None else self.high + other.high
        point = None if self.point is None or other.point is None else self.point + other.point
        return Entry(self.low + other.low, high, point, weaker(self.status, other.status))


@dataclass(frozen=True, kw_only=True)
class PartnerList:
    """One list of partners.

    `max_unlisted` bounds a partner that is not in it (None = nothing does); `remainder` is what all unlisted partners
    have together, and `remainder_shared` says that listed partners share it; `complete` says whether a rank within the
    list is one among all partners; `run` is how many first places are printed without a gap; `merged` are the printed
    ranks of the members that became the EU; `valuation` is CIF where every value holds freight, FOB where none does,
    and `freight_removed` says that freight was taken out of some.
    """

    reporter: str
    period: str
    calendar: str
    flow: str
    source: str
    root_family: str
    entries: Mapping[str, Entry]
    max_unlisted: int | None
    remainder: int | None
    total: int | None
    complete: bool = True
    left_out: tuple[str, ...] = ()
    note: str = ""
    run: int = 0
    remainder_shared: bool = False
    merged: tuple[int, ...] = ()
    valuation: str = "unknown"
    freight_removed: bool = False

    @cached_property
    def rankable(self) -> dict[str, Entry]:
        """Entries of countries, and of the EU where it counts as one."""
        return {c: e for c, e in self.entries.items() if c in _RANKED}

    def without_freight(self) -> PartnerList:
        """The same list with values free on board: a list that holds freight is divided by the IMF's present factor."""
        if self.valuation != "CIF":
            return self
        entries = {
            c: Entry(_free(e.low) or 0, _free(e.high), _free(e.point), e.status, e.printed)
            for c, e in self.entries.items()
        }
        return replace(
            self,
            entries=entries,
            max_unlisted=_free(self.max_unlisted),
            remainder=_free(self.remainder),
            total=_free(self.total),
            valuation="FOB",
            freight_removed=True,
        )

    def eu_as_one(self) -> PartnerList:
        """The same list with the members of the EU-27 as one partner."""
        members = [e for c, e in self.entries.items() if c in EU27]
        rest = {c: e for c, e in self.entries.items() if c not in EU27}
        unseen = len(EU27) - len(members)
        # what the members that are not listed may have together
        most = None if self.max_unlisted is None else unseen * self.max_unlisted
        hidden = self.remainder if self.remainder is not None else most
        if members and "EU" not in rest:
            union = _union(members)
            rest["EU"] = union if unseen == 0 else union._replace(high=added(union.high, hidden))
        elif "EU" not in rest and self.remainder is None:
            rest["EU"] = Entry(0, hidden, None, "M")
        return replace(self, entries=rest, merged=tuple(sorted(e.printed for e in members if e.printed is not None)))


def _union(members: Sequence[Entry]) -> Entry:
    """All of them together: as `Entry.plus`, and without a printed rank."""
    low, high, point, status, _ = zip(*members, strict=True)
    return Entry(
        sum(low),
        None if None in high else sum(high),
        None if None in point else sum(point),
        min(set(status), key=_WORST.index),
    )


def _free(value: int | None) -> int | None:
    return None if value is None else round(value / PRESENT_FACTOR)


def added(a: int | None, b: int | None) -> int | None:
    """Both together; None when either is unknown."""
    return None if a is None or b is None else a + b
