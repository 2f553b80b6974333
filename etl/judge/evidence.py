"""Evidence rows: what a claim's file selects from the tables, each row in one shape, found again by its key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from etl.claims.formats import number
from etl.claims.model import Part
from etl.claims.render import names, render
from etl.contract.enums import PRIMARY_ACTS
from etl.contract.fields import COLUMNS
from etl.contract.frames import Tables, Words
from etl.contract.tables import TABLES
from etl.judge.records import Record, by_key, is_missing, select

_SUMMARY = ("title", "statement", "quote", "status_text", "basis_text")
_DATES = ("date", "signed_date", "source_date", "period", "period_text")
_ROOTS = ("root", "publisher", "source")
_TEXTS = (
    *("root_authority", "root_family", "witness", "act_kind", "denial"),
    *("publisher", "source_url", "publisher_2", "source_url_2"),
)  # columns that evidence has as its table has them
_OBSERVED = ("arms", "arms_shares", "un_votes", "un_resolutions", "un_roll_calls", "contacts")
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One row of evidence. Rows of one `witness` count once, or of one `root_authority` or `root` if none is named.

    `act_kind` says whether it is an act of the actor itself; an encyclopedia weighs less than a history or a document;
    `message` and `values` say what the row says; `end` is the end of the period that it speaks of, else its date.
    """

    row_table: str
    row_key: str
    stance: str
    summary: str = ""
    message: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    date: str = ""
    end: str = ""
    root: str = ""
    root_authority: str = ""
    root_family: str = ""
    witness: str = ""
    cell_basis: str = "stated"
    act_kind: str = ""
    encyclopedia: bool = False
    publisher: str = ""
    source_url: str = ""
    publisher_2: str = ""
    source_url_2: str = ""
    denial: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """Table and key: where the row stands."""
        return self.row_table, self.row_key

    @property
    def day(self) -> str | None:
        """The date where it is a day, a month or a year, and not a text about one."""
        return self.date if _DAY.fullmatch(self.date) else None

    @property
    def primary(self) -> bool:
        """Whether it is an act of the actor itself: a designation, a vote, a contract, an admission."""
        return self.act_kind in PRIMARY_ACTS


def selected(part: Part, tables: Tables, words: Words) -> list[Evidence]:
    """All evidence that the part's file selects, each row once, in the order of table and key.

    `words` are all words. ClaimError for an unknown table or column.
    """
    evidence: dict[tuple[str, str], Evidence] = {}
    for rows in part.rows:
        for record in select(tables, rows.table, rows.where, part.where):
            stance = str(record["stance"]) if rows.stance == "row" else rows.stance
            row = evidence_of(rows.table, _with_figure(rows.table, record, tables), stance, words)
            evidence.setdefault(row.place, row)
    return [evidence[place] for place in sorted(evidence)]


def _with_figure(table: str, record: Record, tables: Tables) -> Record:
    """A row of `sightings` with what the figure says that was seen there: whose trade, and when."""
    figure = by_key(tables, "official_figures", str(record["figure_id"])) if table == "sightings" else None
    return {**figure, **record} if figure else record


def joined(evidence: Iterable[Evidence], more: Iterable[Evidence]) -> list[Evidence]:
    """Both, and of a row that is in both the one of `evidence`."""
    first = list(evidence)
    places = {row.place for row in first}
    return [*first, *(row for row in more if row.place not in places)]


def evidence_of(table: str, record: Record, stance: str, words: Words) -> Evidence:
    """A row of any table as evidence; a table without a template of its own is summed up by its first text column."""
    row = {name: cell for name, cell in record.items() if not is_missing(cell)}
    key, date, end = TABLES[table].row_key(row), _first(row, _DATES), row.get("period_end")
    observed = table in _OBSERVED or row.get("obs_status") == "A"
    template, texts = words["evidence"]["row"].get(table, ""), {name: str(row.get(name, "")) for name in _TEXTS}
    values = {name: _plain(name, row[name]) if name in row else None for name in _asked(template)}
    return Evidence(
        row_table=table,
        row_key=key,
        stance=stance,
        summary=render(template, values, words["format"]) if template else _first(row, _SUMMARY) or key,
        message=f"row.{table}" if template else "",
        values=values,
        date=date,
        end=end if isinstance(end, str) else date,
        root=_first(row, _ROOTS),
        cell_basis=str(row.get("cell_basis", "")) or _basis(row.get("obs_status"), observed),
        encyclopedia=bool(row.get("encyclopedia", False)),
        **texts,
    )


@lru_cache
def _asked(template: str) -> list[str]:
    return sorted(names(template))


def _basis(status: Any, observed: bool) -> str:
    return "imputed" if status in ("E", "M") else "observed" if observed else "stated"


def _plain(column: str, value: Any) -> Any:
    """A cell as a value of a message: sums and weights as they are, other numbers as they are written."""
    if isinstance(value, str):
        return value
    if column in COLUMNS and COLUMNS[column].unit in ("USD", "t"):
        return value.item() if hasattr(value, "item") else value
    return number(value) if isinstance(value, float) else str(value)


def _first(row: Record, columns: tuple[str, ...]) -> str:
    return next((str(row[name]) for name in columns if row.get(name)), "")
