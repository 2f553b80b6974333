"""From a specification back to the printed rows it read: a sceptic's way from the verdict to a link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from etl.contract.errors import ClaimError
from etl.contract.schema import Tables
from etl.contract.tables import TABLES
from etl.derive.memo import Memo
from etl.judge.evidence import Evidence, by_key, evidence
from etl.judge.specification import Specification
from etl.judge.weigh import WeightedSpecification

_STANCE = {True: "for", False: "against", None: "context"}
Words = Mapping[str, Any]
Record = dict[str, Any]


def rows_behind(
    tables: Tables, specs: Sequence[WeightedSpecification], words: Words, pair: Sequence[str]
) -> list[Evidence]:
    """The rows behind `specs`, each once; a row that one specification reads for and another against is context.

    `words` is the table `evidence` of the words, `pair` the ids of the two countries. ClaimError when a specification
    names a row that does not exist.
    """
    rows: dict[tuple[str, str], Evidence] = {}
    stances: dict[tuple[str, str], set[str]] = {}
    for spec in specs:
        for table, record in _records(tables, spec.spec, pair):
            item = evidence(table, record, "context", words)
            rows.setdefault((item.table, item.key), item)
            stances.setdefault((item.table, item.key), set()).add(_STANCE[spec.strong])
    return [_with(rows[k], stances[k], tables) for k in sorted(rows)]


def _with(item: Evidence, stances: set[str], tables: Tables) -> Evidence:
    stance = next(iter(stances)) if len(stances) == 1 else "context"
    if item.url or item.table == "sightings":
        return replace(item, stance=stance)
    source = by_key(tables, "sources", item.root) or {}
    page = source.get("homepage")
    return replace(item, stance=stance, url=page if isinstance(page, str) else "")


def _records(tables: Tables, spec: Specification, pair: Sequence[str]) -> Iterator[tuple[str, Record]]:
    """Rows of `spec`: its own look-up for lists and books, which are many rows, else the row of each key."""
    first, *rest = spec.row_key.split(" ") if spec.row_key else [""]
    if spec.row_table == "partner_ranks":
        yield from _of_list(tables, spec.row_key, pair)
    elif spec.row_table == "trade":
        yield from _flows(tables, first, rest, pair)
    elif spec.row_table == "official_figures":
        figures = _between(tables["official_figures"], "reporter", "partner", pair)
        series = [first, *(word for word in rest if not word[0].isdigit())]
        yield from _sightings(tables, figures[figures["series"].isin(series) & figures["period"].isin(rest)])
    elif spec.row_table:
        for key in keys(spec.row_table, spec.row_key):
            record = by_key(tables, spec.row_table, key)
            if record is None:
                raise ClaimError(f"specification {spec.id}: no row {key!r} in table {spec.row_table}")
            yield spec.row_table, record


def keys(table: str, text: str) -> list[str]:
    """The keys in `text`: ids with spaces between, or keys of several columns with bars between."""
    return text.split(" ") if len(TABLES[table].key) == 1 else text.split("|")


_SOURCES: Memo[frozenset[str]] = Memo()
_FLOWS: Memo[pd.DataFrame] = Memo()


def _of_list(tables: Tables, key: str, pair: Sequence[str]) -> Iterator[tuple[str, Record]]:
    """What a rank was read from: flows of the pair, single partners' own figures, or places that print a list."""
    reporter, partner, period, calendar, flow, source = key.split(" ")[:6]
    trade = tables["trade"]
    if source in _SOURCES.get((trade,), None, lambda: frozenset(trade["source"].unique())):
        yield from _flows(tables, source, [period], pair)
        return
    bounds = tables.get("partner_bounds", pd.DataFrame({"source": []}))
    if source in set(bounds["source"]):
        use = bounds[(bounds["source"] == source) & (bounds["period"] == period) & (bounds["reporter"] == reporter)]
        yield from (("partner_bounds", _record(r)) for r in use.to_dict("records"))
        return
    figures = tables["official_figures"]
    listed = figures[
        (figures["reporter"] == reporter)
        & (figures["period"] == period)
        & (figures["calendar"] == calendar)
        & (figures["flow"] == flow)
        & ((figures["series"] == source) | (figures["root_family"] == source))
    ]
    own = listed[listed["partner"] == partner]
    # a list without the partner is evidence as well: whoever it names is above
    yield from _sightings(tables, own if len(own) else listed)


def _flows(tables: Tables, source: str, periods: Sequence[str], pair: Sequence[str]) -> Iterator[tuple[str, Record]]:
    whole = tables["trade"]
    trade = _FLOWS.get((whole,), tuple(pair), lambda: _between(whole, "exporter", "importer", pair))
    use = (trade["source"] == source) & trade["period"].isin(periods) & (trade["commodity"] == "TOTAL")
    for record in trade[use & trade["current"].astype(bool)].to_dict("records"):
        yield "trade", _record(record)


def _sightings(tables: Tables, figures: pd.DataFrame) -> Iterator[tuple[str, Record]]:
    """The places where `figures` were seen, each with what its figure says."""
    own = ["note", "reading_confidence", "correction"]
    seen = tables["sightings"].merge(figures.drop(columns=own), on="figure_id", suffixes=("", "_of_figure"))
    for record in seen.to_dict("records"):
        yield "sightings", {**_record(record), "root": record["figure_id"], "root_authority": record["authority"]}


def _between(frame: pd.DataFrame, a: str, b: str, pair: Sequence[str]) -> pd.DataFrame:
    return frame[frame[a].isin(pair) & frame[b].isin(pair)]


def _record(record: Mapping[Any, Any]) -> Record:
    return {str(k): v for k, v in record.items()}
