"""Every published table: the contract between the two houses.

Columns are described once, in `etl.contract.fields`; a table, in a TOML file of this folder, names them, its key, what
must be filled and what refers to what. Caveats come from a short list and are shown beside every chart of a table.
"""

from __future__ import annotations

from collections.abc import Iterable

from etl.contract.lists import toml_tables
from etl.contract.schema import Table
from etl.contract.tables.describe import CAVEATS as CAVEATS
from etl.contract.tables.describe import table

FILES = ("observed", "curated", "figures", "derived", "ledgers", "analyses", "summaries")


def by_name(tables: Iterable[Table]) -> dict[str, Table]:
    """The tables by name, in their order; ValueError when one is described twice."""
    out: dict[str, Table] = {}
    for one in tables:
        if one.name in out:
            raise ValueError(f"table {one.name} is described twice")
        out[one.name] = one
    return out


# the data version is a hash over the tables in this order
TABLES = by_name(table(name, **facts) for file in FILES for name, facts in toml_tables(f"tables/{file}.toml").items())
# tables that come from elsewhere than data/raw/bundled
_NO_FILE = (
    "countries",
    "claims",
    "parts",
    "choices",
    "messages",
    "rules",
    "thresholds",
    "rivals",
    "article",
    "errata",
    "trade_months",
)


def bundled() -> list[Table]:
    """Tables that are files of ours in data/raw/bundled/, without the columns that `build` computes."""
    return [t.raw() for t in TABLES.values() if t.kind in ("observed", "curated") and t.name not in _NO_FILE]
