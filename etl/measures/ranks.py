"""Ranks of partners as intervals, from lists of intervals.

`rank_best` = 1 + partners surely above; `rank_worst` adds those that are missing or possibly above, and is None when
nothing bounds how many those are. Only countries are ranked (and the EU where it counts as one). Another family's
books may be leant on for the order alone, when its value exceeds the partner's by more than the mirror gap.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from etl.contract.countries import RANKED
from etl.measures.partner_lists import Entry, PartnerList

COLUMNS = (
    "reporter", "partner", "period", "calendar", "flow", "source", "root_family", "basis", "value_usd", "obs_status",
    "rank", "rank_best", "rank_worst", "missing", "leaning_on", "share", "partners", "gap_above_usd", "gap_below_usd",
    "flip_pct", "note",
)  # fmt: skip

PAIR = {"IRN": "RUS", "RUS": "IRN"}


@dataclass(frozen=True)
class Bounds:
    """Where a partner stands: `worst` None = nothing bounds it; `missing` may stand above."""

    best: int
    worst: int | None
    missing: tuple[str, ...]
    leaning_on: tuple[str, ...] = ()


def _rankable(entries: Mapping[str, Entry]) -> dict[str, Entry]:
    return {c: e for c, e in entries.items() if c in RANKED or c == "EU"}


def bounds(
    listed: PartnerList, partner: str, lean: Mapping[str, int] | None = None, gap: float | None = None
) -> Bounds:
    """Interval of `partner`'s rank in `listed`.

    `lean` gives lower bounds in US dollars from another family's books of the same year; one of them puts its country
    surely above when it exceeds the partner's highest value by more than `gap` (log points; None = never).
    """
    entries = _rankable(listed.entries)
    own = entries.get(partner, Entry(0, listed.absent, None))
    run = 0 if partner == "EU" else listed.run  # a union may stand above the places its members have
    above = {c for c, e in entries.items() if c != partner and _surely_above(run, e, own)}
    maybe = {c for c, e in entries.items() if c != partner and c not in above and _maybe_above(e, own)}
    leant = {c for c in maybe if entries[c].point is None and _exceeds((lean or {}).get(c), own, gap)}
    best = 1 + len(above) + len(leant)
    if own.printed is not None and partner in listed.entries:
        return _printed(listed, partner, own)
    maybe -= leant
    more = _more(listed, own, [entries[c] for c in maybe])
    worst = None if more is None else best + more
    return Bounds(best, worst, tuple(sorted(maybe)), tuple(sorted(leant)))


def _surely_above(run: int, e: Entry, own: Entry) -> bool:
    if own.printed is None and e.printed is not None and e.printed <= run:
        return True
    return own.high is not None and e.low > own.high


def _maybe_above(e: Entry, own: Entry) -> bool:
    return e.high is None or e.high > own.low


def _exceeds(floor: int | None, own: Entry, gap: float | None) -> bool:
    if floor is None or gap is None or own.high is None or own.high <= 0 or floor <= 0:
        return False
    return math.log(floor / own.high) > gap


def _printed(listed: PartnerList, partner: str, own: Entry) -> Bounds:
    """A printed rank among all partners; with the EU as one its members merge and the union may stand above."""
    rank = own.printed or 0
    if "EU" not in listed.entries:
        return Bounds(rank, rank, ())
    above = sum(1 for c, e in listed.entries.items() if c != "EU" and e.printed is not None and e.printed < rank)
    union = any(printed < rank for printed in listed.merged)
    unknown = max(0, rank - 1 - above - sum(1 for printed in listed.merged if printed < rank))
    # places above that nobody is named for may be members of the EU, all of them or none
    best = 1 + above + (1 if union or unknown else 0)
    return Bounds(best, 1 + above + unknown + 1, () if union else ("EU",))


def _more(listed: PartnerList, own: Entry, maybe: list[Entry]) -> int | None:
    """How many partners beyond those surely above may stand above, listed or not: None when nothing bounds them."""
    if listed.joint and listed.spare is not None and own.low > 0:
        return _lifted(listed.spare, own.low, [e.low for e in maybe])
    if listed.absent is not None and listed.absent <= own.low:
        return len(maybe)
    if listed.spare is None or own.low <= 0:
        return None
    return len(maybe) + int(listed.spare // own.low)


def _lifted(spare: int, level: int, lows: list[int]) -> int:
    """How many partners the `spare` can lift above `level`: the cheapest first, then ones that are not listed."""
    count = 0
    for low in sorted(lows, reverse=True):
        cost = max(0, level - low)
        if cost > spare:
            return count
        spare -= cost
        count += 1
    return count + spare // level


BASES = {"as_recorded": "fob", "eu_one": "eu_one_fob"}  # how a basis is called where freight was taken out


def table(
    lists: Iterable[PartnerList], lean: Mapping[tuple[str, str, str], Mapping[str, int]], gap: float | None
) -> pd.DataFrame:
    """Frame of `partner_ranks`; `lean` maps (reporter, period, flow) to lower bounds of another family.

    A total from which freight was taken gives the rank of the pair alone: no other question is asked of it.
    """
    rows: list[tuple[object, ...]] = []
    for listed in lists:
        floors = lean.get((listed.reporter, listed.period, listed.flow), {})
        for basis, view in (("as_recorded", listed), ("eu_one", listed.eu_as_one())):
            found = _rows(view, BASES[basis] if listed.freed else basis, floors, gap)
            rows += [r for r in found if r[1] == PAIR.get(listed.reporter)] if listed.freed else found
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _rows(view: PartnerList, basis: str, lean: Mapping[str, int], gap: float | None) -> list[tuple[object, ...]]:
    entries = _rankable(view.entries)
    shown = {c: e for c, e in entries.items() if e.point is not None or e.printed is not None or e.status == "M"}
    pair = PAIR.get(view.reporter)
    if pair and pair not in shown:
        shown[pair] = entries.get(pair, Entry(0, view.absent, None, "M"))
    points = sorted((e.point for e in entries.values() if e.point is not None), reverse=True)
    out: list[tuple[object, ...]] = []
    for c, e in sorted(shown.items()):
        b = bounds(view, c, lean, gap)
        if b.best == 1 and b.worst is None and (e.point is None or len(points) < 2):
            continue  # says nothing: anywhere from first to last, or the only partner of its list
        above, below, flip = _gaps(points, e.point)
        listed_rank = points.index(e.point) + 1 if e.point is not None and view.complete else e.printed
        share = _share(e.point, view.total)
        note = "left out: " + " ".join(view.left_out) if view.left_out else view.note
        out.append((
            view.reporter, c, view.period, view.calendar, view.flow, view.source, view.root_family, basis,
            e.point, e.status if e.point is not None or e.printed is None else "A",
            listed_rank, b.best, b.worst, " ".join(b.missing), " ".join(b.leaning_on), share, len(points),
            above, below, flip, note,
        ))  # fmt: skip
    return out


def _share(point: int | None, total: int | None) -> float | None:
    """Share in the list's total; None where the world row is smaller than a partner of it, which some sources print."""
    return point / total if point is not None and total and point <= total else None


def _gaps(points: list[int], own: int | None) -> tuple[int | None, int | None, float | None]:
    """Gap to the next higher and next lower value, and the smallest change in per cent that changes the rank."""
    if own is None or own <= 0:
        return None, None, None
    higher = [p for p in points if p > own]
    lower = [p for p in points if p < own]
    above = min(higher) - own if higher else None
    below = own - max(lower) if lower else None
    steps = [g for g in (above, below) if g is not None]
    return above, below, (100 * min(steps) / own if steps else None)
