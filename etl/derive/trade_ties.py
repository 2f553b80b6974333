"""`trade_ties`: shares each way by source, and trade intensity where the world's trade is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from etl.claims.message import columns, message
from etl.contract.calendars import full_year
from etl.contract.distinct import assigned, taken, where
from etl.contract.frames import Row, Tables, Words, conform, of_rows
from etl.contract.pair import Pair, pair_of
from etl.contract.rows import each, numbered, tuples
from etl.contract.tables import TABLES
from etl.derive.current import current_trade, scopes
from etl.measures.arrays import Flags
from etl.measures.cells import CELL, CellKey, among
from etl.measures.trade_indices import trade_intensity, trade_intensity_without_reporter

_LIST = ["reporter", "period", "calendar", "flow", "source"]
_COLUMNS = [*_LIST, "partner", "root_family", "value_usd", "note"]


def trade_ties(tables: Tables, words: Words, left_out: Collection[CellKey] = ()) -> pd.DataFrame:
    """Frame of `trade_ties` from `partner_ranks` (countries singly, full years) and the world totals in `trade`.

    Cells of `left_out` are in no total.
    """
    ranks, parties = tables["partner_ranks"], pair_of(tables)
    singly = _singly(ranks, [*_COLUMNS, "obs_status", "share"])
    complete = {scope.source for scope in scopes(tables) if scope.list_scope == "complete"}
    sums = singly["value_usd"].groupby(numbered(singly, _LIST)).transform("sum")
    singly = singly.assign(named=sums.where(singly["source"].isin(complete)))
    current = current_trade(tables)
    valued = where(current["commodity"], "TOTAL".__eq__) & current["value_usd"].notna().to_numpy()
    flows = taken(current, np.flatnonzero(valued), [*CELL, "calendar", "list_scope", "value_usd"])
    totals, worlds = _totals(flows, parties, left_out), _worlds(flows)
    rows: list[Row] = []
    for r in each(_of_pair(singly, parties)):
        rows += _shares(r, totals)
        rows += _intensity(r, totals, worlds)
    return completed(of_rows(TABLES["trade_ties"], rows), tables, words)


def completed(ties: pd.DataFrame, tables: Tables, words: Words) -> pd.DataFrame:
    """`ties` with a row that says why no intensity of a reporter could be computed, where that holds for all years.

    Such rows that `ties` has already, of some years alone, go.
    """
    computed = taken(ties, np.flatnonzero(ties["value"].notna()))
    pair = _of_pair(_singly(tables["partner_ranks"], _COLUMNS), pair_of(tables))
    rows = [_missing(r, words) for r in _uncomputed(pair, computed)]
    missing = of_rows(TABLES["trade_ties"], rows)
    return conform(TABLES["trade_ties"], pd.concat([computed, missing], ignore_index=True))


def _singly(ranks: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Ranks of countries singly that have a value, of whole years."""
    rows = ranks.loc[(ranks["basis"] == "as_recorded") & ranks["value_usd"].notna(), columns]
    return rows[_full(rows)]


def _of_pair(rows: pd.DataFrame, pair: Pair) -> pd.DataFrame:
    return rows[rows["partner"] == rows["reporter"].map(pair.others)]


def _full(rows: pd.DataFrame) -> Flags:
    """The rows whose period is a whole year."""
    _, first, of = np.unique(numbered(rows, ["period", "calendar"]), return_index=True, return_inverse=True)
    periods = tuples(rows[["period", "calendar"]].take(first))
    return np.array([full_year(*period) is not None for period in periods], dtype=bool)[of]


def _shares(r: Any, totals: Mapping[Any, int]) -> Iterator[Row]:
    """Unspecified partners kept in the denominator, and dropped from it where a list names all others."""
    key = {c: getattr(r, c) for c in _COLUMNS}
    key["cell_basis"] = "observed" if r.obs_status == "A" else "imputed"
    place = tuple(getattr(r, c) for c in _LIST)
    if pd.notna(r.share):
        yield {**key, "yardstick": "share", "value": r.share, "total_usd": totals.get(place)}
    if pd.notna(r.named) and r.named:
        total = int(r.named)
        yield {**key, "yardstick": "share_named", "value": int(r.value_usd) / total, "total_usd": total}


def _totals(flows: pd.DataFrame, pair: Pair, left_out: Collection[CellKey]) -> dict[tuple[str, ...], int]:
    """What a reporter trades with all partners, by list: the world as printed, else partners and remainder together."""
    flows = flows[where(flows["list_scope"], ("complete", "remainder").__contains__)]
    flows = assigned(flows, left_out=among(flows, left_out))
    out: dict[tuple[str, ...], int] = {}
    for side, other, flow in (("exporter", "importer", "export"), ("importer", "exporter", "import")):
        mine, book = flows[where(flows[side], pair.__contains__)], [side, "period", "calendar", "source", "recorded_by"]
        world, named, removed = dict[Any, int](), defaultdict[Any, int](int), defaultdict[Any, int](int)
        for *key, partner, value, withheld in tuples(mine, [*book, other, "value_usd", "left_out"]):
            if partner == "WLD":
                world.setdefault(tuple(key), value)
            named[tuple(key)] += value
            removed[tuple(key)] += value if withheld else 0
        for key in sorted(named):
            reporter, period, calendar, source, _ = key
            out[reporter, period, calendar, flow, source] = world.get(key, named[key]) - removed[key]
    for (reporter, period, calendar, flow, source), sold in list(out.items()):
        bought = out.get((reporter, period, calendar, "import", source))
        if flow == "export" and bought is not None:
            out[reporter, period, calendar, "total", source] = sold + bought
    return out


def _worlds(flows: pd.DataFrame) -> dict[tuple[str, str, str], int]:
    """World totals in US dollars by (exporter, importer, period): one side or both are the world."""
    rows = flows[where(flows["exporter"], "WLD".__eq__) | where(flows["importer"], "WLD".__eq__)]
    return {tuple(key): value for *key, value in tuples(rows, ["exporter", "importer", "period", "value_usd"])}


def _intensity(r: Any, totals: Mapping[Any, int], worlds: Mapping[tuple[str, str, str], int]) -> Iterator[Row]:
    """Both variants, for exports of a year in which the partner's imports and the world's trade are known."""
    sold = totals.get(tuple(getattr(r, c) for c in _LIST))
    bought, world = (worlds.get(("WLD", who, r.period)) for who in (r.partner, "WLD"))
    if r.flow == "export" and sold and bought and world:
        key = {c: getattr(r, c) for c in _COLUMNS}
        sums = (float(r.value_usd), float(sold), float(bought), float(world))
        yield {**key, "yardstick": "intensity", "value": trade_intensity(*sums)}
        yield {**key, "yardstick": "intensity_without", "value": trade_intensity_without_reporter(*sums)}


def _uncomputed(pair: pd.DataFrame, computed: pd.DataFrame) -> Iterator[Any]:
    """Of each reporter without an intensity in any year the newest export row, of several sources the last by name."""
    done = set(computed.loc[computed["yardstick"] == "intensity", "reporter"])
    exports = pair[(pair["flow"] == "export") & ~pair["reporter"].isin(done) & (pair["calendar"] == "gregorian")]
    newest = exports.sort_values(["period", "source"]).drop_duplicates("reporter", keep="last")
    yield from each(newest)


def _missing(r: Any, words: Words) -> Row:
    key = {c: getattr(r, c) for c in _COLUMNS}
    return {
        **key,
        "yardstick": "intensity",
        "value": None,
        **columns(note=message("depth.ties.missing_intensity", words)),
    }
