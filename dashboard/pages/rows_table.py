"""The rows of one page of a table: headings that sort, names beside codes, and above them what all rows share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pandas as pd

from dashboard.package.arrange import Names
from dashboard.package.cells import plain
from dashboard.package.filters import Filter
from dashboard.texts import say
from dashboard.ui import elements as html
from dashboard.ui import tables
from dashboard.ui.table_cells import Fields, cell, numeric, td, title

LONG = 60  # letters of a text that needs a wide column


def address(cut: Filter, number: int = 1) -> str:
    """The address of one page of the rows that are asked for."""
    query = urlencode([*parse_qsl(cut.query), *([("page", number)] if number > 1 else [])])
    return f"/data/{cut.table}" + (f"?{query}" if query else "") + "#rows"


def _alike(column: pd.Series) -> bool:
    return column.nunique(dropna=False) == 1


@dataclass(frozen=True, kw_only=True)
class View:
    """What a reader asks of a table, its columns as described, and the names of its codes."""

    cut: Filter
    fields: Fields
    names: Names

    def grid(self, matches: pd.DataFrame, here: pd.DataFrame, caption: str) -> list[html.Element]:
        """The rows `here` of all that were `matches`; columns that say the same in all of them are said once above."""
        names = [str(c) for c in matches.columns if c not in self.cut.hidden]
        same = [c for c in names if len(matches) > 1 and _alike(here[c]) and _alike(matches[c])]
        columns = [c for c in names if c not in same]
        rows = here.to_dict("records")
        lines = [html.Tr([self._cell(row, c) for c in columns]) for row in rows]
        table = tables.region([self._head(c) for c in columns], lines, caption, cards=True)
        return [*self._shared(rows[0], same), table]

    def _cell(self, row: Mapping[str, Any], name: str) -> html.Element:
        head = {"data-head": title(self.fields, name)}  # a phone shows it before each cell
        tag = td(name, row, self.fields, self._name(row, name), **head)
        if len(plain(row[name])) > LONG:
            tag.props["className"] = "wide"
        return tag

    def _name(self, row: Mapping[str, Any], column: str) -> str:
        return self.names.get(column, {}).get(row[column], "")

    def _head(self, name: str) -> html.Element:
        """A heading that sorts and turns the order: numbers begin with the largest, words with the first."""
        number, sort = numeric(self.fields.get(name)), self.cut.sort
        first, second = (f"-{name}", name) if number else (name, f"-{name}")
        turned = second if sort == first else "" if sort == second else first
        order = {name: "ascending", f"-{name}": "descending"}.get(sort)
        link = html.A(title(self.fields, name), href=address(replace(self.cut, sort=turned)), rel="nofollow")
        return tables.head(link, number, **({"aria-sort": order} if order else {}))

    def _shared(self, row: Mapping[str, Any], same: Sequence[str]) -> list[html.Element]:
        """What all rows say alike, and which columns all leave empty."""
        empty = [title(self.fields, c) for c in same if pd.isna(row[c])]
        alike: list[Any] = []
        for name in (c for c in same if not pd.isna(row[c])):
            beside = self._name(row, name)
            alike += [" · " if alike else "", title(self.fields, name), ": "]
            alike += [cell(name, row, self.fields), f" ({beside})" if beside else ""]
        lines = [[html.Strong(say("table.same") + " "), *alike]] if alike else []
        lines += [[html.Strong(say("table.nothing") + " "), ", ".join(empty)]] if empty else []
        return [html.P(line, className="key") for line in lines]
