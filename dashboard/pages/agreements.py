"""Agreements: timeline, ladder, a frame and its parts, pledges, and every agreement under filters by address."""

from __future__ import annotations

from typing import Any

import dash
from dash.development.base_component import Component

from dashboard.http import routes
from dashboard.package.current import package
from dashboard.pages import charted, listing
from dashboard.texts import say


@routes.page
def layout(**query: Any) -> Component:
    """The charts of agreements and the table; UnknownChoice (400) for a filter that is not one."""
    return charted.page("agreements", query, listing.section(package(), listing.given(query)))


dash.register_page(
    __name__,
    path="/agreements",
    order=4,
    title=say("agreements.tab"),
    description=say("agreements.description"),
    in_navigation="agreements",
)
