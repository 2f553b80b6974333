"""The layout as plain HTML: what the first answer carries, and all that a reader without scripts gets.

It walks the same tree of `dash.html` and `dcc` components that the page is drawn from, so the two cannot drift apart.
A graph becomes the text alternative it carries; stores and locations become nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from dash import dcc
from dash.development.base_component import Component

from dashboard.ui import fields
from dashboard.ui.drawn import Drawn

_VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_RENAMED = {"className": "class", "htmlFor": "for", "acceptCharset": "accept-charset", "httpEquiv": "http-equiv"}
_NO_ATTRIBUTE = {"children", "key", "n_clicks", "n_clicks_timestamp", "disable_n_clicks", "loading_state", "refresh"}
_NO_ATTRIBUTE.add("data-html")  # it is the content
_TAGS = {"MapEl": "map", "ObjectEl": "object", "Link": "link"}
_ELEMENTS = ("dash_html_components", fields.Input._namespace)
NATIVE = "data-native-"
_SILENT = (dcc.Store, dcc.Location, dcc.Interval, dcc.Download)


def render(node: Any, fill: Callable[[str], str] | None = None) -> str:
    """HTML of a component, a text, a number, None or a list of them. TypeError for a component it has no words for.

    `data-html` is HTML already and becomes the content.
    `fill` gives the HTML for an element that a script fills on demand, from the address in its `data-rows`.
    """
    if node is None or isinstance(node, bool):
        return ""
    if isinstance(node, (str, int, float)):
        return escape(str(node), quote=False)
    if isinstance(node, (list, tuple)):
        return "".join(render(child, fill) for child in node)
    if isinstance(node, Drawn):
        return node.html(lambda tree: render(tree, fill))
    if isinstance(node, _SILENT):
        return ""
    if isinstance(node, dcc.Link):
        return _element("a", node, fill)
    if isinstance(node, dcc.Graph):
        return ""  # its card says in words what it shows, and where its picture and rows are
    if isinstance(node, Component) and node._namespace in _ELEMENTS:
        return _element(_TAGS.get(node._type, node._type.lower()), node, fill)
    raise TypeError(f"no words for {type(node).__name__}")


def _element(tag: str, node: Component, fill: Callable[[str], str] | None) -> str:
    props = node.to_plotly_json()["props"]
    attributes = "".join(_attributes(props))
    if tag in _VOID:
        return f"<{tag}{attributes}>"
    if "data-html" in props:
        inner = str(props["data-html"])
    else:
        inner = fill(props["data-rows"]) if fill and "data-rows" in props else render(props.get("children"), fill)
    return f"<{tag}{attributes}>{inner}</{tag}>"


def _attributes(props: Mapping[str, Any]) -> list[str]:
    attributes = []
    for name, value in props.items():
        if name in _NO_ATTRIBUTE or value is None or value is False:
            continue
        written = _RENAMED.get(name, name.lower())
        if value is True:
            # an aria or data attribute has a value, any other is written without one
            attributes.append(f' {written}="true"' if "-" in written else f" {written}")
            continue
        if isinstance(value, Mapping) and name != "style":
            # a pattern-matching id of Dash; the edition that needs no server finds the piece by it
            attributes.append(f' data-part="{escape(str(value["type"]))}"')
            continue
        if name == "data-lazy":  # `loading` is no property of Dash's html.Img: assets/page.js does the same for it
            attributes.append(f' src="{escape(str(value))}" loading="lazy"')
            continue
        if name.startswith(NATIVE):  # an attribute that Dash's components do not know: assets/page.js sets it again
            written = written.removeprefix(NATIVE)
        text = _style(value) if name == "style" else str(value)
        attributes.append(f' {written}="{escape(text)}"')
    return attributes


def _style(style: Mapping[str, Any]) -> str:
    def dashed(name: str) -> str:
        return name if name.startswith("--") else "".join(f"-{c.lower()}" if c.isupper() else c for c in name)

    return ";".join(f"{dashed(name)}:{value}" for name, value in style.items())
