"""Agreements: timeline, ladder, a frame and its parts, and every agreement in a table with filters by address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dash
import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard import components, links, routes
from dashboard.charts import UnknownChoice, papers
from dashboard.current import package
from dashboard.data import Package
from dashboard.pages import charted
from dashboard.texts import say, word

CHARTS = ("agreements-ladder", "frame-parts", "agreements-timeline", "pledges")
COLUMNS = (
    "signed_date", "title", "sector", "instrument", "furthest", "furthest_claimed", "state", "binding", "value_usd",
    "value_status", "russian_money_usd", "realised_usd", "status_text", "status_asof", "publisher", "source_url",
    "publisher_2", "source_url_2",
)  # fmt: skip
#: name of a filter in the address -> its options; "all" first
FILTERS = {
    "sector": papers.SECTORS.options,
    "stage": ("all", *papers.STAGES),
    "state": ("all", *papers.STATES),
}


@routes.page
def layout(**query: Any) -> Component:
    """The charts of agreements and the table; UnknownChoice (400) for a filter that is not one."""
    chosen = given(query)
    return charted.page("agreements", CHARTS, query, _table(package(), chosen))


def given(query: Mapping[str, Any]) -> dict[str, str]:
    """The filters in the address, each one of its options."""
    chosen = {name: str(query.get(name, "all")) for name in FILTERS}
    for name, value in chosen.items():
        if value not in FILTERS[name]:
            raise UnknownChoice(name, value, FILTERS[name])
    return chosen


def filtered(rows: pd.DataFrame, chosen: Mapping[str, str]) -> pd.DataFrame:
    """Rows of `agreements` under the filters, the newest first."""
    rows = papers.of_sector(rows, chosen["sector"])
    for name, column in (("stage", "furthest"), ("state", "state")):
        if chosen[name] != "all":
            rows = rows[rows[column] == chosen[name]]
    return rows.sort_values(["signed_date", "id"], ascending=[False, True], kind="stable")


def _table(now: Package, chosen: Mapping[str, str]) -> Component:
    every = now.tables["agreements"]
    rows = filtered(every, chosen)
    for column, group in (("furthest", "stage"), ("furthest_claimed", "stage"), ("state", "state")):
        rows[column] = [word(group, v) if isinstance(v, str) else v for v in rows[column]]
    caption = say("agreements.caption", n=len(rows), all=len(every))
    shown = components.table(rows, now.fields("agreements"), COLUMNS, caption) if len(rows) else None
    nothing = None if len(rows) else html.P(say("agreements.none"), className="empty")
    whole = html.P(html.A(say("agreements.csv"), href=links.table("agreements", now.version)), className="downloads")
    inner = [html.H2(say("agreements.list"), id="list-title"), _form(chosen), shown, nothing, whole]
    return html.Section(inner, className="card", id="list", **{"aria-labelledby": "list-title"})


def _form(chosen: Mapping[str, str]) -> Component:
    """Plain pickers and a button: the filter is in the address, with and without scripts."""
    fields = []
    for name, options in FILTERS.items():
        picker = html.Select(
            [
                html.Option(_option(name, o), value=o, selected="selected" if o == chosen[name] else None)
                for o in options
            ],
            id=f"filter-{name}",
            name=name,
        )
        label = html.Label(say(f"agreements.by_{name}"), htmlFor=f"filter-{name}")
        fields.append(html.Div([label, picker], className="field"))
    button = html.Button(say("agreements.filter"), type="submit")
    return html.Form([*fields, button], method="get", action="/agreements#list", className="controls")


def _option(name: str, option: str) -> str:
    if option == "all":
        return say("agreements.any")
    return say(f"choice.sector.{option}") if name == "sector" else word(name, option)


dash.register_page(
    __name__,
    path="/agreements",
    order=4,
    title=say("agreements.tab"),
    description=say("agreements.description"),
    in_navigation="agreements",
)
