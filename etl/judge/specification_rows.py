"""From a specification back to the printed rows it read: a sceptic's way from the verdict to a link.

A rank leads to the flows of the pair in its source, to single partners' own figures, or to the places that print the
list; a growth to the flows or printed figures of its years; everything else to the rows whose keys it names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from etl.contract.distinct import where
from etl.contract.errors import ClaimError
from etl.contract.identity import ByIdentity
from etl.contract.schema import Tables
from etl.contract.tables import TABLES
from etl.derive.memo import Memo
from etl.judge.context import JudgeContext
from etl.judge.evidence import Evidence, evidence_of
from etl.judge.records import Record, by_key, records
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
        figures = _between(tables["official_figures"], "reporter", "partner", pair)
        yield from _sightings(tables, [r for r in figures if r["series"] in series and r["period"] in rest])
    elif spec.row_table:
        for key in keys(spec.row_table, spec.row_key):
            record = by_key(tables, spec.row_table, key)
            if record is None:
                raise ClaimError(f"specification {spec.id}: no row {key!r} in table {spec.row_table}")
            yield spec.row_table, record


def keys(table: str, text: str) -> list[str]:
    """The keys in `text`: ids with spaces between, or keys of several columns with bars between."""
    return text.split(" ") if len(TABLES[table].key) == 1 else text.split("|")


_SOURCES: ByIdentity[frozenset[str]] = ByIdentity()
_PAIR: Memo[list[Record]] = Memo()
_SEEN: ByIdentity[dict[str, list[tuple[int, Record]]]] = ByIdentity()


def _sources(frame: pd.DataFrame) -> frozenset[str]:
    return _SOURCES.of(frame, lambda rows: frozenset(rows["source"].dropna()))


def _of_list(tables: Tables, key: str, pair: Sequence[str]) -> Iterator[tuple[str, Record]]:
    """What a rank was read from: flows of the pair, single partners' own figures, or places that print a list."""
    reporter, partner, period, calendar, flow, source = key.split(" ")[:6]
    if source in _sources(tables["trade"]):
        yield from _flows(tables, source, [period], pair)
        return
    bounds = tables.get("partner_bounds")
    if bounds is not None and source in _sources(bounds):
        where = {"source": source, "period": period, "reporter": reporter}
        yield from (("partner_bounds", r) for r in records(bounds) if _has(r, where))
        return
    where = {"reporter": reporter, "period": period, "calendar": calendar, "flow": flow}
    listed = [
        r for r in records(tables["official_figures"]) if _has(r, where) and source in (r["series"], r["root_family"])
    ]
    own = [r for r in listed if r["partner"] == partner]
    # a list without the partner is evidence as well: whoever it names is above
    yield from _sightings(tables, own or listed)


def _has(record: Record, key: Mapping[str, Any]) -> bool:
    return all(record[name] == value for name, value in key.items())


def _flows(tables: Tables, source: str, periods: Sequence[str], pair: Sequence[str]) -> Iterator[tuple[str, Record]]:
    key = {"source": source, "commodity": "TOTAL", "current": True}
    for record in _between(tables["trade"], "exporter", "importer", pair):
        if record["period"] in periods and _has(record, key):
            yield "trade", record


def _sightings(tables: Tables, figures: Sequence[Record]) -> Iterator[tuple[str, Record]]:
    """The places where `figures` were seen, in the order of `sightings`, each with what its figure says."""
    sightings = tables["sightings"]
    by_figure = _SEEN.of(sightings, _by_figure)
    triples = [(at, record, figure) for figure in figures for at, record in by_figure.get(figure["figure_id"], ())]
    for _, record, figure in sorted(triples, key=lambda sighted: sighted[0]):
        joined = {**{name: value for name, value in figure.items() if name not in _OWN}, **record}
        yield "sightings", {**joined, "root": figure["figure_id"], "root_authority": joined["authority"]}


_OWN = {"note", "reading_confidence", "correction"}  # of a figure; a sighting has its own


def _by_figure(sightings: pd.DataFrame) -> dict[str, list[tuple[int, Record]]]:
    """Rows of `sightings`, with their places, by the figure that was seen."""
    rows: dict[str, list[tuple[int, Record]]] = {}
    for at, record in enumerate(records(sightings)):
        rows.setdefault(record["figure_id"], []).append((at, record))
    return rows


def _between(frame: pd.DataFrame, a: str, b: str, pair: Sequence[str]) -> list[Record]:
    """Rows of `frame` whose columns `a` and `b` both name one of `pair`."""
    among = frozenset(pair).__contains__
    return _PAIR.get((frame,), tuple(pair), lambda: records(frame, where(frame[a], among) & where(frame[b], among)))
