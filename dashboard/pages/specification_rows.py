"""What the page of a specification says of rows: those it reads, the list around them, where they were seen."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pandas as pd

from dashboard.package import arrange
from dashboard.package.cells import Row
from dashboard.package.store import Package
from dashboard.pages.table import ORIGIN
from dashboard.texts import say
from dashboard.ui import components, tables, urls
from dashboard.ui import elements as html

LONGEST = 12  # rows of a list that are shown
#: columns that say what a row is, what it gives and where it was seen, the first that a table has
_SHOWN = (
    "id figure_id resolution_id title series source reporter partner exporter importer supplier recipient branch "
    "date period period_label flow cargo_kind recorded_by valuation value_usd value_low_usd value_high_usd "
    "value_2021_usd nominal_change_pct real_change_pct tonnes tonnes_change_pct tiv_million share_pct rank "
    "rank_printed rank_best rank_worst place_best place_worst place_best_all place_worst_all above missing "
    "yes no abstain obs_status cell_basis vintage_date publisher source_url publisher_2 source_url_2"
)
SHOWN = tuple(_SHOWN.split())
#: tables of places: the columns that name a list of partners, beside reporter, period, calendar and flow
LISTS = {"partner_ranks": ("source", "basis"), "rank_places": ("source", "")}
_OF_LIST = ("partner", "value_usd", "rank_best", "rank_worst", "share", "obs_status")


def behind(now: Package, row: Row) -> pd.DataFrame:
    """The rows that the specification reads; empty where none are named."""
    if row["row_table"] not in now.resources:
        return pd.DataFrame()
    return _rows_at(now, urls.rows(now, row["row_table"], row["row_key"]))


def _rows_at(now: Package, address: str) -> pd.DataFrame:
    """The rows that the page of a table shows at its address."""
    return now.words[address.partition("?")[0].removeprefix("/data/")].loc[arrange.shown_at(now, address)]


def cells(now: Package, row: Row, read: pd.DataFrame) -> list[html.Element]:
    if read.empty:
        return [html.P(say("chart.empty"), className="empty")]
    title = str(now.resources[row["row_table"]]["title"])
    caption = say("specification.cells_caption", table=title)
    link = html.A(say("specification.rows_link"), href=urls.rows(now, row["row_table"], row["row_key"]))
    blocks = [tables.table(read, now.fields(row["row_table"]), SHOWN, caption), html.P(link)]
    return [*blocks, *_flows(now, row)]


def _flows(now: Package, row: Row) -> list[html.Element]:
    """The two flows between the pair that a place is made of, where they are rows of `trade`."""
    if row["row_table"] not in LISTS:
        return []
    address = urls.rows(now, "trade", f"{row['series']} {row['period']}")
    rows = _rows_at(now, address)
    if rows.empty:
        return []
    table = tables.table(rows, now.fields("trade"), SHOWN, say("specification.flows_caption"))
    return [table, html.P(html.A(say("specification.rows_link"), href=address))]


def listed(now: Package, row: Row) -> list[html.Element]:
    """The partners of the list that a place is taken from, the largest first."""
    source, basis = LISTS[row["row_table"]]
    named = dict(zip(now.resources[row["row_table"]]["schema"]["primaryKey"], row["row_key"].split(), strict=True))
    key = {n: named[n] for n in ("reporter", "period", "calendar", "flow", source)}
    key["basis"] = named.get(basis, "as_recorded")
    address = f"/data/partner_ranks?{urlencode(key)}"
    rows = _rows_at(now, address).sort_values(["rank_best", "partner"], kind="stable").head(LONGEST)
    table = tables.table(rows, now.fields("partner_ranks"), _OF_LIST, say("specification.list_caption"))
    return [table, html.P(html.A(say("specification.list_link"), href=address))]


def seen(now: Package, read: pd.DataFrame) -> list[html.Element]:
    places = now.words["sightings"]
    rows = places[places["figure_id"].isin(set(read["figure_id"]))]
    columns = ("figure_id", "publisher", "source_date", "source_url")
    return [tables.table(rows, now.fields("sightings"), columns, say("specification.seen_caption"))]


def sources(now: Package, row: Row, read: pd.DataFrame) -> html.Element | None:
    """Whose books these are, and the sources that brought the rows; None where no source is on record."""
    names = [row["series"], *(str(s) for c in ("source", "series") if c in read for s in read[c].dropna().unique())]
    file = f"bundled/{row['row_table']}.csv"
    sources = now.rows("sources")
    known = [s for s in sources if s["id"] in names] or [s for s in sources if s["raw_file"] == file]
    families = now.words["families"]
    about = families[families["series"].isin(names)]["about"].dropna().unique()
    texts: list[Any] = [*about]
    for source in known:
        link = html.A(say("specification.source_link"), href=f"/data/sources?{urlencode({'id': source['id']})}")
        texts.append([f"{source['title']}, {source['publisher']} ({source['licence']}). ", link])
    if row["row_table"] in now.resources:
        trail = f"/data/{row['row_table']}#{ORIGIN}"
        texts.append(html.A(say("specification.origin_link"), href=trail))
    return components.listed(texts, "caveats") if texts else None
