"""Investment: stated against measured, who is named first, one figure for several periods, kinds kept apart."""

from __future__ import annotations

from typing import Any

import dash
from dash.development.base_component import Component

from dashboard.http import routes
from dashboard.pages import charted
from dashboard.texts import say


@routes.page
def layout(**query: Any) -> Component:
    """The charts of investment."""
    return charted.page("investment", query)


dash.register_page(
    __name__,
    path="/investment",
    order=3,
    title=say("investment.tab"),
    description=say("investment.description"),
    in_navigation="investment",
)
