"""Evidence rows: what a claim's file selects from the tables, each row in one shape, found again by its key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.claims import Part, Rows
from etl.claims.render import filled, names
from etl.contract.distinct import where
from etl.contract.enums import PRIMARY_ACTS
from etl.contract.errors import ClaimError
from etl.contract.fields import COLUMNS
from etl.contract.schema import Tables, Words
from etl.contract.tables import TABLES
from etl.judge.records import Record, records

_SUMMARY = ("title", "statement", "quote", "status_text", "basis_text")
_DATES = ("date", "signed_date", "source_date", "period", "period_text")
_SUFFIXES = ("not", "from", "to")
_OBSERVED = ("arms", "arms_shares", "un_votes", "un_resolutions", "un_roll_calls", "contacts")


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One row of evidence. Rows of one `witness` count once, or of one `authority` or `root` where none is named.

    `act_kind` says whether it is an act of the actor itself; an encyclopedia weighs less than a history or a document;
    `message` and `values` say what the row says.
    """

    table: str
    key: str
    stance: str
    summary: str = ""
    message: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    date: str = ""
    root: str = ""
    authority: str = ""
    witness: str = ""
    family: str = ""
    basis: str = "stated"
    act_kind: str = ""
    encyclopedia: bool = False
    publisher: str = ""
    url: str = ""
    publisher_2: str = ""
    url_2: str = ""
    denial: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """Table and key: where the row stands."""
        return self.table, self.key

    @property
    def primary(self) -> bool:
        """Whether it is an act of the actor itself: a designation, a vote, a contract, an admission."""
        return self.act_kind in PRIMARY_ACTS


def selected(tables: Tables, part: Part, words: Words, until: str = "") -> list[Evidence]:
    """All evidence that the part's file selects, each row once, in the order of table and key.

    `until` leaves out what is later; `words` are all words. ClaimError for an unknown table or
    column.
    """
    rows: dict[tuple[str, str], Evidence] = {}
    for selector in part.rows:
        for record in select(tables, selector, part.where):
            stance = str(record["stance"]) if selector.stance == "row" else selector.stance
            row = evidence(selector.table, record, stance, words)
            if not until or _end(record, row) <= until:
                rows.setdefault(row.place, row)
    return [rows[place] for place in sorted(rows)]


def _end(record: Mapping[str, Any], row: Evidence) -> str:
    """End of the period a row speaks of, whenever it was said; else the row's date; empty when it has none."""
    end = record.get("period_end")
    return end if isinstance(end, str) else row.date


def select(tables: Tables, rows: Rows, place: str) -> list[Record]:
    """Rows of one table that match: equal, one of a list, `_not`, `_from` and `_to` a value (text order for dates)."""
    if rows.table not in tables:
        raise ClaimError(f"{place}: unknown table {rows.table!r}")
    frame = tables[rows.table]
    chosen = np.ones(len(frame), dtype=bool)
    for name, value in rows.where.items():
        column, _, suffix = name.rpartition("_")
        column, suffix = (column, suffix) if suffix in _SUFFIXES else (name, "")
        if column not in frame:
            raise ClaimError(f"{place}: table {rows.table} has no column {column!r}")
        chosen &= _matches(frame[column], suffix, value)
    return records(frame, chosen)


def _matches(column: pd.Series[Any], suffix: str, sought: Any) -> npt.NDArray[np.bool_]:
    if suffix == "from":
        return where(column, lambda value: value >= sought)
    if suffix == "to":
        return where(column, lambda value: value <= sought)
    allowed = sought if isinstance(sought, list) else [sought]
    if suffix == "not":
        return where(column, lambda value: value not in allowed)
    return ~where(column, lambda value: value != "") if sought == "" else where(column, lambda value: value in allowed)


def evidence(table: str, record: Mapping[str, Any], stance: str, words: Words) -> Evidence:
    """A row of any table as evidence; a table without a template of its own is summed up by its first text column."""
    text = {k: "" if _missing(v) else v for k, v in record.items()}
    values = {k: _plain(k, v) for k, v in text.items() if v != ""}
    basis = "observed" if table in _OBSERVED or text.get("obs_status") == "A" else "stated"
    row = Evidence(
        table=table,
        key=TABLES[table].row_key(text),
        stance=stance,
        date=_first(text, _DATES),
        root=_first(text, ("root", "source", "publisher")),
        authority=str(text.get("root_authority", "")),
        witness=str(text.get("witness", "")),
        family=str(text.get("root_family", "")),
        basis=str(text.get("cell_basis", "")) or ("imputed" if text.get("obs_status") in ("E", "M") else basis),
        act_kind=str(text.get("act_kind", "")),
        encyclopedia=bool(text.get("encyclopedia", False)),
        publisher=str(text.get("publisher", "")),
        url=str(text.get("source_url", "")),
        publisher_2=str(text.get("publisher_2", "")),
        url_2=str(text.get("source_url_2", "")),
        denial=str(text.get("denial", "")),
    )
    return _with_summary(row, text, values, words)


def _with_summary(row: Evidence, text: Mapping[str, Any], values: Mapping[str, Any], words: Words) -> Evidence:
    template = words["evidence"]["row"].get(row.table, "")
    if template:
        named = {name: values.get(name) for name in sorted(names(template))}
        summary = filled(template, named, words["format"])
        return replace(row, summary=summary, message=f"row.{row.table}", values=named)
    return replace(row, summary=_first(text, _SUMMARY) or row.key)


def _plain(column: str, value: Any) -> Any:
    """A cell as a value of a message: sums and weights as they are, other numbers as they are written."""
    if isinstance(value, str):
        return value
    if column in COLUMNS and COLUMNS[column].unit in ("USD", "t"):
        return value.item() if hasattr(value, "item") else value
    return f"{value:g}" if isinstance(value, float) else str(value)


def _missing(value: Any) -> bool:
    return value is None or value is pd.NA or (isinstance(value, float) and value != value)


def _first(text: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((str(text[n]) for n in names if text.get(n)), "")
