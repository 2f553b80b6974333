"""`partner_ranks`: ranks of the partners of each of the two, as intervals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from etl.contract.calendars import stands_for
from etl.contract.frames import Tables, conform, with_types
from etl.contract.pair import Pair, pair_of
from etl.contract.rows import tuples
from etl.contract.tables import TABLES
from etl.derive import bounded_years
from etl.derive.current import pair_figures, scopes
from etl.derive.pair_lists import ceilings, pair_lists, read_sources
from etl.derive.reporter_gaps import reporter_gap
from etl.measures import ranks
from etl.measures.cells import CellKey
from etl.measures.lists_from_figures import IRANIAN, from_figures
from etl.measures.partner_lists import Entry, PartnerList
from etl.measures.ranks import Ranked

WHOLE, FIRST = 75, 12  # a list that counts more partners than `WHOLE` is shown to its place `FIRST`
Listed = tuple[str, ...]  # books, reporter, flow, period and calendar of a list
_LISTED = ("root_family", "reporter", "flow", "period", "calendar")


def ranked(tables: Tables, left_out: Sequence[CellKey]) -> Ranked:
    """Ranks of the partners of each of the two in every list, and the lists; cells of `left_out` are named."""
    lists, pair = pair_lists(tables, left_out), pair_of(tables)
    printed = from_figures(tables["official_figures"], tables["families"])
    tops = upper_bounds(tables["partner_bounds"])
    lists += [capped(listed, tops) for listed in printed if listed.reporter in pair]
    frame, facts = ranks.ranked(lists, floors(tables), reporter_gap(tables), pair.others)
    others = _others_of_compilers(tables, frame)
    frame = frame[~others] if others.any() else frame  # a copy is as large as all that the build holds by then
    likely = frame["source"].isin(read_sources(tables)).map({True: "likely", False: "listed"})
    frame = frame.assign(worst_basis=likely.where(frame["rank_worst"].notna()))
    extra = bounded_years.ranks(tables)
    if len(extra):
        frame = pd.concat([frame, extra], ignore_index=True)
    return Ranked(with_types(TABLES["partner_ranks"], frame), facts)


def partner_ranks(ranked: Ranked, pair: Pair) -> pd.DataFrame:
    """`partner_ranks`: of a long list the first places, the EU and the pair; of others every partner."""
    rows = ranked.ranks
    between = rows["partner"] == rows["reporter"].map(pair.others)
    first = (rows["rank_best"] <= FIRST) | (rows["rank"] <= FIRST).fillna(False)
    published = (rows["partners"] <= WHOLE) | first | between | (rows["partner"] == "EU")
    return conform(TABLES["partner_ranks"], rows[published])


def _others_of_compilers(tables: Tables, frame: pd.DataFrame) -> pd.Series[bool]:
    """Ranks of other partners in a compiler's lists: 18 years of them would be half the package, and nothing asks."""
    compiled = {scope.source for scope in scopes(tables) if scope.recorded_by == "compiled"}
    return frame["source"].isin(compiled) & ~frame["partner"].isin(pair_of(tables))


def read_of_others(tables: Tables) -> tuple[Any, dict[str, Any]]:
    """What the lists of a period read of other periods of `trade`: those of every period, and those of single ones."""
    leaning, near = {period for _, period, _ in floors(tables)}, ceilings(tables)
    gap = reporter_gap(tables)
    return sorted({s[:3] for s in scopes(tables)}), {
        p: (gap if p in leaning else None, near.get(p)) for p in {*leaning, *near}
    }


def floors(tables: Tables) -> dict[tuple[str, str, str], dict[str, int]]:
    """Lower bounds of the partners of one of the two in its own customs, by (reporter, Gregorian year, flow).

    Used for the order alone. A part of a year bounds the year from below; a Solar Hijri year bounds the Gregorian one
    that it stands for, since only a value above another by more than the typical mirror gap puts its country above.
    """
    out: dict[tuple[str, str, str], dict[str, int]] = defaultdict(dict)
    figures = pair_figures(tables)
    use = figures[(figures["root_family"] == IRANIAN) & figures["value_low_usd"].notna()]
    for reporter, period, calendar, flow, partner, low in tuples(use, _FLOOR):
        year = stands_for(period, calendar)
        for name in {flow, "total"} if year is not None else ():
            floor = out[reporter, str(year), name]
            floor[partner] = max(floor.get(partner, 0), low)
    return out


_FLOOR = ("reporter", "period", "calendar", "flow", "partner", "value_low_usd")


def upper_bounds(bounds: pd.DataFrame) -> dict[Listed, dict[str, int]]:
    """What printed orders say a partner has at most, in US dollars, by the list they bound."""
    out: dict[Listed, dict[str, int]] = {}
    rows = bounds[bounds["value_usd"].notna() & (bounds["bound"] == "at_most")]
    for *listed, partner, top in zip(*(rows[c].tolist() for c in (*_LISTED, "partner", "value_usd")), strict=True):
        tops = out.setdefault(tuple(listed), {})
        tops[partner] = min(tops.get(partner, int(top)), int(top))
    return out


def capped(listed: PartnerList, bounds: Mapping[Listed, Mapping[str, int]]) -> PartnerList:
    """`listed` with the `upper_bounds` that printed orders give its partners, in the same books, period and flow."""
    entries = dict(listed.entries)
    for partner, top in bounds.get(tuple(getattr(listed, name) for name in _LISTED), {}).items():
        entry = entries.get(partner, Entry(0, None, None))
        entries[partner] = entry._replace(high=top if entry.high is None else min(entry.high, top))
    return replace(listed, entries=entries)
