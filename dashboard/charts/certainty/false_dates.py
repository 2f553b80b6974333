"""The war's date held against dates when nothing of the kind happened: how often does a false date "work"?"""

from __future__ import annotations

import pandas as pd

from dashboard.charts import axes, frames, looks, style, theme, titled_rows, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Figure, Phrases, Row, TableMap
from dashboard.texts import formats, word

phrase = Phrases("false-dates")
CHOICES = (Choice("dates", ("banded", "all")),)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `date_tests`, the war's date first; `banded` leaves out dates with too few years for a band."""
    rows = tables["date_tests"]
    if choices["dates"] == "banded":
        rows = frames.known(rows, "band_low")
    rows = rows.assign(order=(rows["date_kind"] != "event").astype(int))
    return frames.ordered(rows, "order series tested_year target_year")


def draw(rows: pd.DataFrame) -> Figure:
    """One row for each date: the band as a bar, the value as a mark, filled where it leaves the band."""
    values = [float(v) for v in rows["actual"].dropna()]
    if not values:
        return {}
    records, (low, high) = titled_rows.numbered(rows), axes.around(values)
    look, name = theme.family("russia_customs"), phrase("value")
    symbol = looks.filled(look, lambda r: not pd.isna(r.works) and bool(r.works))
    known = [r for r in records if not pd.isna(r.actual)]
    marks = style.marks(known, look, _hover, x="actual", y="place", symbol=symbol, name=name)
    banded, length, base = [r for r in records if not pd.isna(r.band_low)], axes.within(low, high), axes.beyond(low)
    bars = style.bars(banded, theme.PURPLE, _hover, x=length, y="place", base=base, width=0.24, name=phrase("band"))
    bars |= {"orientation": "h", "opacity": 0.4}
    return titled_rows.of_dollars([_title(r) for r in records], [bars, marks], low, high)


def _hover(row: Row) -> str:
    return wording.wrapped(str(row.sentence))


def _title(row: Row) -> str:
    untold = "wide" if row.why_not == "wide" else "too_few"
    text = phrase(untold if pd.isna(row.works) else "leaves" if row.works else "stays", target=row.target_year)
    return phrase(row.date_kind, year=int(row.tested_year), series=word("series", row.series), text=text)


def facts(rows: pd.DataFrame) -> Facts:
    """Of the bands at the war's date that a plausible jump could leave, how many the value leaves; the others apart.

    `jumps` is how many times the expected value it takes to leave each of them. Of other dates those count at which the
    same test can be made.
    """
    event, wide = frames.of(rows, date_kind="event"), len(frames.of(rows, date_kind="event", why_not="wide"))
    event, same = frames.known(event, "works"), frames.known(frames.of(rows, date_kind="false"), "works")
    if event.empty:
        return {"wording": "nothing", "n": wide} if wide else {}
    left = int(event["works"].sum())
    same = same.loc[same["comparable"].fillna(False).astype(bool), "works"]
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


CHART = Chart(
    phrase, select, draw, facts, table="date_tests", choices=CHOICES, listed=lambda row: str(row.sentence), height=340
)
