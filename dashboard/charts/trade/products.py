"""What is traded between the two, by chapter of the Harmonised System, where a source gives it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import frames, sides, style, theme, titled_rows, wording
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import formats, word

ID = "products"
phrase = wording.Phrases(ID)
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
    records, colour = titled_rows.numbered(rows), theme.country(str(rows["exporter"].iloc[0])).colour
    bars = style.bars(records, colour, _hover, x="value_usd", y="place", width=0.26, orientation="h")
    texts = [f"{word('hs', r.commodity)}: {formats.dollars(r.value_usd)}" for r in records]
    return titled_rows.figure([bars, titled_rows.titles(texts, 0)], texts, [0, int(rows["value_usd"].max())])


def _hover(row: Any) -> str:
    name = phrase("chapter", code=row.commodity, name=word("hs", row.commodity))
    return wording.words(name, formats.dollars(row.value_usd), row.period, word("series", row.source))


def facts(rows: pd.DataFrame) -> dict[str, Any]:
    """The largest chapters of the newest year."""
    row, named = rows.iloc[0], frames.each(rows.head(3))
    return {
        "exporter": wording.country(row["exporter"]),
        "importer": wording.country(row["importer"]),
        "largest": word("hs", row["commodity"]),
        "first": ", ".join(f"{word('hs', r.commodity)} ({formats.dollars(r.value_usd)})" for r in named),
        "amount": formats.dollars(row["value_usd"]),
        "period": row["period"],
        "series": word("series", row["source"]),
    }


CHART = Chart(
    select, draw, id=ID, table="trade", choices=CHOICES, facts=facts, heads=("head", "head_short"), height=260
)
