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

from etl.contract.tables import TABLES
from etl.measures.partner_lists import Entry, PartnerList
from etl.measures.standings import NO_END, NOTHING, Bounds, Ints, Standings

BASES = {"as_recorded": "fob", "eu_one": "eu_one_fob"}  # how a basis is called where freight was taken out


def bounds(
    listed: PartnerList, partner: str, lean: Mapping[str, int] | None = None, gap: float | None = None
) -> Bounds:
    """Interval of `partner`'s rank in `listed`; `lean` and `gap` as in `Standings`."""
    (found,) = Standings(listed, [partner], lean, gap).bounds()
    return found


class Ranked(NamedTuple):
    """Rows of `partner_ranks`, one for each partner of each list, and of `partner_lists`, one for each list.

    Who is missing from a list and what was left out of it is named in `lists`; in `ranks` on the pair's row alone.
    """

    ranks: pd.DataFrame
    lists: pd.DataFrame


class _View(NamedTuple):
    """One list in one reading: what all its rows share (`_SAME`), and its rows column by column.

    `texts` are the few cells that name somebody: (row, column) -> text. `higher` and `lower` of `columns` are the next
    values beside each row's (`NO_END` = none).
    """

    same: tuple[Any, ...]
    total: int
    columns: dict[str, npt.NDArray[Any]]
    texts: dict[tuple[int, str], str]
    facts: tuple[str, str, str, str]  # the other columns of `partner_lists`


_SAME = ("reporter", "period", "calendar", "flow", "source", "root_family", "basis", "partners")
_FACTS = ("list_scope", "missing", "leaning_on", "note")
_NAMED = ("missing", "leaning_on", "note")
_TEXTS = ("partner", "obs_status", *_NAMED)
_WHOLE = ("value_usd", "rank", "rank_best", "rank_worst", "gap_above_usd", "gap_below_usd")


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
    views = []
    for listed in lists:
        floors = lean.get((listed.reporter, listed.period, listed.flow), {})
        for basis, view in (("as_recorded", listed), ("eu_one", listed.eu_as_one())):
            called = BASES[basis] if listed.freed else basis
            views.append(_view(view, called, pairs.get(listed.reporter), floors, gap))
    views = [view for view in views if len(view.columns["partner"])]
    facts = [dict(zip((*_SAME, *_FACTS), view.same + view.facts, strict=True)) for view in views]
    return Ranked(_ranks(views), pd.DataFrame(facts, columns=TABLES["partner_lists"].names))


def table(
    lists: Iterable[PartnerList],
    lean: Mapping[tuple[str, str, str], Mapping[str, int]],
    gap: float | None,
    pairs: Mapping[str, str] = MappingProxyType({}),
) -> pd.DataFrame:
    """The ranks of `ranked` alone."""
    return ranked(lists, lean, gap, pairs).ranks


def _ranks(views: list[_View]) -> pd.DataFrame:
    """All rows of `views`, with the columns of `partner_ranks` that a list alone gives."""
    names = [name for name in TABLES["partner_ranks"].names if name != "worst_basis"]
    if not views:
        return pd.DataFrame({name: [] for name in names})
    lengths = np.array([len(view.columns["partner"]) for view in views])
    of_row = np.repeat(np.arange(len(views)), lengths)
    out: dict[str, Any] = {name: np.concatenate([view.columns[name] for view in views]) for name in views[0].columns}
    out |= {name: np.full(len(of_row), "", dtype=object) for name in _NAMED}
    for view, first in zip(views, (lengths.cumsum() - lengths).tolist(), strict=True):
        for (row, name), text in view.texts.items():
            out[name][first + row] = text
    out["share"] = _shares(out["value_usd"], np.array([view.total for view in views])[of_row])
    out |= _gaps(out["value_usd"], out.pop("higher"), out.pop("lower"))
    for name in _WHOLE:
        out[name] = pd.arrays.IntegerArray(out[name], out[name] == NOTHING)
    out |= {name: pd.array(out[name], dtype="str") for name in _TEXTS}
    for at, name in enumerate(_SAME):
        out[name] = pd.Series([view.same[at] for view in views]).take(of_row).array
    return pd.DataFrame(out, columns=names)


def _view(view: PartnerList, basis: str, pair: str | None, lean: Mapping[str, int], gap: float | None) -> _View:
    """Rows of one reading of a list, and what holds for all of them."""
    shown = _shown(view, pair)
    if view.freed:
        shown = {c: e for c, e in shown.items() if c == pair}
    standings = Standings(view, list(shown), lean, gap)
    points = np.sort(standings.points[standings.points != NOTHING])
    best, worst = standings.places()
    own = standings.own_points
    # anywhere from first to last, or the only partner of its list: says nothing
    said = np.flatnonzero((best > 1) | (worst != NOTHING) | ((own != NOTHING) & (len(points) > 1)))
    columns = {
        "partner": np.array([*shown], dtype=object),
        "obs_status": np.array([_status(e) for e in shown.values()], dtype=object),
        "value_usd": own,
        "rank_best": best,
        "rank_worst": worst,
        **_neighbours(standings, points),
    }
    columns = {name: values[said] for name, values in columns.items()}
    texts: dict[tuple[int, str], str] = {}
    for at in np.flatnonzero(columns["partner"] == pair).tolist():
        texts = {(at, "missing"): " ".join(standings.missing(said[at])), (at, "note"): _note(view)}
    lent: set[str] = set()
    for at in np.flatnonzero(standings.leans()[said]).tolist():
        codes = standings.leaning_on(said[at])
        texts[at, "leaning_on"] = " ".join(codes)
        lent.update(codes)
    missing = standings.codes[(standings.points == NOTHING) & (standings.printed == 0)]
    scope = "complete" if view.complete else "incomplete"
    return _View(
        (view.reporter, view.period, view.calendar, view.flow, view.source, view.root_family, basis, len(points)),
        view.total or 0,
        columns,
        texts,
        (scope, " ".join(sorted(missing)), " ".join(sorted(lent)), _note(view)),
    )


def _note(view: PartnerList) -> str:
    return "left out: " + " ".join(view.left_out) if view.left_out else view.note


def _status(entry: Entry) -> str:
    """Status of a partner's row; a rank that is printed without a value is observed."""
    return "A" if entry.point is None and entry.printed is not None else entry.status


def _shown(view: PartnerList, pair: str | None) -> dict[str, Entry]:
    """Partners of which the list says something, by code, and `pair` whatever it says of it."""
    entries = view.rankable
    shown = {c: e for c, e in entries.items() if e.point is not None or e.printed is not None or e.status == "M"}
    if pair and pair not in shown:
        shown[pair] = entries.get(pair, Entry(0, view.absent, None, "M"))
    return {c: shown[c] for c in sorted(shown)}


def _neighbours(standings: Standings, points: Ints) -> dict[str, Ints]:
    """The place of each value among the sorted `points`, and the next values on either side.

    The place is that in a complete list, else the printed rank.
    """
    own, ends = standings.own_points, np.concatenate([[NO_END], points, [NO_END]])
    above = np.searchsorted(points, own, side="right")
    places = np.where(standings.own_printed > 0, standings.own_printed, NOTHING)
    if standings.listed.complete:
        places = np.where(own == NOTHING, places, 1 + len(points) - above)
    return {"rank": places, "higher": ends[above + 1], "lower": ends[np.searchsorted(points, own, side="left")]}


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
