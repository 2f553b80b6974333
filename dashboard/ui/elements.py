"""The elements of a page, by the names and properties of `dash.html`: `html.P("text", className="key")`.

    from dashboard.ui import elements as html

Dash draws them in the browser as its own. Its own check every property of every element, which costs a page of
thousands more than all that is in it; here a test has them checked by Dash.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import dash.html

#: headings, which have lines of even length: one would often end within a compound, such as "high-level"
_HEADINGS = {"H1", "H2", "H3", "Caption"}
_COMPOUND = re.compile(r"(\w+(?:-\w+)+)")


@dataclass(slots=True)
class Element:
    """One element: its name in dash.html, what is in it, and its properties under the names of React."""

    name: str
    children: Any
    props: dict[str, Any]

    def to_plotly_json(self) -> dict[str, Any]:
        """What Dash sends to the browser."""
        # dash.html has no input: assets/charts.js draws it
        namespace = "dashboard" if self.name == "Input" else "dash_html_components"
        return {"props": {"children": self.children, **self.props}, "type": self.name, "namespace": namespace}


class Fragment:
    """What `make` gives: its HTML is made once and remembered, its tree is made again each time that Dash asks."""

    def __init__(self, make: Callable[[], Element]) -> None:
        self._make, self._html = make, ""

    def html(self, render: Callable[[Element], str]) -> str:
        """Its HTML, by `render` the first time."""
        self._html = self._html or render(self._make())
        return self._html

    def to_plotly_json(self) -> Any:
        """Its tree, as Dash writes components."""
        return self._make().to_plotly_json()


def _element(name: str, /, children: Any = None, **props: Any) -> Element:
    heading = name in _HEADINGS or props.get("scope") == "col"
    return Element(name, _unbroken(children) if heading else children, props)


def _unbroken(children: Any) -> Any:
    """What is in a heading, each compound in an element within which no line ends; its text is the same."""
    if isinstance(children, Element):
        children.children = _unbroken(children.children)
    if isinstance(children, list):
        inner = [_unbroken(child) for child in children]
        return [piece for child in inner for piece in (child if isinstance(child, list) else [child])]
    if not isinstance(children, str) or "-" not in children:
        return children
    pieces = enumerate(_COMPOUND.split(children))
    return [Element("Span", text, {"className": "compound"}) if i % 2 else text for i, text in pieces if text]


def Input(**props: Any) -> Element:  # noqa: N802 named like the others
    """A field whose content belongs to the browser; a property that is None is left out."""
    return Element("Input", None, {name: value for name, value in props.items() if value is not None})


def __getattr__(name: str) -> Callable[..., Element]:
    """`html.Div` and all others that dash.html has."""
    if not name[:1].isupper() or not hasattr(dash.html, name):
        raise AttributeError(name)
    globals()[name] = make = partial(_element, name)
    return make
