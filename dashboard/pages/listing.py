"""Every agreement in a table: filters by address, each row with its stage, money, status and sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.charts import frames
from dashboard.charts.agreements import _agreements
from dashboard.charts.base import UnknownChoice
from dashboard.package.store import Package
from dashboard.texts import formats, say, word
from dashboard.ui import components, tables, urls
from dashboard.ui import elements as html

COLUMNS = ("signed", "what", "stage", "state", "value", "status", "sources")
#: name of a filter in the address -> its options; "all" first
FILTERS = {
    "sector": _agreements.SECTORS.options,
    "stage": ("all", *_agreements.STAGES),
    "state": ("all", *_agreements.STATES),
}


def given(query: Mapping[str, Any]) -> dict[str, str]:
    """The filters in the address, each checked. UnknownChoice for a value that is none of its options."""
    chosen = {name: str(query.get(name, "all")) for name in FILTERS}
    for name, value in chosen.items():
        if value not in FILTERS[name]:
            raise UnknownChoice(name, value, FILTERS[name])
    return chosen


def filtered(rows: pd.DataFrame, chosen: Mapping[str, str]) -> pd.DataFrame:
    """Rows of `agreements` under the filters, the newest first."""
    rows = frames.chosen(rows, chosen, "state", sector_group="sector", furthest="stage")
    return frames.ordered(rows, "-signed_date id")


def section(now: Package, chosen: Mapping[str, str]) -> html.Element:
    """The card of the table: pickers, the rows under them with their sources, and the whole table as a file."""
    every = now.words["agreements"]
    rows = filtered(every, chosen)
    caption = say("agreements.caption", n=len(rows), all=len(every))
    body = [_row(row) for row in frames.each(rows)]
    grid = tables.grid("agreements.head", COLUMNS, body, caption, numbers=("value",), named=False)
    nothing = html.P(say("agreements.none"), className="empty")
    whole = html.P(html.A(say("agreements.csv"), href=urls.table("agreements", now.version)), className="downloads")
    inner = [_form(chosen), grid if len(rows) else nothing, whole]
    return components.card(say("agreements.list"), *inner, name="list", labelled=True)


def _row(row: Any) -> html.Element:
    claimed = "" if pd.isna(row.furthest_claimed) else word("stage", row.furthest_claimed)
    value = "" if pd.isna(row.value_usd) else formats.dollars(row.value_usd)
    behind = "" if pd.isna(row.value_status) else word("value_status", row.value_status)
    as_of = "" if pd.isna(row.status_asof) else say("agreements.as_of", day=formats.day(str(row.status_asof)))
    cells = [
        formats.day(str(row.signed_date)),
        html.Th([str(row.title), *components.small(f"{row.sector}, {row.instrument}")], scope="row"),
        [word("stage", row.furthest), *components.small(say("agreements.claimed", stage=claimed) if claimed else "")],
        word("state", row.state),
        [value, *components.small(behind)],
        html.Td([str(row.status_text), *components.small(as_of)], className="wide"),
        _sources(row),
    ]
    return html.Tr(cells, id=str(row.id))


def _sources(row: Any) -> list[Any]:
    """Links to the places where the row was seen, by the name of their publisher."""
    texts: list[Any] = []
    for publisher, url in ((row.publisher, row.source_url), (row.publisher_2, row.source_url_2)):
        if not pd.isna(publisher):
            texts += [html.Br()] if texts else []
            texts.append(components.link("" if pd.isna(url) else str(url), str(publisher)))
    return texts


def _form(chosen: Mapping[str, str]) -> html.Element:
    """Plain pickers and a button: the filter is in the address, with and without scripts."""
    fields = []
    for name, options in FILTERS.items():
        ident, words = f"filter-{name}", [(option, _option(name, option)) for option in options]
        picker = components.picker(name, ident, words, chosen[name])
        fields.append(components.field(say(f"agreements.by_{name}"), ident, picker))
    button = html.Button(say("agreements.filter"), type="submit")
    return html.Form([*fields, button], method="get", action="/agreements#list", className="controls")


def _option(name: str, option: str) -> str:
    if option == "all":
        return say("agreements.any")
    return say(f"choice.sector.{option}") if name == "sector" else word(name, option)
