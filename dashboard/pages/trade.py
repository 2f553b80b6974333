"""Trade: turnover, ranks, balance, shares, mirror gaps, who reported, goods."""

from __future__ import annotations

from typing import Any

import dash
from dash.development.base_component import Component

from dashboard.http import routes
from dashboard.pages import charted
from dashboard.texts import say


@routes.page
def layout(**query: Any) -> Component:
    """The charts of trade in the order of their questions: how much, what place, who owes whom, who says so."""
    return charted.page("trade", query)


dash.register_page(
    __name__,
    path="/trade",
    order=2,
    title=say("trade.tab"),
    description=say("trade.description"),
    in_navigation="trade",
)
