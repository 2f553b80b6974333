"""Which cells give away what a publisher printed, and by which columns their source is known.

Every such cell has either a column that names its source or, in the description of its table, the reason why it may be
passed on whatever its source (`Table.open`, `Table.open_rows`); a reason that nothing needs is a fault too.
"""

from __future__ import annotations

from etl.contract.schema import Field, Table

_SOURCES = ("source", "series", "line", "root")  # the first of these that a table has names the source of its cells


def cells(table: Table) -> list[Field]:
    """Columns of a derived table or a ledger that reveal what a publisher printed."""
    return [f for f in table.fields if f.reveals] if table.kind in ("derived", "ledger") else []


def named_by(table: Table, field: Field) -> tuple[str, ...]:
    """Columns of `table` that name the source of the cells of `field`; none where nothing does."""
    if field.named_by:
        return field.named_by if set(field.named_by) <= set(table.names) else ()
    return tuple(c for c in _SOURCES if c in table.names)[:1]


def faults(table: Table) -> list[str]:
    """What the description leaves unsaid, or says for nothing, about what may be passed on."""
    revealing = cells(table)
    unclear = [f.name for f in revealing if f.name not in table.open and not named_by(table, f)]
    idle = sorted(table.open.keys() - {f.name for f in revealing})
    nameless = table.kind == "observed" and "source" not in table.names
    rows = {
        "nothing names the source of its rows and `open_rows` gives no reason": nameless and not table.open_rows,
        "`open_rows` is not needed": bool(table.open_rows) and not nameless,
    }
    return [
        *(f"nothing names the source of {name} and `open` gives no reason" for name in unclear),
        *(f"`open` is not needed for {name}" for name in idle),
        *(words for words, wrong in rows.items() if wrong),
    ]
