"""Lists of the pair's partners from `trade`; what was not read is bounded by what neighbouring years show.

A list that was read row by row says nothing of the partners nobody read. Such a flow is at most what the pair shows in
the nearest years before and after, in any source: an upper bound for the order, and never a value. A partner that
publishes nothing stays open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from etl.contract.countries import RANKED
from etl.contract.distinct import taken, where
from etl.contract.frames import Tables
from etl.contract.memo import Memo
from etl.contract.pair import Pair, pair_of
from etl.contract.rows import tuples
from etl.derive.current import current_trade, of_all_periods, scopes
from etl.measures.cells import YEAR, CellKey
from etl.measures.lists_from_trade import COLUMNS, from_trade
from etl.measures.partner_lists import Entry, PartnerList

Flow = tuple[str, str]  # exporter, importer
READ = ("as_read", "large_pairs")
NEIGHBOURS_FROM = 2014  # the earliest year that can say how large a partner of 2017 to 2024 may be
History = Mapping[Flow, Mapping[int, int]]  # largest value of a flow in US dollars by year


def read_sources(tables: Tables) -> set[str]:
    """Sources of which some lists were read row by row, or hold large pairs alone."""
    return {scope.source for scope in scopes(tables) if scope.list_scope in READ}


def pair_lists(tables: Tables, left_out: Sequence[CellKey]) -> list[PartnerList]:
    """Lists of the two reporters; those of `read_sources` with bounds on what was not read."""
    read = [current_trade(tables), *(tables[name] for name in ("partner_bounds", "countries") if name in tables)]
    return [*LISTS.of(*read, choice=tuple(left_out), make=lambda: _pair_lists(tables, left_out))]


LISTS: Memo[list[PartnerList]] = Memo(large=True)  # two tables are made of the same lists; `derive` forgets them


def _pair_lists(tables: Tables, left_out: Sequence[CellKey]) -> list[PartnerList]:
    rows = _pair_rows(tables)
    lists = list(from_trade(rows, left_out, pair_of(tables)))
    read = read_sources(tables)
    if not read:
        return lists
    bounds = tables["partner_bounds"]
    silent = set(bounds.loc[~bounds["reports"].astype(bool), "partner"])
    known: dict[tuple[str, str], dict[Flow, int]] = defaultdict(dict)
    valued = rows[rows["source"].isin(read) & rows["value_usd"].notna()]
    for source, period, *flow, value in tuples(valued, ["source", "period", "exporter", "importer", "value_usd"]):
        known[source, period][flow[0], flow[1]] = value
    tops = ceilings(tables)
    return [
        bounded(entry, known[entry.source, entry.period], tops[entry.period], silent) if entry.source in read else entry
        for entry in lists
    ]


def _pair_rows(tables: Tables) -> pd.DataFrame:
    """What the pair trades with anybody, all goods together."""
    trade, pair = current_trade(tables), pair_of(tables)
    return _ROWS.of(trade, choice=pair, make=lambda: _of_pair(trade, pair))


def _of_pair(trade: pd.DataFrame, pair: Pair) -> pd.DataFrame:
    ours = where(trade["exporter"], pair.__contains__) | where(trade["importer"], pair.__contains__)
    return taken(trade, np.flatnonzero(ours & where(trade["commodity"], "TOTAL".__eq__)), COLUMNS)


_ROWS: Memo[pd.DataFrame] = Memo(large=True)


def ceilings(tables: Tables) -> dict[str, dict[Flow, int]]:
    """What the lists of `read_sources` read of other periods: by their period every flow and its `ceiling`."""
    rows = _pair_rows(tables)
    periods = rows.loc[rows["source"].isin(read_sources(tables)), "period"].unique()
    past = _past(tables)
    return {period: {flow: ceiling(known, int(period)) for flow, known in past.items()} for period in periods}


def _past(tables: Tables) -> History:
    """The `histories` of what the pair trades, in all periods."""
    whole = of_all_periods(tables)
    return _PAST.of(whole["trade"], whole["countries"], make=lambda: histories(_pair_rows(whole)))


_PAST: Memo[History] = Memo(large=True)  # of single years and of those that changed


def histories(rows: pd.DataFrame) -> dict[Flow, dict[int, int]]:
    """Every flow's largest value by year since 2014, whatever the source."""
    late = rows[where(rows["period"], lambda period: YEAR.fullmatch(period) and period >= str(NEIGHBOURS_FROM))]
    late = late[late["value_usd"].notna()]
    out: dict[Flow, dict[int, int]] = defaultdict(dict)
    for exporter, importer, period, value in tuples(late, ["exporter", "importer", "period", "value_usd"]):
        years = out[exporter, importer]
        years[int(period)] = max(value, years.get(int(period), value))
    return out


def ceiling(history: Mapping[int, int], year: int) -> int:
    """The larger of the nearest values up to and from `year`; 0 where no year shows any."""
    if year in history:
        return history[year]
    before, after = [y for y in history if y < year], [y for y in history if y > year]
    return max(history[max(before)] if before else 0, history[min(after)] if after else 0)


def bounded(listed: PartnerList, known: Mapping[Flow, int], tops: Mapping[Flow, int], silent: set[str]) -> PartnerList:
    """`listed` with an upper bound on every flow that was not read; `known` are the values of its source and year.

    `tops` has the `ceiling` of each flow in that year.

    Partners of `silent` publish nothing: a flow of theirs that the list lacks has no upper bound.
    """
    own = listed.reporter
    partners = {a if b == own else b for a, b in tops if own in (a, b)} & RANKED
    entries = dict(listed.entries)
    for partner in sorted(partners | (entries.keys() & RANKED)):
        sides = [(own, partner), (partner, own)]
        directions = {"export": sides[:1], "import": sides[1:], "total": sides}[listed.flow]
        low = sum(known.get(pair, 0) for pair in directions)
        unread = [pair for pair in directions if pair not in known]
        high = None if unread and partner in silent else low + sum(tops.get(pair, 0) for pair in unread)
        entry = entries.get(partner, Entry(0, None, None))
        # one way alone is no value of both
        entries[partner] = entry._replace(low=low, high=high, point=None if unread else entry.point)
    return replace(listed, entries=entries, max_unlisted=0)
