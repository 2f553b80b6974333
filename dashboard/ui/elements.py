"""The elements of a page, by the names and properties of `dash.html`: `html.P("text", className="key")`.

    from dashboard.ui import elements as html

Dash draws them in the browser as its own. Its own check every property of every element, which costs a page of
thousands more than all that is in it; here a test has them checked by Dash.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import dash.html


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
    return Element(name, children, props)


def Input(**props: Any) -> Element:  # noqa: N802 named like the others
    """A field whose content belongs to the browser; a property that is None is left out."""
    return Element("Input", None, {name: value for name, value in props.items() if value is not None})


def __getattr__(name: str) -> Callable[..., Element]:
    """`html.Div` and all others that dash.html has."""
    if not name[:1].isupper() or not hasattr(dash.html, name):
        raise AttributeError(name)
    globals()[name] = make = partial(_element, name)
    return make
