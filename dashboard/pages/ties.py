"""Ties: corridor cargo, arms, sanctions, votes in the United Nations."""

from __future__ import annotations

from typing import Any

import dash
from dash.development.base_component import Component

from dashboard.http import routes
from dashboard.pages import charted
from dashboard.texts import say


@routes.page
def layout(**query: Any) -> Component:
    """The charts of ties."""
    return charted.page("ties", query)


dash.register_page(
    __name__,
    path="/ties",
    order=5,
    title=say("ties.tab"),
    description=say("ties.description"),
    in_navigation="ties",
)
