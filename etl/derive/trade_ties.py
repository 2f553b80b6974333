"""`trade_ties`: shares each way by source, and trade intensity where the world's trade is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.claims.message import columns, message
from etl.contract.calendars import parse
from etl.contract.distinct import numbered, taken
from etl.contract.pair import Pair, pair_of
from etl.contract.rows import each, tuples
from etl.contract.schema import Row, Tables, Words, conform, of_rows
from etl.contract.tables import TABLES
from etl.derive.current import current_trade, scopes
from etl.measures.partner_lists import CellKey, cell_keys
from etl.measures.trade_indices import trade_intensity, trade_intensity_without_reporter

_LIST = ["reporter", "period", "calendar", "flow", "source"]
_COLUMNS = [*_LIST, "partner", "root_family", "value_usd", "note"]


def trade_ties(tables: Tables, words: Words, left_out: Sequence[CellKey] = ()) -> pd.DataFrame:
    """Frame of `trade_ties` from `partner_ranks` (countries singly, full years) and the world totals in `trade`.

    Cells of `left_out` are in no total.
    """
    ranks, parties = tables["partner_ranks"], pair_of(tables)
    singly = _singly(ranks, [*_COLUMNS, "obs_status", "share"])
    complete = {scope.source for scope in scopes(tables) if scope.list_scope == "complete"}
    sums = singly["value_usd"].groupby(numbered(singly, _LIST)).transform("sum")
    singly = singly.assign(named=sums.where(singly["source"].isin(complete)))
    current = current_trade(tables)
    flows = current[(current["commodity"] == "TOTAL") & current["value_usd"].notna()]
    totals, worlds = _totals(flows, parties, set(left_out)), _worlds(flows)
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


def _full(rows: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """The rows whose period is a whole year."""
    _, first, of = np.unique(numbered(rows, ["period", "calendar"]), return_index=True, return_inverse=True)
    periods = [parse(*pair) for pair in tuples(rows[["period", "calendar"]].take(first))]
    return np.array([period is not None and period.full for period in periods], dtype=bool)[of]


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


def _totals(flows: pd.DataFrame, pair: Pair, left_out: Set[CellKey]) -> dict[tuple[str, ...], int]:
    """What a reporter trades with all partners, by list: the world as printed, else partners and remainder together."""
    rows = flows[flows["list_scope"].isin(("complete", "remainder"))]
    if left_out:
        rows = rows.assign(left_out=np.array([cell in left_out for cell in cell_keys(rows)], dtype=bool))
    out: dict[tuple[str, ...], int] = {}
    for side, other, flow in (("exporter", "importer", "export"), ("importer", "exporter", "import")):
        mine = rows[rows[side].isin(pair)]
        book = [side, "period", "calendar", "source", "recorded_by"]
        world = mine[mine[other] == "WLD"].drop_duplicates(book).set_index(book)["value_usd"]
        total = mine.groupby(book, sort=True)["value_usd"].sum()
        total = world.reindex(total.index).fillna(total)
        if left_out:
            total = total.sub(mine[mine["left_out"]].groupby(book)["value_usd"].sum(), fill_value=0).reindex(
                total.index
            )
        for (reporter, period, calendar, source, _), value in total.items():
            out[reporter, period, calendar, flow, source] = int(value)
    for reporter, period, calendar, flow, source in list(out):
        both = [out.get((reporter, period, calendar, f, source)) for f in ("export", "import")]
        if flow == "export" and None not in both:
            out[reporter, period, calendar, "total", source] = sum(v for v in both if v is not None)
    return out


def _worlds(flows: pd.DataFrame) -> dict[tuple[str, str, str], int]:
    """World totals in US dollars by (exporter, importer, period): one side or both are the world."""
    rows = flows[(flows["exporter"] == "WLD") | (flows["importer"] == "WLD")]
    keys = zip(rows["exporter"], rows["importer"], rows["period"], strict=True)
    return dict(zip(keys, rows["value_usd"].astype(int), strict=True))


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
