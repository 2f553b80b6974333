"""Pieces of pages that are drawn once: their HTML is kept, and their tree is made again for Dash alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dashboard.ui.elements import Element


class Fragment:
    """What `make` gives, among the children of a component."""

    def __init__(self, make: Callable[[], Element]) -> None:
        self._make, self._html = make, ""

    def html(self, render: Callable[[Element], str]) -> str:
        """Its HTML, by `render` the first time."""
        self._html = self._html or render(self._make())
        return self._html

    def to_plotly_json(self) -> Any:
        """Its tree, as Dash writes components."""
        return self._make().to_plotly_json()
