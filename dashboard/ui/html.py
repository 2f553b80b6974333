"""The layout as plain HTML: what the first answer carries, and all that a reader without scripts gets.

It walks the tree that Dash draws the page from, so the two cannot drift apart. A graph becomes nothing, since its card
says in words what it shows; nor does a store become anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from typing import Any

from dash import dcc

from dashboard.ui.elements import Element, Fragment

_VOID = {"Br", "Hr", "Img", "Input", "Source"}
_RENAMED = {"className": "class", "htmlFor": "for", "data-lazy": "src"}
NATIVE = "data-native-"
_SILENT = (dcc.Graph, dcc.Store)

Fill = Callable[[str], str] | None


def render(node: Any, fill: Fill = None) -> str:
    """HTML of an element, a text, a number, None or a list of them. TypeError for a component it has no words for.

    `data-html` is HTML already and becomes the content.
    `fill` gives the HTML for an element that a script fills on demand, from the address in its `data-rows`.
    """
    pieces: list[str] = []
    _write(node, pieces, fill)
    return "".join(pieces)


def _write(node: Any, pieces: list[str], fill: Fill) -> None:
    if isinstance(node, Element):
        _element(node, pieces, fill)
    elif node is None or isinstance(node, (bool, _SILENT)):
        pass
    elif isinstance(node, (str, int, float)):
        pieces.append(escape(str(node), quote=False))
    elif isinstance(node, (list, tuple)):
        for child in node:
            _write(child, pieces, fill)
    elif isinstance(node, Fragment):
        pieces.append(node.html(lambda tree: render(tree, fill)))
    else:
        raise TypeError(f"no words for {type(node).__name__}")


def _element(node: Element, pieces: list[str], fill: Fill) -> None:
    tag, props = node.name.lower(), node.props
    pieces.append(f"<{tag}{''.join([_attribute(name, props[name]) for name in _in_order(tuple(props))])}>")
    if node.name in _VOID:
        return
    if "data-html" in props:
        pieces.append(props["data-html"])
    elif fill and "data-rows" in props:
        pieces.append(fill(props["data-rows"]))
    else:
        _write(node.children, pieces, fill)
    pieces.append(f"</{tag}>")


@cache
def _in_order(names: tuple[str, ...]) -> list[str]:
    """The attributes among `names`: the id, the others by the alphabet, and what begins with data- or aria-."""
    return sorted({*names} - {"data-html"}, key=lambda name: ("-" in name, name != "id", name))


def _attribute(name: str, value: Any) -> str:
    if value is None or value is False:
        return ""
    written = _written(name)
    if value is True:
        # an aria or data attribute has a value, any other is written without one
        return f'{written}="true"' if "-" in name else written
    if isinstance(value, Mapping):
        if name == "style":
            return f'{written}="{escape(_style(value))}"'
        # a pattern-matching id of Dash; the edition that needs no server finds the piece by it
        return f' data-part="{escape(str(value["type"]))}"'
    # `loading` is no property of Dash's html.Img: assets/page.js does the same for it
    return f'{written}="{escape(str(value))}"' + (' loading="lazy"' if name == "data-lazy" else "")


@cache
def _written(name: str) -> str:
    """The name of an attribute as HTML has it, after a space."""
    # after NATIVE comes an attribute that Dash's elements do not know: assets/page.js sets it again
    return f" {_RENAMED.get(name) or name.removeprefix(NATIVE).lower()}"


def _style(style: Mapping[str, Any]) -> str:
    def dashed(name: str) -> str:
        return name if name.startswith("--") else "".join(f"-{c.lower()}" if c.isupper() else c for c in name)

    return ";".join(f"{dashed(name)}:{value}" for name, value in style.items())
