"""The place of each value in its list, the values next to it, and how far away they are."""

from __future__ import annotations

from typing import Any

import numpy as np

from etl.measures.arrays import Floats, Ints
from etl.measures.intervals import NO_END, NOTHING, Intervals

_BEYOND = np.array([NO_END])


def neighbours(lists: Intervals) -> tuple[Ints, Ints, Ints]:
    """The place of each value in its list, and the next values on either side (`NO_END` = none).

    The place is that in a complete list, else the printed rank.
    """
    place, higher, lower = (np.empty(len(lists.of), dtype=np.int64) for _ in range(3))
    for part in lists.parts:
        own = lists.points[part]
        points = own[own != NOTHING]
        points.sort()
        above = points.searchsorted(own, "right")
        place[part] = 1 + len(points) - above
        ends = np.concatenate([_BEYOND, points, _BEYOND])
        higher[part], lower[part] = ends[above + 1], ends[points.searchsorted(own, "left")]
    complete = lists.each("complete") > 0
    printed = np.where(lists.printed > 0, lists.printed, NOTHING)
    return np.where(complete & (lists.points != NOTHING), place, printed), higher, lower


def shares(own: Ints, total: Ints) -> Floats:
    """Shares in each list's total (0 = unknown); NaN where a partner exceeds the world row, as some sources print."""
    known = (own != NOTHING) & (own <= total) & (total > 0)
    return np.where(known, own / np.maximum(total, 1), np.nan)


def gaps(own: Ints, higher: Ints, lower: Ints) -> dict[str, Any]:
    """Gap to the next higher and next lower value, and the smallest change in per cent that changes the rank."""
    up = np.where((own > 0) & (higher < NO_END), higher - own, NO_END)
    down = np.where((own > 0) & (lower < NO_END), own - lower, NO_END)
    least = np.minimum(up, down)
    flips = np.where(least < NO_END, 100 * np.where(least < NO_END, least, 0) / np.maximum(own, 1), np.nan)
    whole = {"gap_above_usd": up, "gap_below_usd": down}
    return {**{n: np.where(gaps < NO_END, gaps, NOTHING) for n, gaps in whole.items()}, "flip_pct": flips}
