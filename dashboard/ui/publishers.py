"""The publishers of the rows of a chart, in a few names: IMF; World Bank; SIPRI."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dashboard.charts.base import Chart
from dashboard.package import claims
from dashboard.package.store import Package
from dashboard.texts import catalogue, say, word
from dashboard.texts.parties import own_text

MOST = 4  # names in a line; the rows say all of them
_SOURCES = ("source", "sources", "export_source", "import_source", "mirror_source", "series")


def line(package: Package, chart: Chart, rows: pd.DataFrame) -> str:
    """What the chart says of its sources; else the publishers of the rows in short, or whose books they are."""
    own = f"chart.{chart.id}.from"
    if own in catalogue() or own_text(own):
        return say(own)
    named = list(dict.fromkeys([*_by_source(package, rows), *_by_root(rows)])) or _printed(rows)
    if not named:
        return str(package.resources[chart.table]["title"])
    more = len(named) - MOST
    return "; ".join(named[:MOST]) + (say("source.more", n=more) if more > 0 else "")


def _by_source(package: Package, rows: pd.DataFrame) -> Iterator[str]:
    """Short names of the publishers of every source that the rows name; of a series, whose it is."""
    columns = [c for c in _SOURCES if c in rows]
    ids = list(dict.fromkeys(i for c in columns for text in rows[c].dropna() for i in str(text).split()))
    publishers = {s["id"]: s["publisher"] for s in claims.source_rows(package, ids)}
    for name in ids:
        if name in publishers:
            yield word("publisher_short", publishers[name])
        elif f"series_short.{name}" in catalogue():
            yield say(f"series_short.{name}")


def _by_root(rows: pd.DataFrame) -> list[str]:
    if "root_family" not in rows or any(c in rows for c in ("source", "sources")):
        return []
    return [word("root_family", name) for name in dict.fromkeys(rows["root_family"].dropna())]


def _printed(rows: pd.DataFrame) -> list[str]:
    """Who printed the rows, the most frequent first."""
    return [str(name) for name in rows["publisher"].value_counts().index] if "publisher" in rows else []
