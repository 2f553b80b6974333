"""The pieces of a page: marks, links, fields of a form, lists of facts, cards, and the page around them.

They make trees of elements, which Dash draws and `html.render` writes out as HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from dashboard.texts import say, word
from dashboard.ui import elements as html
from dashboard.ui import terms

Options = Iterable[tuple[str, str]]  # values of a field and their words


def _marked(mark: str, text: str, look: str) -> html.Element:
    """A word with a mark before it, which a screen reader leaves out."""
    sign = html.Span(say(f"mark.{mark}"), className="mark", **{"aria-hidden": "true"})
    return html.Span([sign, text], className=look)


def badge(verdict: str) -> html.Element:
    """A verdict as a mark and a word; its colour only repeats them."""
    kind = verdict.replace(" ", "-")
    return _marked(kind, word("verdict", verdict), f"badge v-{kind}")


def source_state(state: str) -> html.Element:
    """Whether a source answers and is new enough, as a mark and a word."""
    return _marked(state, word("source_state", state), f"state t-{state}")


def holds(value: str) -> html.Element:
    """Whether a proposition holds, as a mark and a word."""
    name = held(value)
    return _marked(f"holds-{name}", word("holds", name), f"holds h-{name}")


def held(value: str) -> str:
    """How texts name a `value` of the package: yes for "true", no for "false", open for any other."""
    return {"true": "yes", "false": "no"}.get(value, "open")


def link(url: str, text: str) -> Any:
    """A link to another site, which does not tell it where the reader came from; plain text without an address."""
    return html.A(text, href=url, rel="noopener noreferrer") if url else text


def host(url: str) -> str:
    """The host of an address, as the name of a link to it; `url` itself where it names no host."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def small(text: str | None, **props: Any) -> list[Any]:
    """A line in small letters below what is said before it; nothing without a text."""
    return [html.Br(), html.Small(text, **props)] if text else []


def joined(pieces: Iterable[Any], between: Any = ", ") -> list[Any]:
    """`pieces` with `between` in every gap."""
    return [item for piece in pieces for item in (between, piece)][1:]


def seen(row: Mapping[str, str], between: Any = ", ") -> list[Any]:
    """Links to the places where a row was seen, by the name of their publisher, else by their host."""
    pairs = [(row[f"publisher{n}"], row[f"source_url{n}"]) for n in ("", "_2")]
    return joined([link(url, name or host(url)) for name, url in pairs if name or url], between)


def coded(text: str) -> list[Any]:
    """`text` with what is between backticks as code."""
    parts = text.split("`")
    return [html.Code(part) if i % 2 else part for i, part in enumerate(parts) if part]


def island(markup: str) -> html.Element:
    """HTML that Dash has no components for, such as checkboxes; assets/page.js fills it in when Dash has started."""
    return html.Div(className="island", **{"data-html": markup})


def facts(pairs: Sequence[tuple[str, Any]]) -> html.Element:
    """Terms and what they are, as a definition list; pairs without a value are left out."""
    rows = [html.Div([html.Dt(term), html.Dd(value)]) for term, value in pairs if value not in ("", None)]
    return html.Dl(rows, className="facts")


def listed(lines: Iterable[Any], look: str | None = None) -> html.Element:
    """Lines as a list without an order."""
    return html.Ul([html.Li(line) for line in lines], className=look)


def ways(links: Iterable[Any], label: str, look: str | None = "ways") -> html.Element:
    """A list of links that a screen reader finds by its `label`."""
    return html.Nav(listed(links, look), **{"aria-label": label})


def field(label: str, ident: str, *inner: Any) -> html.Element:
    """A field of a form: the label of the control with the id `ident`, and that control."""
    return html.Div([html.Label(label, htmlFor=ident), *inner], className="field")


def picker(name: str, ident: str, options: Options, chosen: str | None = None, **props: Any) -> html.Element:
    """A list to pick from."""
    listed = [html.Option(text, value=v, selected="selected" if v == chosen else None) for v, text in options]
    return html.Select(listed, id=ident, name=name, **props)


def box(name: str, value: str, text: str, *, ticked: bool) -> html.Element:
    """A box to tick, with its text."""
    return html.Label(
        [html.Input(type="checkbox", name=name, value=value, checked=ticked or None), " ", text], className="box"
    )


def copied(label: str, name: str, code: html.Element, kind: str = "") -> list[html.Element]:
    """A label, a button that copies, and the text in `code`; assets/page.js copies what follows the button's paragraph.

    `name` is what a screen reader calls the button, `kind` what it copies.
    """
    named = {"data-copy": kind, "aria-label": name}
    copy = html.Button(say("chart.copy"), type="button", className="only-script", **named)
    return [html.P([html.Span(label), " ", copy], className="key"), html.Pre(code)]


def card(title: str, *inner: Any, name: str = "", labelled: bool = False) -> html.Element:
    """A section of a page under its title; `labelled` ones, which have a name, are found by it in a list of regions."""
    if not labelled:
        return html.Section([html.H2(title), *inner], className="card", **({"id": name} if name else {}))
    head = html.H2(title, id=f"{name}-title")
    return html.Section([head, *inner], className="card", id=name, **{"aria-labelledby": f"{name}-title"})


def page(title: str, *children: Any, lead: Any = None, explained: bool = True, name: str = "page") -> html.Element:
    """The body of a page: its one h1, a lead, and what follows; its words of the trade are `explained`."""
    first = html.P(lead, className="lead") if lead is not None else None
    body = html.Div([html.H1(title), first, *children], className=name)
    return terms.explain(body) if explained else body
