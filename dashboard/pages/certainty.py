"""How sure, and because of what: every reading, firmness of a rank, odd cells, timing and comparators."""

from __future__ import annotations

from typing import Any

import dash
from dash.development.base_component import Component

from dashboard.http import routes
from dashboard.pages import charted
from dashboard.texts import say


@routes.page
def layout(**query: Any) -> Component:
    """The charts of uncertainty, then those of cause."""
    return charted.page("certainty", query)


dash.register_page(
    __name__,
    path="/certainty",
    order=6,
    title=say("certainty.tab"),
    description=say("certainty.description"),
    in_navigation="certainty",
)
