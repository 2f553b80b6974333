"""Ranks of partners as intervals, from lists of intervals.

`rank_best` = 1 + partners surely above; `rank_worst` adds those that are missing or possibly above, and is None when
nothing bounds how many those are. Only countries are ranked (and the EU where it counts as one). Another family's
books may be leant on for the order alone, when its value exceeds the partner's by more than the mirror gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.measures.partner_lists import Entry, PartnerList
from etl.measures.standings import Bounds, Standings, rankable

RANKS = (
    "reporter", "partner", "period", "calendar", "flow", "source", "root_family", "basis", "value_usd", "obs_status",
    "rank", "rank_best", "rank_worst", "missing", "leaning_on", "share", "partners", "gap_above_usd", "gap_below_usd",
    "flip_pct", "note",
)  # fmt: skip
LISTS = (
    "reporter", "period", "calendar", "flow", "source", "root_family", "basis", "list_scope", "partners", "missing",
    "leaning_on", "note",
)  # fmt: skip

BASES = {"as_recorded": "fob", "eu_one": "eu_one_fob"}  # how a basis is called where freight was taken out


def bounds(
    listed: PartnerList, partner: str, lean: Mapping[str, int] | None = None, gap: float | None = None
) -> Bounds:
    """Interval of `partner`'s rank in `listed`; `lean` and `gap` as in `Standings`."""
    (found,) = Standings(listed, [partner], lean, gap).bounds()
    return found


class Ranked(NamedTuple):
    """`ranks` has a row for each partner of each list (columns `RANKS`), `lists` one for each list (columns `LISTS`).

    Who is missing from a list and what was left out of it is named in `lists`; in `ranks` on the pair's row alone.
    """

    ranks: pd.DataFrame
    lists: pd.DataFrame


Columns = dict[str, list[Any]]


def ranked(
    lists: Iterable[PartnerList],
    lean: Mapping[tuple[str, str, str], Mapping[str, int]],
    gap: float | None,
    pairs: Mapping[str, str] = MappingProxyType({}),
) -> Ranked:
    """Ranks of the partners of `lists`; `lean` maps (reporter, period, flow) to lower bounds of another family.

    `pairs` maps a reporter to the partner that is asked about: it has a row whatever the list says of it. A total from
    which freight was taken gives the rank of that partner alone: no other question is asked of it.
    """
    ranks: Columns = {c: [] for c in RANKS}
    facts: Columns = {c: [] for c in LISTS}
    for listed in lists:
        floors = lean.get((listed.reporter, listed.period, listed.flow), {})
        for basis, view in (("as_recorded", listed), ("eu_one", listed.eu_as_one())):
            called = BASES[basis] if listed.freed else basis
            rows = _rows(view, called, pairs.get(listed.reporter), floors, gap)
            for name, values in rows.items():
                ranks[name] += values
            for name, value in _facts(view, rows).items():
                facts[name].append(value)
    return Ranked(pd.DataFrame(ranks), pd.DataFrame(facts))


def table(
    lists: Iterable[PartnerList],
    lean: Mapping[tuple[str, str, str], Mapping[str, int]],
    gap: float | None,
    pairs: Mapping[str, str] = MappingProxyType({}),
) -> pd.DataFrame:
    """The ranks of `ranked` alone."""
    return ranked(lists, lean, gap, pairs).ranks


def _facts(view: PartnerList, rows: Columns) -> dict[str, Any]:
    """What holds for all rows of a view; nothing where it has no row."""
    if not rows["partner"]:
        return {}
    unknown = sorted(c for c, e in rankable(view.entries).items() if e.point is None and e.printed is None)
    leaning = sorted({c for names in rows["leaning_on"] for c in names.split()})
    return {
        **{name: rows[name][0] for name in _SAME},
        "list_scope": "complete" if view.complete else "incomplete", "missing": " ".join(unknown),
        "leaning_on": " ".join(leaning), "note": _note(view),
    }  # fmt: skip


_SAME = ("reporter", "period", "calendar", "flow", "source", "root_family", "basis", "partners")


