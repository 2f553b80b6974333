"""`rank_places`: the place of each of the two among the other's partners, with and without those that publish nothing.

Two questions that one interval mixes: who stands above among the partners with a value or a bound, and how far the
place falls when a partner that publishes nothing is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

import pandas as pd

from etl.contract.frames import Tables, of_rows
from etl.contract.pair import Pair, pair_of
from etl.contract.tables import TABLES
from etl.derive.bounded_years import places
from etl.derive.pair_lists import pair_lists, read_sources
from etl.derive.partner_ranks import floors
from etl.derive.reporter_gaps import reporter_gap
from etl.measures.cells import CellKey
from etl.measures.partner_lists import PartnerList
from etl.measures.standings import Bounds, bounds


def rank_places(tables: Tables, left_out: Sequence[CellKey]) -> pd.DataFrame:
    """Frame of `rank_places` from the lists of `trade` and, where there is none, from `partner_bounds`."""
    lean, gap, read, pair = floors(tables), reporter_gap(tables), read_sources(tables), pair_of(tables)
    lists = [listed for listed in pair_lists(tables, left_out) if not listed.freight_removed and _own(listed, pair)]
    partners = [pair.other(listed.reporter) for listed in lists]
    open_ = [{c for c, e in listed.rankable.items() if e.high is None} for listed in lists]
    known = [
        replace(listed, entries={c: e for c, e in listed.rankable.items() if c not in silent})
        for listed, silent in zip(lists, open_, strict=True)
    ]
    leans = [lean.get((listed.reporter, listed.period, listed.flow), {}) for listed in lists]
    some, everyone = bounds(known, partners), bounds(lists, partners, leans, gap)
    rows = [_row(*given, read) for given in zip(lists, partners, open_, zip(some, everyone, strict=True), strict=True)]
    rows += places(tables)
    return of_rows(TABLES["rank_places"], rows)


def _own(listed: PartnerList, pair: Pair) -> bool:
    """Whether the list has a value of the pair."""
    own = listed.entries.get(pair.other(listed.reporter))
    return own is not None and own.point is not None


def _row(
    listed: PartnerList, partner: str, silent: AbstractSet[str], places: tuple[Bounds, Bounds], read: AbstractSet[str]
) -> dict[str, Any]:
    """The row of one list; `places` are those among the partners that are not `silent`, and among all."""
    own, entries, (some, everyone) = listed.entries[partner], listed.rankable, places
    others = {c: e for c, e in entries.items() if c != partner and c not in silent}
    above = sorted(
        (c for c, e in others.items() if own.high is not None and e.low > own.high), key=lambda c: (-others[c].low, c)
    )
    below = {c: e.point for c, e in others.items() if e.point is not None and e.point < own.low}
    next_below = max(below, key=lambda c: (below[c] or 0, c), default=None)
    return {
        "reporter": listed.reporter,
        "partner": partner,
        **{c: getattr(listed, c) for c in ("period", "calendar", "flow", "source", "root_family")},
        "value_usd": own.point,
        "obs_status": own.status,
        "place_best": some.best,
        "place_best_all": everyone.best,
        "place_worst": some.worst,
        "place_worst_all": everyone.worst,
        "worst_basis": None if some.worst is None else ("likely" if listed.source in read else "listed"),
        "above": " ".join(above),
        "maybe": " ".join(some.missing),
        "missing": " ".join(sorted(silent & {*everyone.missing, *everyone.leaning_on})),
        "next_below": next_below,
        "next_below_usd": below.get(next_below) if next_below else None,
        "partners": sum(1 for e in entries.values() if e.point is not None),
    }
