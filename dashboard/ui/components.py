"""The pieces of a page, as plain `dash.html`: badges, tables, lists of facts, marks of age.

They take texts and rows and know no file; the same tree is drawn by Dash and written out as words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from dashboard.charts import specifications
from dashboard.package.cells import CODED, plain, shown
from dashboard.package.freshness import Span
from dashboard.texts import catalogue, formats, say, word
from dashboard.ui import digits, terms
from dashboard.ui import elements as html
from dashboard.ui.elements import Element, Fragment

_CODES = re.compile(r"[A-Za-z][A-Za-z0-9_:-]*( [A-Z]{3})*")
_PLACE = re.compile(r"[A-Z]{3}")  # id of a country
#: columns whose codes have their words under another name
_GROUPS = {"source": "series", "level": "contact_level"}
OLD = 120  # days after which a package is called old
Fields = Mapping[str, Mapping[str, Any]]
_DAY = re.compile(r"\d{4}-\d{2}(-\d{2})?$")


def badge(verdict: str) -> Element:
    """A verdict as a mark and a word; its colour only repeats them."""
    kind = verdict.replace(" ", "-")
    mark = html.Span(say(f"mark.{kind}"), className="mark", **{"aria-hidden": "true"})
    return html.Span([mark, word("verdict", verdict)], className=f"badge v-{kind}")


def facts(pairs: Sequence[tuple[str, Any]]) -> Element:
    """Terms and what they are, as a definition list; pairs without a value are left out."""
    rows = [html.Div([html.Dt(term), html.Dd(value)]) for term, value in pairs if value not in ("", None)]
    return html.Dl(rows, className="facts")


def link(url: str, text: str) -> Any:
    """A link out, without telling the other side where the reader came from; plain text without an address."""
    return html.A(text, href=url, rel="noopener noreferrer") if url else text


def host(url: str) -> str:
    """Whose address it is, as the name of a link to it; `url` itself where it names no host."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def age(iso: str, today: date) -> str:
    """How old a day is by the reader's clock, in words."""
    try:
        days = (today - date.fromisoformat(iso)).days
    except ValueError:
        return ""
    if days <= 0:
        return say("age.today")
    if days < 60:
        return say("age.days", n=days) if days > 1 else say("age.day")
    return say("age.months", n=days // 30) if days < 730 else say("age.years", n=days // 365)


def age_line(created: str, span: Span, today: date) -> Element:
    """The line that says how old the data of a page are: package date, newest observation, day of the last asking."""
    old = (today - date.fromisoformat(created)).days > OLD if created else False
    # apart, because the edition that needs no server counts it when it is read
    since = html.Span(f" ({age(created, today)})", className="age", **{"data-since": created})
    words = [say("fresh.package"), " ", html.Time(formats.day(created), dateTime=created), since]
    if span.newest:
        words.append(say("fresh.newest", period=span.newest))
    if span.asked and span.asked != created:
        words.append(say("fresh.asked", day=formats.day(span.asked)))
    mark = html.Strong(say("fresh.stale") + " ") if old else None
    every = page_link(say("fresh.sources"), "/data#sources")
    return html.P([mark, *words, ". ", every], className="fresh stale" if old else "fresh")


def source_state(state: str) -> Element:
    """Whether a source answers and is new enough, as a mark and a word."""
    mark = html.Span(say(f"mark.{state}"), className="mark", **{"aria-hidden": "true"})
    return html.Span([mark, word("source_state", state)], className=f"state t-{state}")


def quoted(phrase: str, is_quote: str) -> str:
    """The article's phrase in quotation marks; our own words, where it is no quotation, without."""
    return phrase if is_quote == "false" else say("claim.quoted", phrase=phrase)


def coded(text: str) -> list[Any]:
    """`text` with what is between backticks as code."""
    parts = text.split("`")
    return [html.Code(part) if i % 2 else part for i, part in enumerate(parts) if part]


def island(markup: str) -> Element:
    """HTML that Dash has no components for, such as checkboxes; assets/page.js fills it in when Dash has woken."""
    return html.Div(className="island", **{"data-html": markup})


def key_line(lead: str, text: str) -> Element:
    """A lead in bold, and what it leads to."""
    return html.P([html.Strong(lead), " ", text], className="key")


def claim_line(about: Mapping[str, str], verdicts: Sequence[str]) -> list[Element]:
    """A claim in one line: its title as a link, and the word of each of `verdicts`."""
    name = page_link(about["title"], f"/claims/{about['id']}")
    return [name, html.Span([badge(verdict) for verdict in verdicts], className="words")]


def box(name: str, value: str, text: str, *, ticked: bool) -> Element:
    """A box to tick, with its text."""
    return html.Label(
        [html.Input(type="checkbox", name=name, value=value, checked=ticked or None), " ", text], className="box"
    )


def holds(value: str) -> Element:
    """Whether a proposition holds, as a mark and a word: yes, no, or open."""
    name = {"true": "yes", "false": "no"}.get(value, "open")
    mark = html.Span(say(f"mark.holds-{name}"), className="mark", **{"aria-hidden": "true"})
    return html.Span([mark, word("holds", name)], className=f"holds h-{name}")


def cell(name: str, row: Mapping[str, Any], fields: Fields) -> Any:
    """The content of one cell of a table on a page."""
    value = row[name]
    text = plain(value)
    if name in ("holds_strong", "holds_weak"):
        return holds(text)
    if name == "period" and "calendar" in row:
        return formats.period(text, plain(row["calendar"]))
    if name in ("share", "weight", "strong_share", "weak_share") and text:
        return formats.percent(float(text))
    if name == "specification" and text and {"claim", "part"} <= set(row):
        return page_link(text, specifications.address(plain(row["claim"]), plain(row["part"]), text))
    if name.startswith("source_url"):
        return link(text, host(text)) if text else ""
    return shown(name, value, fields.get(name))


def numeric(field: Mapping[str, Any] | None) -> bool:
    return (field or {}).get("type") in ("integer", "number")


Cells = Sequence[Any]


def grid(
    head: Sequence[tuple[str, bool]], rows: Iterable[Element | Cells], caption: str, *, named: bool = True
) -> Element:
    """Rows under headings (text, numeric) as a table, in a region that scrolls by itself and is reached by keyboard.

    A row is an element, or what `row` makes one of.
    """
    titles = [html.Th(text, scope="col", className="num" if number else None) for text, number in head]
    body = [cells if isinstance(cells, Element) else row(head, cells, named=named) for cells in rows]
    inner = html.Table([html.Caption(caption), html.Thead(html.Tr(titles)), html.Tbody(body)])
    return html.Div(inner, className="scroll", tabIndex="0", role="region", **{"aria-label": caption})


def row(head: Sequence[tuple[str, bool]], cells: Cells, *, named: bool = True, **props: Any) -> Element:
    """A row under `head` with what is in each of its cells, or a cell itself; the first is its name where `named`."""
    tags = [_tag(cell, number) for cell, (_, number) in zip(cells, head, strict=True)]
    if named:
        tags[0] = html.Th(cells[0], scope="row")
    return html.Tr(tags, **props)


def _tag(cell: Any, number: bool) -> Element:
    if isinstance(cell, Element) and cell.name in ("Td", "Th"):
        return cell
    return html.Td(cell, className="num") if number else html.Td(cell)


def card(title: str, *inner: Any, name: str = "", labelled: bool = False) -> Element:
    """A section of a page under its title; `labelled` ones, which have a name, are found by it in a list of regions."""
    if not labelled:
        return html.Section([html.H2(title), *inner], className="card", **({"id": name} if name else {}))
    head = html.H2(title, id=f"{name}-title")
    return html.Section([head, *inner], className="card", id=name, **{"aria-labelledby": f"{name}-title"})


def table(frame: pd.DataFrame, fields: Fields, columns: Sequence[str], caption: str, every: bool = False) -> Element:
    """Rows as a table with the titles of the package's columns as headings.

    `columns` that are empty in every row are left out, unless `every` is asked for. A cell that is written otherwise
    than in the CSV carries the CSV's text as `data-value`; a rounded number has its digits beside it. Where `every`
    column is asked for the table is the whole page, and cells that say the same are drawn once.
    """
    names = [c for c in columns if every or (c in frame and frame[c].notna().any())]
    head = [(title(fields, c), numeric(fields.get(c))) for c in names]
    drawn = _drawn_once(fields) if every else partial(_grouped, fields=fields)
    return grid(head, [html.Tr([drawn(c, row) for c in names]) for row in frame.to_dict("records")], caption)


def _grouped(name: str, row: Mapping[str, Any], fields: Fields) -> Element:
    return td(name, row, fields, beside(name, row), True)


#: column -> what its cell says beside its own value
_SAYS_OF_OTHERS = {"period": ("calendar",), "specification": ("claim", "part")}


def _drawn_once(fields: Fields) -> Callable[[str, Mapping[str, Any]], Fragment]:
    """Cells of one table by column and row; equal ones are one piece."""
    pieces: dict[tuple[Any, ...], Fragment] = {}

    def drawn(name: str, row: Mapping[str, Any]) -> Fragment:
        key = (name, row[name], *(row.get(other) for other in _SAYS_OF_OTHERS.get(name, ())))
        if key not in pieces:
            pieces[key] = Fragment(partial(_grouped, name, row, fields))
        return pieces[key]

    return drawn


def beside(name: str, row: Mapping[str, Any]) -> str:
    """The name of a code or of several countries, to stand beside it; empty where the cell is no code."""
    text = plain(row[name])
    if not text or name in CODED or not _CODES.fullmatch(text):
        return ""
    codes = text.split()
    if all(_PLACE.fullmatch(code) for code in codes):
        places = [word("choice.partner", code) for code in codes]
        return "" if places == codes else ", ".join(places)
    group = _GROUPS.get(name, name)
    return word(group, text) if f"{group}.{text}" in catalogue() or ":" in text else ""


def title(fields: Fields, name: str) -> str:
    """What a column is called on a page."""
    return str(fields.get(name, {}).get("title", name))


def td(
    name: str, row: Mapping[str, Any], fields: Fields, beside: str = "", groups: bool = False, **props: Any
) -> Element:
    """One cell of a table; `beside` is the name of a code, in small letters; `groups` sets long digits apart."""
    inner, text, number = cell(name, row, fields), plain(row[name]), numeric(fields.get(name))
    raw = {"data-value": text} if inner != text or beside else {}
    if beside:
        inner = [inner, " ", html.Small(beside)]
    elif number and isinstance(inner, str):
        inner = digits.exact(inner, text, groups)
    look = "num" if number else "day" if _DAY.match(text) else None
    return html.Td(inner, className=look, **raw, **props)


def page_link(text: str, href: str, **props: Any) -> Element:
    """A link to another page of ours."""
    return html.A(text, href=href, **props)


def page(title: str, *children: Any, lead: Any = None, explained: bool = True, name: str = "page") -> Element:
    """The body of a page: its one h1, a lead, and what follows; its words of the trade are `explained`."""
    first = html.P(lead, className="lead") if lead is not None else None
    body = html.Div([html.H1(title), first, *children], className=name)
    return terms.explain(body) if explained else body
