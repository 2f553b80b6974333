"""What is traded between the two, by chapter of the Harmonised System, where a source gives it."""

from __future__ import annotations

import pandas as pd

from dashboard.charts import frames, sides, style, theme, titled_rows, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Figure, Phrases, Row, TableMap
from dashboard.charts.trade import _pairs
from dashboard.texts import formats, word

phrase = Phrases("products")
MOST = 15  # chapters in the picture and in its rows


CHOICES = (Choice("direction", offered=sides.each_way),)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `trade` with a two-digit commodity, of the newest year of its newest source: the largest chapters."""
    rows = _pairs.current(tables, choices["direction"])
    rows = rows[rows["commodity"].str.fullmatch(r"\d{2}").fillna(False)]
    newest = rows.sort_values(["period", "vintage_date", "source"], kind="stable").tail(1)
    for name in ("period", "source", "recorded_by"):
        rows = rows[rows[name].isin(newest[name])]
    return frames.ordered(rows, "-value_usd commodity").head(MOST)


def draw(rows: pd.DataFrame) -> Figure:
    """One bar for each chapter under its name, the largest on top."""
    records, colour = titled_rows.numbered(rows), theme.country(str(rows["exporter"].iloc[0])).colour
    bars = style.bars(records, colour, _hover, x="value_usd", y="place", width=0.26, orientation="h")
    texts = [f"{word('hs', r.commodity)}: {formats.dollars(r.value_usd)}" for r in records]
    return titled_rows.figure(texts, [bars, titled_rows.titles(texts, 0)], [0, int(rows["value_usd"].max())])


def _hover(row: Row) -> str:
    name = phrase("chapter", code=row.commodity, name=word("hs", row.commodity))
    return wording.words(name, formats.dollars(row.value_usd), row.period, word("series", row.source))


def facts(rows: pd.DataFrame) -> Facts:
    """The largest chapters of the newest year."""
    row, named = frames.first(rows), frames.each(rows.head(3))
    return {
        "exporter": wording.country(row.exporter),
        "importer": wording.country(row.importer),
        "largest": word("hs", row.commodity),
        "first": ", ".join(f"{word('hs', r.commodity)} ({formats.dollars(r.value_usd)})" for r in named),
        "amount": formats.dollars(row.value_usd),
        "period": row.period,
        "series": word("series", row.source),
    }


CHART = Chart(phrase, select, draw, facts, table="trade", choices=CHOICES, height=260)
