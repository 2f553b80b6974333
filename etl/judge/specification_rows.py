"""From a specification back to the printed rows it read: a sceptic's way from the verdict to a link.

A rank leads to the flows of the pair in its source, to single partners' own figures, or to the places that print the
list; a growth to the flows or printed figures of its years; everything else to the rows whose keys it names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from etl.contract.distinct import holds, where
from etl.contract.errors import ClaimError
from etl.contract.frames import Tables
from etl.contract.memo import Memo
from etl.contract.tables import TABLES
from etl.judge.context import JudgeContext
from etl.judge.evidence import Evidence, evidence_of
from etl.judge.records import Record, by, by_key, records
from etl.judge.specification import Specification
from etl.judge.weigh import Specs

_STANCE = {True: "for", False: "against", None: "context"}


def rows_behind(specs: Specs, context: JudgeContext) -> list[Evidence]:
    """The rows behind `specs`, each once; a row that one specification reads for and another against is context.

    ClaimError when a specification names a row that does not exist.
    """
    rows: dict[tuple[str, str], tuple[str, Record]] = {}
    stances: dict[tuple[str, str], set[str]] = defaultdict(set)
    for spec in specs:
        for table, record in _records(context.tables, spec, context.article.pair):
            place = table, TABLES[table].row_key(record)
            rows.setdefault(place, (table, record))
            stances[place].add(_STANCE[spec.holds_strong])
    return [_evidence(*rows[place], stances[place], context) for place in sorted(rows)]


def _evidence(table: str, record: Record, stances: set[str], context: JudgeContext) -> Evidence:
    row = evidence_of(table, record, next(iter(stances)) if len(stances) == 1 else "context", context.words)
    if row.source_url or table == "sightings":
        return row
    source = by_key(context.tables, "sources", row.root) or {}
    page = source.get("homepage")
    return replace(row, source_url=page) if isinstance(page, str) else row


def _records(tables: Tables, spec: Specification, pair: Sequence[str]) -> Iterator[tuple[str, Record]]:
    """Rows of `spec`: its own look-up for lists and books, which are many rows, else the row of each key."""
    first, *rest = spec.row_key.split(" ") if spec.row_key else [""]
    if spec.row_table == "partner_ranks":
        yield from _of_list(tables, spec.row_key, pair)
    elif spec.row_table == "trade":
        yield from _flows(tables, first, rest, pair)
    elif spec.row_table == "official_figures":
        series = {first, *(word for word in rest if not word[0].isdigit())}
        figures = by(tables["official_figures"], "series", "period")
        asked = [r for name in series for period in rest for r in figures.get((name, period), ())]
        yield from _sightings(tables, [r for r in asked if {r["reporter"], r["partner"]} <= set(pair)])
    elif spec.row_table:
        for key in keys(spec.row_table, spec.row_key):
            record = by_key(tables, spec.row_table, key)
            if record is None:
                raise ClaimError(f"specification {spec.id}: no row {key!r} in table {spec.row_table}")
            yield spec.row_table, record


def keys(table: str, text: str) -> list[str]:
    """The keys in `text`: ids with spaces between, or keys of several columns with bars between."""
    return text.split(" ") if len(TABLES[table].key) == 1 else text.split("|")


def _of_list(tables: Tables, key: str, pair: Sequence[str]) -> Iterator[tuple[str, Record]]:
    """What a rank was read from: flows of the pair, single partners' own figures, or places that print a list."""
    reporter, partner, period, calendar, flow, source = key.split(" ")[:6]
    bounds = by(tables.get("partner_bounds"), "source", "period", "reporter").get((source, period, reporter), ())
    if holds(tables["trade"]["source"], source):
        yield from _flows(tables, source, [period], pair)
    elif bounds:
        yield from (("partner_bounds", record) for record in bounds)
    else:
        figures = by(tables["official_figures"], "reporter", "period", "calendar", "flow")
        asked = figures.get((reporter, period, calendar, flow), ())
        listed = [r for r in asked if source in (r["series"], r["root_family"])]
        own = [r for r in listed if r["partner"] == partner]
        # a list without the partner is evidence as well: whoever it names is above
        yield from _sightings(tables, own or listed)


def _flows(tables: Tables, source: str, periods: Sequence[str], pair: Sequence[str]) -> Iterator[tuple[str, Record]]:
    trade = tables["trade"]
    flows = _FLOWS.of(trade, choice=tuple(pair), make=lambda: _between(trade, pair))
    yield from (("trade", record) for record in flows.get(source, ()) if record["period"] in periods)


_FLOWS: Memo[Mapping[str, list[Record]]] = Memo(large=True)


def _between(trade: pd.DataFrame, pair: Sequence[str]) -> Mapping[str, list[Record]]:
    """Current flows of all goods between the two countries, by source."""
    among = frozenset(pair).__contains__
    flows = where(trade["exporter"], among) & where(trade["importer"], among)
    flows &= where(trade["commodity"], "TOTAL".__eq__) & where(trade["current"], bool)
    sources: dict[str, list[Record]] = defaultdict(list)
    for record in records(trade, flows):
        sources[record["source"]].append(record)
    return sources


def _sightings(tables: Tables, figures: Sequence[Record]) -> Iterator[tuple[str, Record]]:
    """The places where `figures` were seen, each with what its figure says."""
    seen = by(tables["sightings"], "figure_id")
    for figure in figures:
        shared = {name: value for name, value in figure.items() if name not in _OWN}
        for record in seen.get((figure["figure_id"],), ()):
            root = {"root": figure["figure_id"], "root_authority": {**shared, **record}["authority"]}
            yield "sightings", {**shared, **record, **root}


_OWN = {"note", "reading_confidence", "correction"}  # of a figure; a sighting has its own
