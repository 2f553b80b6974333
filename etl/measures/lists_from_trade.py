"""Lists of partners from rows of `trade`: for each reporter, period, flow and source the records of one side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import islice
from statistics import multimode

import numpy as np
import pandas as pd

from etl.contract.distinct import assigned, taken, where
from etl.contract.rows import numbered, tuples, unlike_before
from etl.measures.cells import CELL, CellKey, among
from etl.measures.partner_lists import Entry, PartnerList, added, named

MIN_PARTNERS = 4  # fewer rows are not a list of partners but a pair seen from the other side
_FLOWS = (("exporter", "importer", "export"), ("importer", "exporter", "import"))
_READ = ("value_usd", "obs_status", "list_scope", "left_out", "root_family", "valuation")
# what lists are made of; all columns of a world's trade would take more memory than its lists
COLUMNS = (*CELL, "calendar", "commodity", "value_usd", "obs_status", "list_scope", "root_family", "valuation")
_Cell = tuple[str, int | None, str, str, bool, str, str | None]  # partner and `_READ`


def from_trade(
    trade: pd.DataFrame, left_out: Collection[CellKey] = (), reporters: Collection[str] | None = None
) -> Iterator[PartnerList]:
    """Lists of partners of `reporters` (None: of everybody) from `trade`, export, import and total.

    `trade` are current vintages; of them the commodity TOTAL is read.

    `left_out` are cells that other books rule out: their partner counts as missing in that flow, and the list says so.
    A list whose rows go back to several roots (all partners' records of one country) carries the root of most of them.
    Where only one of the two flows holds freight, the total comes a second time without it (`freight_removed`).
    """
    flows: dict[tuple[str, ...], dict[str, PartnerList]] = defaultdict(dict)
    rows = taken(trade, np.flatnonzero(where(trade["commodity"], "TOTAL".__eq__)), COLUMNS)
    rows = assigned(rows, left_out=among(rows, left_out))
    for own, other, flow in _FLOWS:
        mine = where(rows[own], lambda country: reporters is None or country in reporters)
        for (source, reporter, period, calendar, _), cells in _sides(taken(rows, np.flatnonzero(mine)), own, other):
            *_, roots, _ = zip(*cells, strict=True)
            key = (source, min(multimode(roots)), reporter, period, calendar)
            partner_list = _flow_list(key, flow, cells)
            if partner_list is not None:
                flows[key].setdefault(flow, partner_list)
    for _, partner_list_of_flow in sorted(flows.items()):
        yield from partner_list_of_flow.values()
        if len(partner_list_of_flow) == 2:
            both = partner_list_of_flow["export"], partner_list_of_flow["import"]
            total = _total(*both)
            yield total
            if total.valuation == "mixed":
                yield _total(*(side.without_freight() for side in both))


def _sides(rows: pd.DataFrame, own: str, other: str) -> Iterator[tuple[tuple[str, ...], list[_Cell]]]:
    """What one side recorded of each list, its own books or those of all its partners together, under its key."""
    side = ["source", own, "period", "calendar", "recorded_by"]
    number = numbered(rows, side)
    order = np.argsort(number, kind="stable")
    starts = np.flatnonzero(unlike_before(number[order]))
    cells = zip(*(rows[name].to_numpy(dtype=object, na_value=None)[order] for name in (other, *_READ)), strict=True)
    for key, size in zip(tuples(rows.take(order[starts]), side), np.diff(starts, append=len(order)), strict=True):
        yield key, [*islice(cells, size)]


def _flow_list(key: tuple[str, ...], flow: str, cells: list[_Cell]) -> PartnerList | None:
    """The list of one flow; None where it names too few partners to be one."""
    entries, left_out = {}, []
    total = rest = None
    withdrawn = 0
    for partner, value, status, scope, withheld, *_ in cells:
        if partner == "WLD":
            total = value
        elif scope == "remainder":
            rest = value
        elif withheld:
            left_out.append(partner)
            withdrawn += value or 0
            entries[partner] = _MISSING
        else:
            entries[partner] = _MISSING if value is None else Entry(value, value, value, status)
    if len(entries) < MIN_PARTNERS:
        return None
    valuations = {cell[-1] or "unknown" for cell in cells}
    scopes = {scope for _, _, _, scope, *_ in cells if scope != "remainder"}
    complete = scopes == {"complete"}
    values = [e.point for e in entries.values() if e.point is not None]
    if scopes == {"top5"}:
        rest = min(values) - 1  # partners that are not in the list rank below its last entry
    if total is not None:
        total -= withdrawn  # the world as printed has the cell in it
    elif complete and rest is not None:
        total = sum(values) + rest
    max_unlisted = rest if scopes != {"incomplete"} else None
    remainder = rest if complete else None
    return PartnerList(
        **named(key),
        flow=flow,
        entries=entries,
        max_unlisted=max_unlisted,
        remainder=remainder,
        total=total,
        complete=complete,
        left_out=tuple(left_out),
        valuation=valuations.pop() if len(valuations) == 1 else "unknown",
    )


_MISSING = Entry(0, None, None, "M")


def _total(export: PartnerList, imports: PartnerList) -> PartnerList:
    entries = {}
    sold, bought = (Entry(0, side.max_unlisted, None, "A") for side in (export, imports))
    for partner in {*export.entries, *imports.entries}:
        a, b = export.entries.get(partner, sold), imports.entries.get(partner, bought)
        both = a.plus(b)
        known = all(partner in side.entries or side.complete for side in (export, imports))
        if both.point is None and known and "M" not in (a.status, b.status):
            # in a complete list the flow that is not listed lies in the remainder: the listed one is the value
            both = Entry(both.low, both.high, (a.point or 0) + (b.point or 0), both.status)
        entries[partner] = both
    return replace(
        export,
        flow="total",
        entries=entries,
        max_unlisted=added(export.max_unlisted, imports.max_unlisted),
        remainder=added(export.remainder, imports.remainder),
        total=added(export.total, imports.total),
        complete=export.complete and imports.complete,
        left_out=tuple(dict.fromkeys(export.left_out + imports.left_out)),
        valuation=_valuation(export, imports),
        freight_removed=export.freight_removed or imports.freight_removed,
    )


def _valuation(export: PartnerList, imports: PartnerList) -> str:
    """How a total is valued: as both flows are; `mixed` where one holds freight and the other does not."""
    if export.valuation == imports.valuation:
        return export.valuation
    return "mixed" if {export.valuation, imports.valuation} == {"FOB", "CIF"} else "unknown"
