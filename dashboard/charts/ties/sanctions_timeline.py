"""Dated sanctions and other events, by who acted: examples, never counted."""

from __future__ import annotations

import pandas as pd

from dashboard.charts import axes, controls, frames, looks, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Figure, Phrases, Row, TableMap
from dashboard.texts import countries, formats, word
from dashboard.texts.parties import parties

phrase = Phrases("sanctions-timeline")
KINDS = ("sanction", "arms", "corridor", "diplomacy", "trade-agreement", "all")
CHOICES = (Choice("kind", KINDS), *controls.ends("sanctions_and_events", "date", controls.EVENT, "1992"))
_LIFTS = (0.0, 0.22, -0.22, 0.11, -0.11)  # neighbours in time stand at different heights within their lane
LOOKS = theme.LOOKS["event_kind"]


def _lanes(rows: pd.DataFrame) -> list[str]:
    """Who acted, in the order of the lanes from the top; others follow."""
    acted = set(rows["lane"])
    first = [n for n in (*countries.listed("lanes"), *parties().ids) if n in acted]
    return first + sorted(acted - set(first))


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `sanctions_and_events`, oldest first; `lane` is who acted, the first name in `actors`."""
    rows = frames.chosen(tables["sanctions_and_events"], choices, "kind")
    rows = rows[controls.within(rows["date"], choices)]
    rows = rows.assign(lane=[formats.names_in(actors)[0] for actors in rows["actors"]])
    return frames.ordered(rows, "date id")


def draw(rows: pd.DataFrame) -> Figure:
    """A mark for each event at its date, in the lane of who acted; hollow where it is denied."""
    names = _lanes(rows)
    rows = rows.assign(
        height=style.lifted([names.index(lane) for lane in rows["lane"]], _LIFTS),
        moment=[axes.moment(str(date)) for date in rows["date"]],
    )
    return style.figure(
        [_marks(*group) for group in style.groups(frames.each(rows), "kind", LOOKS)],
        axes.years(rows["moment"].min(), rows["moment"].max()),
        axes.lanes([word("actor", n) for n in names], (len(names) - 0.45, -0.55)),
        height=max(260, 120 + 58 * len(names)),
    )


def _marks(kind: str, look: theme.Look, rows: list[Row]) -> style.Trace:
    symbol, name = looks.filled(look, lambda r: pd.isna(r.denial)), word("choice.kind", kind)
    return style.marks(rows, look, _hover, x="moment", y="height", symbol=symbol, name=name)


def _hover(row: Row) -> str:
    denied = "" if pd.isna(row.denial) else wording.safe(phrase("denied", who=row.denial))
    texts = [f"<b>{wording.safe(formats.day(str(row.date)))}</b>", wording.wrapped(str(row.title)), denied]
    return "<br>".join(filter(None, [*texts, wording.safe(str(row.publisher))]))


def facts(rows: pd.DataFrame) -> Facts:
    """How many examples are drawn, from when to when, and the newest; they are no full count."""
    first, last = frames.first(rows), frames.last(rows)
    firsts = frames.each(rows.drop_duplicates("lane"))
    return {
        "n": len(rows),
        "first_short": wording.day(str(first.date)),
        "last_short": wording.day(str(last.date)),
        "first": formats.day(str(first.date)),
        "last": formats.day(str(last.date)),
        "who": ", ".join(word("actor", n) for n in _lanes(rows)),
        "title": last.title,
        "listed": "; ".join(f"{word('actor', r.lane)}, {formats.day(str(r.date))}: {r.title}" for r in firsts),
    }


CHART = Chart(
    phrase, select, draw, facts, table="sanctions_and_events", choices=CHOICES, height=352, dated=True, yearly=False
)
