"""Lists of partners from single figures of authorities: what one printed of each partner, put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from etl.contract.calendars import parse
from etl.contract.countries import RANKED
from etl.contract.rows import each
from etl.measures.partner_lists import Entry, PartnerList, named

IRANIAN = "iran_customs"  # customs that print totals by years of their own calendar


def from_figures(figures: pd.DataFrame, families: pd.DataFrame) -> Iterator[PartnerList]:
    """Lists from `official_figures`, all series of one root family together, a series of another level left out.

    Parts of a year give lower bounds for the whole of it; a printed rank among all partners is kept as printed.
    """
    rankable = families.loc[families["rankable"].astype(bool), "series"]
    rows = figures[figures["series"].isin(rankable) & (figures["period"] != "undated")]
    groups: dict[tuple[str, ...], dict[str, dict[str, Entry]]] = defaultdict(
        lambda: {"export": {}, "import": {}, "total": {}}
    )
    for r in each(rows):
        source = r.root_family if r.root_family == IRANIAN else r.series
        cells = groups[source, r.root_family, r.reporter, r.period, r.calendar][r.flow]
        entry = _entry(r)
        cells[r.partner] = cells[r.partner].or_also(entry) if r.partner in cells else entry
    for key, flows in sorted(groups.items()):
        raised = {flow: _raised(entries, _floors(groups, key, flow)) for flow, entries in flows.items()}
        for flow, entries in flows.items():
            partners = raised[flow] if flow != "total" else _with_sides(raised)
            if partners:
                yield _figure_list(key, flow, entries, partners)


def _entry(row: Any) -> Entry:
    printed = int(row.rank_printed) if pd.notna(row.rank_printed) and row.rank_scope == "all partners" else None
    status = "E" if row.cell_basis == "imputed" else "A"
    if pd.isna(row.value_usd):
        return Entry(0, None, None, status, printed)
    return Entry(int(row.value_low_usd), int(row.value_high_usd), int(row.value_usd), status, printed)


def _floors(
    groups: Mapping[tuple[str, ...], Mapping[str, Mapping[str, Entry]]], key: tuple[str, ...], flow: str
) -> dict[str, int]:
    """Lower bounds from shorter parts of the same year."""
    *books, period, calendar = key
    whole = parse(period, calendar)
    out: dict[str, int] = {}
    for (*others, label, of), flows in groups.items():
        part = parse(label, of) if (others, of) == (books, calendar) else None
        if part and whole and part.year == whole.year and part.months < whole.months:
            for partner, e in flows[flow].items():
                out[partner] = max(out.get(partner, 0), e.low)
    return out


def _raised(printed: Mapping[str, Entry], floors: Mapping[str, int]) -> dict[str, Entry]:
    entries = dict(printed)
    for partner, low in floors.items():
        e = entries.get(partner, Entry(0, None, None))
        if partner != "WLD" and low and e.point is None:
            entries[partner] = e._replace(low=max(e.low, low))
    return entries


def _with_sides(flows: Mapping[str, Mapping[str, Entry]]) -> dict[str, Entry]:
    """Totals, where none is printed from export and import; one of them alone is a lower bound."""
    entries = dict(flows["total"])
    for partner in {*flows["export"], *flows["import"]} - {"WLD"}:
        a, b = (flows[f].get(partner, Entry(0, None, None)) for f in ("export", "import"))
        both = a.plus(b)._replace(printed=None)
        e = entries.get(partner, both)
        entries[partner] = e if e.point is not None else e._replace(low=max(e.low, both.low))
    return entries


def _figure_list(
    key: tuple[str, ...], flow: str, printed: Mapping[str, Entry], entries: dict[str, Entry]
) -> PartnerList:
    world = printed.get("WLD")
    countries = {c: e for c, e in entries.items() if c in RANKED}
    remainder = None
    if world is not None and world.high is not None:
        remainder = max(0, world.high - sum(e.low for e in countries.values()))
    ranks = sorted(e.printed for e in countries.values() if e.printed is not None)
    run = next((i for i, r in enumerate(ranks, 1) if r != i), len(ranks) + 1) - 1
    last = next((e for e in countries.values() if run and e.printed == run), None)
    max_unlisted = last.high - 1 if last is not None and last.high is not None else remainder
    # a printed run 1..n names the first n partners: all others rank lower
    return PartnerList(
        **named(key),
        flow=flow,
        entries=countries,
        max_unlisted=max_unlisted,
        remainder=remainder,
        total=world.point if world else None,
        complete=False,
        run=run,
        remainder_shared=world is not None,
    )
