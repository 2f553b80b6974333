"""Every agreement in a table: filters by address, each row with its stage, money, status and sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.charts import frames
from dashboard.charts.agreements import _agreements
from dashboard.charts.base import UnknownChoice
from dashboard.package.cells import Row
from dashboard.package.cells import texts as texts_of
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
    body = [_row(row) for row in texts_of(rows)]
    grid = tables.grid("agreements.head", COLUMNS, body, caption, numbers=("value",), named=False)
    nothing = html.P(say("agreements.none"), className="empty")
    whole = html.P(html.A(say("agreements.csv"), href=urls.table("agreements", now.version)), className="downloads")
    inner = [_form(chosen), grid if len(rows) else nothing, whole]
    return components.card(say("agreements.list"), *inner, name="list", labelled=True)


def _row(row: Row) -> html.Element:
    claimed = row["furthest_claimed"] and say("agreements.claimed", stage=word("stage", row["furthest_claimed"]))
    behind = row["value_status"] and word("value_status", row["value_status"])
    as_of = row["status_asof"] and say("agreements.as_of", day=formats.day(row["status_asof"]))
    cells = [
        formats.day(row["signed_date"]),
        html.Th([row["title"], *components.small(f"{row['sector']}, {row['instrument']}")], scope="row"),
        [word("stage", row["furthest"]), *components.small(claimed)],
        word("state", row["state"]),
        [row["value_usd"] and formats.dollars(int(row["value_usd"])), *components.small(behind)],
        html.Td([row["status_text"], *components.small(as_of)], className="wide"),
        components.seen(row, html.Br()),
    ]
    return html.Tr(cells, id=row["id"])


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
