"""Ranks of partners as intervals, from lists of intervals.

`rank_best` = 1 + partners surely above; `rank_worst` adds those that are missing or possibly above, and is None when
nothing bounds how many those are. Only countries are ranked (and the EU where it counts as one). Another family's
books count for the order alone, where its value exceeds the partner's by more than the mirror gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.contract.tables import TABLES
from etl.measures.partner_lists import PartnerList
from etl.measures.standings import NO_END, NOTHING, Flags, Ints, Standings

BASES = {"as_recorded": "fob", "eu_one": "eu_one_fob"}  # how a basis is called where freight was taken out


class Ranked(NamedTuple):
    """Rows of `partner_ranks`, one for each partner of each list, and of `partner_lists`, one for each list.

    Who is missing from a list and what was left out of it is named in `lists`; in `ranks` on the pair's row alone.
    """

    ranks: pd.DataFrame
    lists: pd.DataFrame


_SAME = ("reporter", "period", "calendar", "flow", "source", "root_family")  # a list's own
_NAMED = ("missing", "leaning_on", "note")
_WHOLE = ("value_usd", "rank", "rank_best", "rank_worst", "gap_above_usd", "gap_below_usd")


def ranked(
    lists: Iterable[PartnerList],
    floors: Mapping[tuple[str, str, str], Mapping[str, int]],
    gap: float | None,
    pairs: Mapping[str, str] = MappingProxyType({}),
) -> Ranked:
    """Ranks of the partners of `lists`; `floors` maps (reporter, period, flow) to lower bounds of another family.

    `pairs` maps a reporter to the partner that is asked about: it has a row whatever the list says of it. A total from
    which freight was taken gives the rank of that partner alone: no other question is asked of it.
    """
    views = [view for listed in lists for view in (listed, listed.eu_as_one())]
    of_pair = [pairs.get(view.reporter) for view in views]
    of_views = [floors.get((view.reporter, view.period, view.flow), {}) for view in views]
    standings = Standings(views, [[] if one is None else [one] for one in of_pair], of_views, gap)
    places, pair = standings.places(), standings.codes == np.array(of_pair, dtype=object)[standings.of]
    published = _said(standings, places, pair)
    same = _same(standings)
    return Ranked(_ranks(standings, np.flatnonzero(published), places, pair, same), _facts(standings, published, same))


def _said(standings: Standings, places: tuple[Ints, Ints], pair: Flags) -> Flags:
    """The rows of which the list says something, and those of `pair` whatever it says of them."""
    valued = standings.points != NOTHING
    published = valued | (standings.printed > 0) | (standings.status == "M")
    published = pair | (published & (standings.each([view.freight_removed for view in standings.lists]) == 0))
    # anywhere from first to last, or the only partner of its list: says nothing
    alone = _counts(standings)[standings.of] <= 1
    best, worst = places
    return published & ((best > 1) | (worst != NOTHING) | (valued & ~alone))


def _counts(standings: Standings) -> Ints:
    """How many partners of each list have a value."""
    return np.bincount(standings.of[standings.points != NOTHING], minlength=len(standings.lists)).astype(np.int64)


def _same(standings: Standings) -> pd.DataFrame:
    """What all rows of a list share, by list; every second list has the EU as one."""
    rows = [[getattr(view, name) for name in _SAME] for view in standings.lists]
    bases = [_basis(view, at % 2) for at, view in enumerate(standings.lists)]
    return pd.DataFrame(rows, columns=[*_SAME], dtype="str").assign(basis=bases, partners=_counts(standings))


def _basis(view: PartnerList, eu_one: int) -> str:
    basis = ("as_recorded", "eu_one")[eu_one]
    return BASES[basis] if view.freight_removed else basis


def _ranks(
    standings: Standings, published: Ints, places: tuple[Ints, Ints], pair: Flags, same: pd.DataFrame
) -> pd.DataFrame:
    """The rows `published`, with the columns of `partner_ranks` that a list alone gives."""
    own, of = standings.points[published], standings.of[published]
    rank, higher, lower = (column[published] for column in _neighbours(standings))
    whole = {"value_usd": own, "rank": rank, "rank_best": places[0][published], "rank_worst": places[1][published]}
    gaps = _gaps(own, higher, lower)
    out: dict[str, Any] = {name: same[name].array.take(of) for name in same}
    printed = (own == NOTHING) & (
        standings.printed[published] > 0
    )  # a rank that is printed without a value is observed
    out |= {"partner": standings.codes[published], "obs_status": np.where(printed, "A", standings.status[published])}
    out |= _texts(standings, published, pair)
    out = {name: pd.array(cells, dtype="str") if cells.dtype == object else cells for name, cells in out.items()}
    out["share"] = _shares(own, standings.each([view.total for view in standings.lists])[published])
    out["flip_pct"] = gaps.pop("flip_pct")
    for name, cells in (whole | gaps).items():
        out[name] = pd.arrays.IntegerArray(cells, cells == NOTHING)
    return pd.DataFrame(out, columns=[name for name in TABLES["partner_ranks"].names if name != "worst_basis"])


def _texts(standings: Standings, published: Ints, pair: Flags) -> dict[str, npt.NDArray[Any]]:
    """The few cells that name somebody, empty in all other rows."""
    texts = {name: np.full(len(published), "", dtype=object) for name in _NAMED}
    for at in np.flatnonzero(pair[published]):
        texts["missing"][at] = " ".join(standings.missing(published[at]))
        texts["note"][at] = _note(standings.lists[standings.of[published[at]]])
    for at in np.flatnonzero(standings.leaning()[published]):
        texts["leaning_on"][at] = " ".join(standings.leaning_on(published[at]))
    return texts


def _facts(standings: Standings, published: Flags, same: pd.DataFrame) -> pd.DataFrame:
    """Rows of `partner_lists`, one for each list that has a row among those `published`."""
    missing = standings.inside & (standings.points == NOTHING) & (standings.printed == 0)
    facts = same.assign(
        list_scope=["complete" if view.complete else "incomplete" for view in standings.lists],
        missing=_names(standings, missing),
        leaning_on=_names(standings, standings.named_by(published)),
        note=[_note(view) for view in standings.lists],
    )
    rows = facts.take(np.unique(standings.of[published]))
    return pd.DataFrame(rows, columns=TABLES["partner_lists"].names).reset_index(drop=True)


def _names(standings: Standings, rows: Flags) -> list[str]:
    """The codes of these rows, by list."""
    names: list[list[str]] = [[] for _ in standings.lists]
    for number, code in zip(standings.of[rows].tolist(), standings.codes[rows].tolist(), strict=True):
        names[number].append(code)
    return [" ".join(codes) for codes in names]


def _note(view: PartnerList) -> str:
    return "left out: " + " ".join(view.left_out) if view.left_out else view.note


_BEYOND = np.array([NO_END])


def _neighbours(standings: Standings) -> tuple[Ints, Ints, Ints]:
    """The place of each value in its list, and the next values on either side (`NO_END` = none).

    The place is that in a complete list, else the printed rank.
    """
    place, higher, lower = (np.empty(len(standings.of), dtype=np.int64) for _ in range(3))
    for part in standings.parts:
        own = standings.points[part]
        points = own[own != NOTHING]
        points.sort()
        above = points.searchsorted(own, "right")
        place[part] = 1 + len(points) - above
        ends = np.concatenate([_BEYOND, points, _BEYOND])
        higher[part], lower[part] = ends[above + 1], ends[points.searchsorted(own, "left")]
    complete = standings.each([view.complete for view in standings.lists]) > 0
    printed = np.where(standings.printed > 0, standings.printed, NOTHING)
    return np.where(complete & (standings.points != NOTHING), place, printed), higher, lower


def _shares(own: Ints, total: Ints) -> npt.NDArray[np.float64]:
    """Shares in each list's total (0 = unknown); NaN where a partner exceeds the world row, as some sources print."""
    known = (own != NOTHING) & (own <= total) & (total > 0)
    return np.where(known, own / np.maximum(total, 1), np.nan)


def _gaps(own: Ints, higher: Ints, lower: Ints) -> dict[str, Any]:
    """Gap to the next higher and next lower value, and the smallest change in per cent that changes the rank."""
    up = np.where((own > 0) & (higher < NO_END), higher - own, NO_END)
    down = np.where((own > 0) & (lower < NO_END), own - lower, NO_END)
    least = np.minimum(up, down)
    flips = np.where(least < NO_END, 100 * np.where(least < NO_END, least, 0) / np.maximum(own, 1), np.nan)
    whole = {"gap_above_usd": up, "gap_below_usd": down}
    return {**{n: np.where(gaps < NO_END, gaps, NOTHING) for n, gaps in whole.items()}, "flip_pct": flips}
