"""The war's date held against dates when nothing of the kind happened: how often does a false date "work"?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from dashboard.charts import axes, frames, style, theme, titled_rows, wording
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import formats, word

ID = "false-dates"
phrase = wording.Phrases(ID)
COLUMNS = """
    series flow tested_year target_year date_kind rival years_before years_ahead comparable cell_basis fit_from fit_to
    actual band_low band_centre band_high least_jump works why_not unit sentence
""".split()
CHOICES = (Choice("dates", ("banded", "all")),)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `date_tests`, the war's date first; `banded` leaves out dates with too few years for a band."""
    rows = tables["date_tests"]
    if choices["dates"] == "banded":
        rows = rows[rows["band_low"].notna()]
    rows = rows.assign(order=(rows["date_kind"] != "event").astype(int))
    return frames.ordered(rows, "order series tested_year target_year", COLUMNS)


def draw(rows: pd.DataFrame) -> Figure:
    """One row for each date: the band as a bar, the value as a mark, filled where it leaves the band."""
    values = [float(v) for v in rows["actual"].dropna()]
    if not values:
        return {}
    records, (low, high) = titled_rows.numbered(rows), axes.around(values)
    texts = [_title(r) for r in records]
    data = [titled_rows.titles(texts, low * 1.02), *_bars([r for r in records if not pd.isna(r.band_low)], low, high)]
    look, name = theme.family("russia_customs"), phrase("value")
    known = [r for r in records if not pd.isna(r.actual)]
    data.append(style.marks(known, look, _hover, x="actual", y="place", symbol=_symbol(look), name=name))
    axis = axes.decades(low, high) | {"showgrid": True, "showline": True}
    return titled_rows.figure(data, texts, axes.powers_of_ten(low, high), xaxis=axis)


def _bars(rows: list[Any], low: float, high: float) -> Iterator[style.Trace]:
    if rows:
        length, base, name = axes.within(low, high), axes.beyond(low), phrase("band")
        bars = style.bars(rows, theme.PURPLE, _hover, x=length, y="place", base=base, width=0.24, name=name)
        yield bars | {"orientation": "h", "opacity": 0.4}


def _symbol(look: theme.Look) -> Callable[[Any], str]:
    return lambda row: look.symbol + ("" if not pd.isna(row.works) and bool(row.works) else "-open")


def _hover(row: Any) -> str:
    return wording.wrapped(str(row.sentence))


def _title(row: Any) -> str:
    known = {"year": int(row.tested_year), "series": word("series", row.series)}
    if pd.isna(row.works):
        return phrase(row.date_kind, **known, text=phrase("wide" if row.why_not == "wide" else "too_few"))
    text = phrase("leaves" if row.works else "stays", target=int(row.target_year))
    return phrase(row.date_kind, **known, text=text)


def facts(rows: pd.DataFrame) -> dict[str, Any]:
    """Of the bands at the war's date that a plausible jump could leave, how many the value leaves; the others apart.

    `jumps` is how many times the expected value it takes to leave each of them. Of other dates those count at which the
    same test can be made.
    """
    kind, known = rows["date_kind"], rows["works"].notna()
    event = rows[known & (kind == "event")]
    wide = int(((kind == "event") & (rows["why_not"] == "wide")).sum())
    if event.empty:
        return {"wording": "nothing", "n": wide} if wide else {}
    left = int(event["works"].sum())
    same = rows.loc[known & (kind == "false") & rows["comparable"].fillna(False).astype(bool), "works"]
    return {
        "wording": "works" if left else "still",
        "n": len(event),
        "left": left,
        "jumps": wording.joined([formats.number(round(jump, 1)) for jump in sorted(event["least_jump"])]),
        "others": _others(len(same), int(same.sum())),
        "wide": phrase("wide_beside", n=wide) if wide else "",
    }


def _others(tried: int, left: int) -> str:
    if not tried:
        return phrase("others_untried")
    return phrase("others_leave" if left else "others_stay", n=tried, left=left)


def listed(rows: pd.DataFrame) -> str:
    """Every test in its own sentence."""
    return " ".join(str(s) for s in rows["sentence"])


CHART = Chart(
    select,
    draw,
    id=ID,
    table="date_tests",
    choices=CHOICES,
    facts=facts,
    heads=("head", "head_short"),
    listed=listed,
    height=340,
)
