"""What Dash shows for an address without a page; the server answers it with 404."""

from __future__ import annotations

from typing import Any

import dash

from dashboard.http import routes
from dashboard.texts import say
from dashboard.ui.elements import Element


@routes.page
def layout(**_: Any) -> Element:
    """Always the page that says so."""
    raise routes.WrongAddress(404, say("error.no_page_here"))


dash.register_page(__name__, title=lambda **_: say("site.tab", name=say("error.404")))
