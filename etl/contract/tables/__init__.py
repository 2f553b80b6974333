"""Every published table: the contract between the two houses.

Columns are described once, in `etl.contract.fields`; a table, in a TOML file of this folder, names them, its key, what
must be filled and what refers to what. Caveats come from a short list and are shown beside every chart of a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from etl.contract.fields import COLUMNS
from etl.contract.lists import by_name, toml_tables
from etl.contract.schema import Table
from etl.contract.tables import revealing

FILES = ("observed", "curated", "figures", "derived", "ledgers", "analyses", "summaries")
CAVEATS: dict[str, str] = toml_tables("caveats.toml")["caveats"]
_WORDS = ("key", "required", "derived", "caveats", "added", "inner")


def table(name: str, **facts: Any) -> Table:
    """The table `name` as `facts` describe it: `columns` and the like are names with spaces between them.

    A column "shown=described" stands under another name than the one it is described by. `refers` has words such as
    "reporter=countries.id" (no table before the point: this one), `spans` such as "start/end"; `lists` names the table
    that holds `inner` columns. ValueError for an unknown caveat and for a cell of which nothing says whether it may be
    passed on, KeyError for an unknown column.
    """
    words = {key: tuple(facts.pop(key, "").split()) for key in (*_WORDS, "columns", "refers", "spans")}
    unknown = [c for c in words["caveats"] if c not in CAVEATS]
    if unknown:
        raise ValueError(f"table {name}: unknown caveats {unknown}")
    reasons = facts.pop("open", {})
    described = Table(
        name=name,
        fields=tuple(replace(COLUMNS[base or name], name=name) for name, base in _pairs(words.pop("columns"), "=")),
        refers={column: _pair(target, ".") for column, target in _pairs(words.pop("refers"), "=")},
        spans=tuple(_pairs(words.pop("spans"), "/")),
        list_id=COLUMNS["list_id"] if "lists" in facts else None,
        open={column: why for columns, why in reasons.items() for column in columns.split()},
        **words,  # type: ignore[arg-type]
        **facts,
    )
    if unclear := revealing.faults(described):
        raise ValueError(f"table {name}: {'; '.join(unclear)}")
    return described


def _pair(word: str, sign: str) -> tuple[str, str]:
    first, _, second = word.partition(sign)
    return first, second


def _pairs(words: Iterable[str], sign: str) -> Iterator[tuple[str, str]]:
    return (_pair(word, sign) for word in words)


# the data version is a hash over the tables in this order
TABLES = by_name(table(name, **facts) for file in FILES for name, facts in toml_tables(f"tables/{file}.toml").items())


def bundled() -> list[Table]:
    """Tables that are files of ours in data/raw/bundled/, without the columns that `build` computes."""
    return [t.raw() for t in TABLES.values() if t.kind in ("observed", "curated") and t.bundled]
