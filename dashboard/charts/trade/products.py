"""What is traded between the two, by chapter of the Harmonised System, where a source gives it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import frames, headlines, sides, style, theme, titled_rows
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import formats, word

ID = "products"
phrase = headlines.Phrases(ID)
MOST = 15  # chapters in the picture and in its rows
COLUMNS = """
    exporter importer period recorded_by valuation commodity value_usd obs_status source root_family
    vintage_date note
""".split()


def _directions(tables: TableMap) -> dict[str, str]:
    return {way: title for way, title in sides.ways(tables).items() if way != "both"}


CHOICES = (Choice("direction", offered=_directions),)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `trade` with a two-digit commodity, of the newest year of its newest source: the largest chapters."""
    exporter, importer = sides.pair(tables).ways[choices["direction"]]
    trade = tables["trade"]
    rows = trade[(trade["exporter"] == exporter) & (trade["importer"] == importer) & trade["value_usd"].notna()]
    rows = rows[rows["commodity"].str.fullmatch(r"\d{2}").fillna(False) & rows["current"].fillna(True)]
    newest = rows.sort_values(["period", "vintage_date", "source"], kind="stable").tail(1)
    for name in ("period", "source", "recorded_by"):
        rows = rows[rows[name].isin(newest[name])]
    rows = rows.sort_values(["value_usd", "commodity"], ascending=[False, True], kind="stable", ignore_index=True)
    return rows.head(MOST)[COLUMNS]


def draw(rows: pd.DataFrame) -> Figure:
    """One bar for each chapter under its name, the largest on top."""
    records = list(frames.each(rows))
    look = theme.country(str(rows["exporter"].iloc[0]))
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [int(r.value_usd) for r in records],
        "y": [i + titled_rows.UNDER for i in range(len(records))],
        "width": 0.26,
        "showlegend": False,
        "marker": {"color": look.colour},
        "hovertext": [_hover(r) for r in records],
        "hoverinfo": "text",
    }
    texts = [f"{word('hs', r.commodity)}: {formats.dollars(r.value_usd)}" for r in records]
    layout = titled_rows.rows_layout(len(records), [0, int(rows["value_usd"].max())])
    return {"data": [bars, titled_rows.titles(texts, 0)], "layout": layout}


def _hover(row: Any) -> str:
    name = phrase("chapter", code=row.commodity, name=word("hs", row.commodity))
    return style.words(name, formats.dollars(row.value_usd), row.period, word("series", row.source))


def facts(rows: pd.DataFrame) -> dict[str, Any]:
    """The largest chapters of the newest year."""
    row, named = rows.iloc[0], frames.each(rows.head(3))
    return {
        "exporter": word("choice.partner", row["exporter"]),
        "importer": word("choice.partner", row["importer"]),
        "largest": word("hs", row["commodity"]),
        "first": ", ".join(f"{word('hs', r.commodity)} ({formats.dollars(r.value_usd)})" for r in named),
        "amount": formats.dollars(row["value_usd"]),
        "period": row["period"],
        "series": word("series", row["source"]),
    }


CHART = Chart(
    select, draw, id=ID, table="trade", choices=CHOICES, facts=facts, heads=("head", "head_short"), height=260
)