def _note(view: PartnerList) -> str:
    return "left out: " + " ".join(view.left_out) if view.left_out else view.note


def _rows(view: PartnerList, basis: str, pair: str | None, lean: Mapping[str, int], gap: float | None) -> Columns:
    """Columns of `RANKS` of one view of a list."""
    shown = _shown(view, pair)
    if view.freed:
        shown = {c: e for c, e in shown.items() if c == pair}
    points = np.sort([e.point for e in rankable(view.entries).values() if e.point is not None])
    standings = Standings(view, list(shown), lean, gap)
    # anywhere from first to last, or the only partner of its list: says nothing
    said = [
        (i, c, e, best, worst)
        for i, ((c, e), (best, worst)) in enumerate(zip(shown.items(), standings.places(), strict=True))
        if not (best == 1 and worst is None and (e.point is None or len(points) < 2))
    ]
    entries = [e for _, _, e, _, _ in said]
    own = [e.point for e in entries]
    same = (view.reporter, view.period, view.calendar, view.flow, view.source, view.root_family, basis, len(points))
    return {
        **{name: [value] * len(said) for name, value in zip(_SAME, same, strict=True)},
        "partner": [c for _, c, *_ in said],
        "value_usd": [*own],
        "obs_status": [e.status if e.point is not None or e.printed is None else "A" for e in entries],
        "rank": _ranks(points, entries, view.complete),
        "rank_best": [best for *_, best, _ in said],
        "rank_worst": [worst for *_, worst in said],
        "missing": [" ".join(standings.missing(i)) if c == pair else "" for i, c, *_ in said],
        "leaning_on": [" ".join(standings.leaning_on(i)) for i, *_ in said],
        "share": [_share(point, view.total) for point in own],
        "note": [_note(view) if c == pair else "" for _, c, *_ in said],
        **_gaps(points, own),
    }


def _shown(view: PartnerList, pair: str | None) -> dict[str, Entry]:
    """Partners of which the list says something, by code, and `pair` whatever it says of it."""
    entries = rankable(view.entries)
    shown = {c: e for c, e in entries.items() if e.point is not None or e.printed is not None or e.status == "M"}
    if pair and pair not in shown:
        shown[pair] = entries.get(pair, Entry(0, view.absent, None, "M"))
    return dict(sorted(shown.items()))


def _ranks(points: npt.NDArray[np.int64], entries: list[Entry], complete: bool) -> list[int | None]:
    """Place of each value among `points` where the list is complete, else the printed rank."""
    if not complete:
        return [e.printed for e in entries]
    own = np.array([e.point or 0 for e in entries], dtype=np.int64)
    above = (len(points) - np.searchsorted(points, own, side="right")).tolist()
    return [n + 1 if e.point is not None else e.printed for n, e in zip(above, entries, strict=True)]


def _share(point: int | None, total: int | None) -> float | None:
    """Share in the list's total; None where the world row is smaller than a partner of it, which some sources print."""
    return point / total if point is not None and total and point <= total else None


def _gaps(points: npt.NDArray[np.int64], own: list[int | None]) -> Columns:
    """Gap to the next higher and next lower value, and the smallest change in per cent that changes the rank."""
    values = np.array([v or 0 for v in own], dtype=np.int64)
    next_, before = np.searchsorted(points, values, side="right"), np.searchsorted(points, values, side="left")
    above: list[int | None] = []
    below: list[int | None] = []
    flip: list[float | None] = []
    ordered = points.tolist()
    for value, high, low in zip(values.tolist(), next_.tolist(), before.tolist(), strict=True):
        up = ordered[high] - value if value > 0 and high < len(ordered) else None
        down = value - ordered[low - 1] if value > 0 and low > 0 else None
        steps = [g for g in (up, down) if g is not None]
        above.append(up)
        below.append(down)
        flip.append(100 * min(steps) / value if steps else None)
    return {"gap_above_usd": above, "gap_below_usd": below, "flip_pct": flip}
