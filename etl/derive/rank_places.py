"""`rank_places`: the place of each of the two among the other's partners, with and without those that publish nothing.

Two questions that one interval mixes: who stands above among the partners with a value or a bound, and how far the
place falls when a partner that publishes nothing is counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from etl.contract.pair import pair_of
from etl.contract.schema import Tables, conform
from etl.contract.tables import TABLES
from etl.derive.bounded_years import places
from etl.derive.mirror_gaps import reporter_gap
from etl.derive.pair_lists import pair_lists, read_sources
from etl.derive.partner_ranks import floors
from etl.measures.partner_lists import CellKey, PartnerList
from etl.measures.ranks import bounds


def rank_places(tables: Tables, absurd: Sequence[CellKey]) -> pd.DataFrame:
    """Frame of `rank_places` from the lists of `trade` and, where there is none, from `partner_bounds`."""
    lean, gap, read, pair = floors(tables), reporter_gap(tables), read_sources(tables), pair_of(tables)
    rows = []
    for listed in pair_lists(tables, absurd):
        partner = pair.other(listed.reporter)
        own = listed.entries.get(partner)
        if not listed.freed and own is not None and own.point is not None:
            rows.append(_row(listed, partner, lean.get((listed.reporter, listed.period, listed.flow), {}), gap, read))
    rows += places(tables)
    return conform(TABLES["rank_places"], pd.DataFrame(rows, columns=TABLES["rank_places"].names))


def _row(
    listed: PartnerList, partner: str, lean: Mapping[str, int], gap: float | None, read: set[str]
) -> dict[str, Any]:
    own, entries = listed.entries[partner], listed.rankable
    silent = {c for c, e in entries.items() if e.high is None}
    some = bounds(replace(listed, entries={c: e for c, e in entries.items() if c not in silent}), partner)
    everyone = bounds(listed, partner, lean, gap)
    others = {c: e for c, e in entries.items() if c != partner and c not in silent}
    above = sorted(
        (c for c, e in others.items() if own.high is not None and e.low > own.high), key=lambda c: (-others[c].low, c)
    )
    below = {c: e.point for c, e in others.items() if e.point is not None and e.point < own.low}
    next_below = max(below, key=lambda c: (below[c] or 0, c), default=None)
    worst = {"place_worst": some.worst, "place_worst_all": everyone.worst}
    return {
        "reporter": listed.reporter,
        "partner": partner,
        **{c: getattr(listed, c) for c in ("period", "calendar", "flow", "source", "root_family")},
        "value_usd": own.point,
        "obs_status": own.status,
        "place_best": some.best,
        "place_best_all": everyone.best,
        **worst,
        "worst_basis": None if some.worst is None else ("likely" if listed.source in read else "listed"),
        "above": " ".join(above),
        "maybe": " ".join(some.missing),
        "missing": " ".join(sorted(silent & {*everyone.missing, *everyone.leaning_on})),
        "next_below": next_below,
        "next_below_usd": below.get(next_below) if next_below else None,
        "partners": sum(1 for e in entries.values() if e.point is not None),
    }
