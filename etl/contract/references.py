"""Cells that refer to rows of other tables: whether these rows are there."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.contract.checks import failing
from etl.contract.distinct import distinct
from etl.contract.errors import Violation
from etl.contract.frames import Tables
from etl.contract.rows import tuples
from etl.contract.schema import Table


def broken_references(tables: Tables, described: Mapping[str, Table]) -> list[Violation]:
    """Cells of the `tables` of a package, each one there, that refer to a row which does not exist."""
    targets = {target for table in described.values() for target in table.refers.values() if target[0]}
    known = {(name, column): set(distinct(tables[name][column]).values) for name, column in targets}
    return [
        fault
        for name, table in described.items()
        for fault in (
            *reference_violations(table, tables[name], known, f"{name}.csv"),
            *pointer_violations(table, tables, described),
        )
    ]


def reference_violations(
    table: Table, frame: pd.DataFrame, known: Mapping[tuple[str, str], set[str]], file: str
) -> list[Violation]:
    """Cells of `frame` that refer to a row which does not exist; `known` maps (table, column) to its values."""
    faults = []
    for column, (target, key) in table.refers.items():
        if column not in frame:
            continue
        values = set(distinct(frame[key]).values) if target == "" else known[target, key]
        if values.issuperset(distinct(frame[column]).values):
            continue
        expected = f"an existing {key} of table {target or table.name}"
        cells = frame[column]
        faults += [
            Violation(file=file, line=int(row) + 2, column=column, expected=expected, found=str(cells.iloc[row]))
            for row in failing(cells, values.__contains__).nonzero()[0]
        ]
    return faults


def pointer_violations(table: Table, tables: Tables, described: Mapping[str, Table]) -> list[Violation]:
    """Cells of `row_table` and `row_key` in a curated table that name no row of the other `tables`."""
    if table.kind != "curated" or not {"row_table", "row_key"} <= set(table.names):
        return []
    file, pointers = f"{table.name}.csv", [*tuples(tables[table.name], ("row_table", "row_key"))]
    known = {name for name, _ in pointers} & set(tables)
    keys = {name: {" ".join(map(str, key)) for key in tuples(tables[name], described[name].key)} for name in known}
    faults = []
    for line, (name, key) in enumerate(pointers, 2):
        if name not in keys:
            faults.append(Violation(file=file, line=line, column="row_table", expected="a table", found=str(name)))
        elif key not in keys[name]:
            expected = f"the key of a row of table {name}"
            faults.append(Violation(file=file, line=line, column="row_key", expected=expected, found=str(key)))
    return faults
