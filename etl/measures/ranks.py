"""Ranks of partners as intervals, from lists of intervals.

`rank_best` = 1 + partners surely above; `rank_worst` adds those that are missing or possibly above, and is None when
nothing bounds how many those are. Only countries are ranked (and the EU where it counts as one). Another family's
books may be leant on for the order alone, when its value exceeds the partner's by more than the mirror gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.measures.partner_lists import Entry, PartnerList
from etl.measures.standings import Bounds, Standings, rankable

COLUMNS = (
    "reporter", "partner", "period", "calendar", "flow", "source", "root_family", "basis", "value_usd", "obs_status",
    "rank", "rank_best", "rank_worst", "missing", "leaning_on", "share", "partners", "gap_above_usd", "gap_below_usd",
    "flip_pct", "note",
)  # fmt: skip

PAIR = {"IRN": "RUS", "RUS": "IRN"}
BASES = {"as_recorded": "fob", "eu_one": "eu_one_fob"}  # how a basis is called where freight was taken out


def bounds(
    listed: PartnerList, partner: str, lean: Mapping[str, int] | None = None, gap: float | None = None
) -> Bounds:
    """Interval of `partner`'s rank in `listed`; `lean` and `gap` as in `Standings`."""
    (found,) = Standings(listed, [partner], lean, gap).bounds()
    return found


def table(
    lists: Iterable[PartnerList], lean: Mapping[tuple[str, str, str], Mapping[str, int]], gap: float | None
) -> pd.DataFrame:
    """Frame of `partner_ranks`; `lean` maps (reporter, period, flow) to lower bounds of another family.

    A total from which freight was taken gives the rank of the pair alone: no other question is asked of it.
    """
    frames = []
    for listed in lists:
        floors = lean.get((listed.reporter, listed.period, listed.flow), {})
        for basis, view in (("as_recorded", listed), ("eu_one", listed.eu_as_one())):
            frames.append(_rows(view, BASES[basis] if listed.freed else basis, floors, gap))
    columns = {c: [v for frame in frames for v in frame[c]] for c in COLUMNS}
    return pd.DataFrame(columns, columns=list(COLUMNS))


def _rows(view: PartnerList, basis: str, lean: Mapping[str, int], gap: float | None) -> dict[str, list[object]]:
    """Columns of one view of a list."""
    shown = _shown(view)
    if view.freed:
        shown = {c: e for c, e in shown.items() if c == PAIR.get(view.reporter)}
    points = np.sort([e.point for e in rankable(view.entries).values() if e.point is not None])
    found = Standings(view, list(shown), lean, gap).bounds()
    # anywhere from first to last, or the only partner of its list: says nothing
    said = [
        (c, e, b)
        for (c, e), b in zip(shown.items(), found, strict=True)
        if not (b.best == 1 and b.worst is None and (e.point is None or len(points) < 2))
    ]
    own = [e.point for _, e, _ in said]
    note = "left out: " + " ".join(view.left_out) if view.left_out else view.note
    same = {
        "reporter": view.reporter, "period": view.period, "calendar": view.calendar, "flow": view.flow,
        "source": view.source, "root_family": view.root_family, "basis": basis, "partners": len(points), "note": note,
    }  # fmt: skip
    return {
        **{name: [value] * len(said) for name, value in same.items()},
        "partner": [c for c, _, _ in said],
        "value_usd": list(own),
        "obs_status": [e.status if e.point is not None or e.printed is None else "A" for _, e, _ in said],
        "rank": _ranks(points, said, view.complete),
        "rank_best": [b.best for _, _, b in said],
        "rank_worst": [b.worst for _, _, b in said],
        "missing": [" ".join(b.missing) for _, _, b in said],
        "leaning_on": [" ".join(b.leaning_on) for _, _, b in said],
        "share": [_share(point, view.total) for point in own],
        **_gaps(points, own),
    }


def _shown(view: PartnerList) -> dict[str, Entry]:
    """Partners of which the list says something, by code, and the pair's other country whatever it says."""
    entries = rankable(view.entries)
    shown = {c: e for c, e in entries.items() if e.point is not None or e.printed is not None or e.status == "M"}
    pair = PAIR.get(view.reporter)
    if pair and pair not in shown:
        shown[pair] = entries.get(pair, Entry(0, view.absent, None, "M"))
    return dict(sorted(shown.items()))


def _ranks(points: npt.NDArray[np.int64], said: list[tuple[str, Entry, Bounds]], complete: bool) -> list[object]:
    """Place of each value among `points` where the list is complete, else the printed rank."""
    if not complete:
        return [e.printed for _, e, _ in said]
    own = np.array([e.point or 0 for _, e, _ in said], dtype=np.int64)
    above = (len(points) - np.searchsorted(points, own, side="right")).tolist()
    return [n + 1 if e.point is not None else e.printed for n, (_, e, _) in zip(above, said, strict=True)]


def _share(point: int | None, total: int | None) -> float | None:
    """Share in the list's total; None where the world row is smaller than a partner of it, which some sources print."""
    return point / total if point is not None and total and point <= total else None


def _gaps(points: npt.NDArray[np.int64], own: list[int | None]) -> dict[str, list[object]]:
    """Gap to the next higher and next lower value, and the smallest change in per cent that changes the rank."""
    values = np.array([v or 0 for v in own], dtype=np.int64)
    next_, before = np.searchsorted(points, values, side="right"), np.searchsorted(points, values, side="left")
    above, below, flip = [], [], []
    for value, high, low in zip(values.tolist(), next_.tolist(), before.tolist(), strict=True):
        up = int(points[high]) - value if value > 0 and high < len(points) else None
        down = value - int(points[low - 1]) if value > 0 and low > 0 else None
        steps = [g for g in (up, down) if g is not None]
        above.append(up)
        below.append(down)
        flip.append(100 * min(steps) / value if steps else None)
    return {"gap_above_usd": [*above], "gap_below_usd": [*below], "flip_pct": [*flip]}
