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
from etl.measures.arrays import Flags, Ints
from etl.measures.intervals import NOTHING
from etl.measures.neighbours import gaps, neighbours, shares
from etl.measures.partner_lists import PartnerList
from etl.measures.standings import Standings

# what a basis is called as recorded and where freight was taken out: of a list as it is, and with the EU as one
_BASES = (("as_recorded", "fob"), ("eu_one", "eu_one_fob"))


class Ranked(NamedTuple):
    """Rows of `partner_ranks`, one for each partner of each list, and of `partner_lists`, one for each list.

    Who is missing from a list and what was left out of it is named in `lists`; in `ranks` on the pair's row alone.
    """

    ranks: pd.DataFrame
    lists: pd.DataFrame


_SAME = ("reporter", "period", "calendar", "flow", "source", "root_family")  # a list's own
_NAMED = ("missing", "leaning_on", "note")


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
    published = pair | (published & (standings.each("freight_removed") == 0))
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
    bases = [_BASES[at % 2][view.freight_removed] for at, view in enumerate(standings.lists)]
    return pd.DataFrame(rows, columns=[*_SAME], dtype="str").assign(basis=bases, partners=_counts(standings))


def _ranks(
    standings: Standings, published: Ints, places: tuple[Ints, Ints], pair: Flags, same: pd.DataFrame
) -> pd.DataFrame:
    """The rows `published`, with the columns of `partner_ranks` that a list alone gives."""
    own, of = standings.points[published], standings.of[published]
    rank, higher, lower = (column[published] for column in neighbours(standings))
    whole = {"value_usd": own, "rank": rank, "rank_best": places[0][published], "rank_worst": places[1][published]}
    out: dict[str, Any] = {name: same[name].array.take(of) for name in same}
    # a rank that is printed without a value is observed
    printed = (own == NOTHING) & (standings.printed[published] > 0)
    out |= {"partner": standings.codes[published], "obs_status": np.where(printed, "A", standings.status[published])}
    out |= _texts(standings, published, pair)
    out = {name: pd.array(cells, dtype="str") if cells.dtype == object else cells for name, cells in out.items()}
    out["share"] = shares(own, standings.each("total")[published])
    to_next = gaps(own, higher, lower)
    out["flip_pct"] = to_next.pop("flip_pct")
    for name, cells in (whole | to_next).items():
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
