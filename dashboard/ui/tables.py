"""Tables of a page: rows under headings, in a region that scrolls by itself and is reached by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

import pandas as pd

from dashboard.texts import say
from dashboard.ui import elements as html
from dashboard.ui.table_cells import Fields, Row, beside, numeric, td, title

Cells = Sequence[Any]
#: column -> what its cell says beside its own value
_SAYS_OF_OTHERS = {"period": ("calendar",), "specification": ("claim", "part")}


def grid(
    texts: str,
    columns: Sequence[str],
    rows: Iterable[html.Element | Cells],
    caption: str,
    *,
    numbers: Sequence[str] = (),
    named: bool = True,
) -> html.Element:
    """A table: the heading of each column is the text `<texts>.<column>`, those of `numbers` are set to the right.

    A row is what is in each of its cells, or a cell itself, or a Tr of them; its first cell is its name where `named`.
    """
    numeric = [name in numbers for name in columns]
    heads = [head(say(f"{texts}.{name}"), number) for name, number in zip(columns, numeric, strict=True)]
    return region(heads, [_tagged(cells, numeric, named=named) for cells in rows], caption)


def _tagged(cells: html.Element | Cells, numeric: Sequence[bool], *, named: bool) -> html.Element:
    children, props = (cells.children, cells.props) if isinstance(cells, html.Element) else (cells, {})
    tags = [_tag(cell, number) for cell, number in zip(children, numeric, strict=True)]
    if named:
        tags[0] = html.Th(children[0], scope="row")
    return html.Tr(tags, **props)


def _tag(cell: Any, number: bool) -> html.Element:
    if isinstance(cell, html.Element) and cell.name in ("Td", "Th"):
        return cell
    return html.Td(cell, className="num") if number else html.Td(cell)


def head(text: Any, number: bool, **props: Any) -> html.Element:
    """The heading of a column, of numbers to the right."""
    return html.Th(text, scope="col", className="num" if number else None, **props)


def region(heads: list[html.Element], rows: list[html.Element], caption: str, *, cards: bool = False) -> html.Element:
    """The table in a region that scrolls by itself and is reached by keyboard; on a phone its rows may be `cards`."""
    parts, label = [html.Caption(caption), html.Thead(html.Tr(heads)), html.Tbody(rows)], {"aria-label": caption}
    table = html.Table(parts, className="cards" if cards else None)
    return html.Div(table, className="scroll high" if cards else "scroll", tabIndex="0", role="region", **label)


def table(
    frame: pd.DataFrame, fields: Fields, columns: Sequence[str], caption: str, every: bool = False
) -> html.Element:
    """Rows as a table with the titles of the package's columns as headings.

    `columns` that are empty in every row are left out, unless `every` is asked for. A cell that is written otherwise
    than in the CSV carries the CSV's text as `data-value`; a rounded number has its digits beside it. Where `every`
    column is asked for the table is the whole page, and cells that say the same are drawn once.
    """
    names = [c for c in columns if every or (c in frame and frame[c].notna().any())]
    heads = [head(title(fields, c), numeric(fields.get(c))) for c in names]
    drawn = _drawn_once(fields) if every else partial(_grouped, fields=fields)
    return region(heads, [html.Tr([drawn(c, r) for c in names]) for r in frame.to_dict("records")], caption)


def _grouped(name: str, row: Row, fields: Fields) -> html.Element:
    return td(name, row, fields, beside(name, row))


def _drawn_once(fields: Fields) -> Callable[[str, Row], html.Fragment]:
    """Cells of one table by column and row; equal ones are one piece."""
    pieces: dict[tuple[Any, ...], html.Fragment] = {}

    def drawn(name: str, row: Row) -> html.Fragment:
        key = (name, row[name], *(row.get(other) for other in _SAYS_OF_OTHERS.get(name, ())))
        if key not in pieces:
            pieces[key] = html.Fragment(partial(_grouped, name, row, fields))
        return pieces[key]

    return drawn
