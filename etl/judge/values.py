"""The named values of a part's sentences: look-ups in the tables, as the claim's file describes them, and searches.

A look-up names a `table`, `where` (as for evidence rows), a `column` or two, and how to `pick`: `one` (the default; the
rows must agree), `min`, `max`, `first`, `last` (in the order of `by`, else of the key), `sum`, `count`, `list`, `span`
(lowest and highest), `interval` (lowest of one column to highest of another) or `distinct` (how many different ones).
One without any row is missing, never 0 (but for `count`), and so is a sum of which a term is missing. In `where`,
"{period}" and "{family}" are those of the part's natural reading: a sentence names the year that the rule has read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from etl.claims.model import Part
from etl.contract.errors import ClaimError
from etl.contract.frames import Tables
from etl.contract.tables import TABLES
from etl.judge.records import by, is_missing, select

_KEYS = {"table", "where", "column", "pick", "by"}


def values(part: Part, tables: Tables, judged: Mapping[str, Any]) -> dict[str, Any]:
    """The values that can be found, by name; ClaimError for a look-up that is not one.

    `judged` are the values that the rule itself gives.
    """
    read = {f"{{{name}}}": str(judged[name]).rpartition(" ")[2] for name in ("period", "family") if name in judged}
    values = {}
    for name, query in part.values.items():
        where = {column: _read(sought, read) for column, sought in query.get("where", {}).items()}
        values[name] = look_up(tables, {**query, "where": where}, f"{part.where}, value {name}")
    return {name: value for name, value in values.items() if value is not None}


def _read(sought: Any, read: Mapping[str, str]) -> Any:
    return read.get(sought, sought) if isinstance(sought, str) else sought


def last_search(part: Part, tables: Tables) -> dict[str, Any]:
    """`searched_on`, `search` (an id of `searches`) and `searched_in` of the part's newest search; empty without one.

    "Not shown" carries the day and the place where it was looked for. A search for another part of the claim, or for
    none, says nothing about this one.
    """
    own = by(tables.get("searches"), "claim", "part").get((part.claim, part.id))
    if not own:
        return {}
    newest = max(own, key=lambda row: (row["date"], row["id"]))
    return {"searched_on": newest["date"], "search": newest["id"], "searched_in": newest.get("searched_in") or ""}


def look_up(tables: Tables, query: Mapping[str, Any], where: str) -> Any:
    """The value of one look-up as a plain number, text or list; None when no row has one."""
    pick, table = query.get("pick", "one"), query.get("table")
    if set(query) - _KEYS or not table or pick not in PICKS:
        raise ClaimError(f"{where}: expected {', '.join(sorted(_KEYS))} with a pick of {', '.join(PICKS)}")
    rows = select(tables, table, query.get("where", {}), where)
    if pick == "count":
        return len(rows)
    columns = str(query.get("column", "")).split()
    missing = [c for c in columns if c not in tables[table]]
    if missing or not columns:
        raise ClaimError(f"{where}: table {table} has no column {' '.join(missing) or '(none named)'}")
    order = [*str(query.get("by", "")).split(), *TABLES[table].key]
    # in each column the missing come last
    rows = sorted(rows, key=lambda r: [(True, 0) if is_missing(r[c]) else (False, r[c]) for c in order])
    whole = [[_plain(r[c]) for c in columns] for r in rows if not any(is_missing(r[c]) for c in columns)]
    if not whole or (pick == "sum" and len(whole) < len(rows)):
        return None
    if pick == "interval":
        return [min(cells[0] for cells in whole), max(cells[-1] for cells in whole)]
    return PICKS[pick]([" ".join(map(str, cells)) if len(cells) > 1 else cells[0] for cells in whole])


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value


def _one(known: list[Any]) -> Any:
    """The one value all rows have; an interval where numbers differ; None where texts do."""
    if len(set(known)) == 1:
        return known[0]
    return [min(known), max(known)] if all(isinstance(v, int | float) for v in known) else None


PICKS: dict[str, Callable[[list[Any]], Any]] = {
    "one": _one,
    "min": min,
    "max": max,
    "first": lambda known: known[0],
    "last": lambda known: known[-1],
    "sum": sum,
    "count": len,
    "list": lambda known: list(dict.fromkeys(known)),
    "distinct": lambda known: len(set(known)),
    "interval": lambda known: [min(known), max(known)],
    "span": lambda known: [min(known), max(known)],
}
