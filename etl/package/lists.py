"""Facts of lists: what many rows of a table share is published once, in a table of lists, and joined when read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.contract.distinct import assigned, selected
from etl.contract.errors import SchemaError, Violation
from etl.contract.frames import Tables, as_conformed, conform
from etl.contract.reading import read
from etl.contract.rows import numbered
from etl.contract.schema import Table
from etl.contract.tables import TABLES
from etl.contract.types import shown

LIST = "list_id"
_LENGTHS = (6, 9, 12)  # letters of an id: a few thousand lists are apart by the first


def moved(table: Table) -> list[str]:
    """Columns of `table` that stand in its table of lists, in the order of the table; none where it has no lists."""
    names = TABLES[table.lists].names if table.lists else []
    return [name for name in table.names if name in table.inner and name in names]


def split(tables: Tables) -> dict[str, pd.DataFrame]:
    """`tables` as a package has them: columns that a table of lists holds are moved there."""
    out = dict(tables)
    for table in TABLES.values():
        frame = out[table.name]
        if table.lists:
            facts, places = _lists(table, frame)
            out[table.lists] = _completed(table, facts, out[table.lists])
            frame = assigned(frame, **{LIST: facts[LIST].array.take(places)})
        if table.inner:
            out[table.name] = as_conformed(table.published, selected(frame, table.published.names))
    return out


def _completed(table: Table, facts: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """The lists that are `known` with their ids, and those of `facts` that are not."""
    facts = facts[[*moved(table), LIST]]
    if len(known):
        known, _ = _lists(table, known)
        facts = pd.concat([known, facts[~facts[LIST].isin(known[LIST])]], ignore_index=True)
    return conform(TABLES[table.lists], facts)


def _lists(table: Table, frame: pd.DataFrame) -> tuple[pd.DataFrame, npt.NDArray[np.intp]]:
    """The lists of `frame`, each once, and for each row the place of its list.

    The id of a list is made of what it has in common, so that other lists do not change it.
    """
    _, first, places = np.unique(numbered(frame, moved(table)), return_index=True, return_inverse=True)
    facts = frame.take(first)
    columns = [shown(f.type, f.decimals, facts[f.name]) for f in table.fields if f.name in moved(table)]
    names = _names(list(map(",".join, zip(*columns, strict=True))))
    return facts.assign(**{LIST: pd.array(names, dtype="str")}), places


_LETTERS = bytes(ord("a") + byte % 26 for byte in range(256))  # of each byte


def _names(lists: Sequence[str]) -> list[str]:
    """A name of letters for each of `lists`, as short as they are apart by it."""
    digests = [hashlib.sha256(text.encode()).digest() for text in lists]
    for length in _LENGTHS:
        names = [digest[:length].translate(_LETTERS).decode() for digest in digests]
        if len(set(names)) == len(names):
            return names
    raise AssertionError("two lists are one")


def joined(table: Table, rows: pd.DataFrame, lists: pd.DataFrame) -> pd.DataFrame:
    """`rows` of a package with all columns of `table`, as the build has them; SchemaError for a list that is lost."""
    at = pd.Index(lists[LIST]).get_indexer(rows[LIST])
    if (at < 0).any():
        file, expected = f"{table.name}.csv", f"an existing {LIST} of table {table.lists}"
        lost = [(n, str(rows[LIST].iloc[n])) for n in (at < 0).nonzero()[0].tolist()]
        raise SchemaError(
            [Violation(file=file, line=n + 2, column=LIST, expected=expected, found=found) for n, found in lost]
        )
    facts = {name: lists[name].take(at).set_axis(rows.index) for name in moved(table)}
    return conform(table, rows.assign(**facts))


def read_package(files: Mapping[str, bytes]) -> tuple[dict[str, pd.DataFrame], list[str]]:
    """The tables of a package of these `files` as the build has them, and sentences about what is wrong with them."""
    tables: dict[str, pd.DataFrame] = {}
    faults: list[str] = []
    for name, table in TABLES.items():
        try:
            tables[name] = read(table.published, files.get(f"{name}.csv", b"").decode("utf-8"), f"{name}.csv")
        except SchemaError as err:
            faults += [str(v) for v in err.violations]
        except UnicodeDecodeError as err:
            faults.append(f"{name}.csv: not UTF-8 text at byte {err.start}")
    if faults:
        return tables, faults
    for name, table in TABLES.items():
        if table.lists:
            try:
                tables[name] = joined(table, tables[name], tables[table.lists])
            except SchemaError as err:
                faults += [str(v) for v in err.violations]
        elif table.inner:
            tables[name] = conform(table, tables[name])
    return tables, faults
