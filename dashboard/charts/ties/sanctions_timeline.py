"""Dated sanctions and other events, by who acted: examples, never counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from dashboard.charts import axes, controls, frames, sides, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import formats, word
from dashboard.texts.parties import parties

ID = "sanctions-timeline"
phrase = wording.Phrases(ID)
COLUMNS = """
    lane id date kind title actors denial root root_authority publisher source_url publisher_2 source_url_2
    reading_confidence note
""".split()
KINDS = ("sanction", "arms", "corridor", "diplomacy", "trade-agreement", "all")
CHOICES = (Choice("kind", KINDS), *controls.ends("sanctions_and_events", "date", controls.EVENT, "1992"))
_LIFTS = (0.0, 0.22, -0.22, 0.11, -0.11)  # neighbours in time stand at different heights within their lane
LOOKS = {
    "sanction": theme.Look(theme.MARK, "square"),
    "arms": theme.Look(theme.PINK, "cross"),
    "corridor": theme.Look(theme.BLUE, "triangle-up"),
    "diplomacy": theme.Look(theme.PURPLE, "diamond"),
    "trade-agreement": theme.Look(theme.GREEN, "circle"),
    "conflict": theme.Look(theme.SLATE, "x"),
}


def _lanes(rows: pd.DataFrame) -> list[str]:
    """Who acted, in the order of the lanes from the top; others follow."""
    acted = set(rows["lane"])
    first = [n for n in (*sides.listed("lanes"), *parties().ids) if n in acted]
    return first + sorted(acted - set(first))


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `sanctions_and_events`, oldest first; `lane` is who acted, the first name in `actors`."""
    rows = frames.chosen(tables["sanctions_and_events"], choices, kind="kind")
    rows = rows[controls.within(rows["date"], choices)]
    rows = rows.assign(lane=[formats.names_in(actors)[0] for actors in rows["actors"]])
    return frames.ordered(rows, "date id", COLUMNS)


def draw(rows: pd.DataFrame) -> Figure:
    """A mark for each event at its date, in the lane of who acted; hollow where it is denied."""
    names = _lanes(rows)
    rows = rows.assign(
        height=style.lifted([names.index(lane) for lane in rows["lane"]], _LIFTS),
        moment=[axes.moment(str(date)) for date in rows["date"]],
    )
    return style.figure(
        [t for kind in LOOKS for t in _kind(kind, rows[rows["kind"] == kind])],
        axes.years(rows["moment"].min(), rows["moment"].max()),
        axes.lanes([word("actor", n) for n in names], (len(names) - 0.45, -0.55)),
        height=max(260, 120 + 58 * len(names)),
    )


def _kind(kind: str, rows: pd.DataFrame) -> Iterator[style.Trace]:
    if len(rows):
        records, look, name = list(frames.each(rows)), LOOKS[kind], word("choice.kind", kind)
        yield style.marks(records, look, _hover, x="moment", y="height", symbol=_symbol(look), name=name)


def _symbol(look: theme.Look) -> Callable[[Any], str]:
    return lambda row: look.symbol + ("" if pd.isna(row.denial) else "-open")


def _hover(row: Any) -> str:
    denied = "" if pd.isna(row.denial) else wording.safe(phrase("denied", who=row.denial))
    texts = [f"<b>{wording.safe(formats.day(str(row.date)))}</b>", wording.wrapped(str(row.title)), denied]
    return "<br>".join(filter(None, [*texts, wording.safe(str(row.publisher))]))


def facts(rows: pd.DataFrame) -> dict[str, Any]:
    """How many examples are drawn, from when to when, and the newest; they are no full count."""
    first, last = rows.iloc[0], rows.iloc[-1]
    return {
        "n": len(rows),
        "first_short": wording.day(str(first["date"])),
        "last_short": wording.day(str(last["date"])),
        "first": formats.day(str(first["date"])),
        "last": formats.day(str(last["date"])),
        "who": ", ".join(word("actor", n) for n in _lanes(rows)),
        "title": last["title"],
    }


def listed(rows: pd.DataFrame) -> str:
    """The first of each lane."""
    firsts = rows.drop_duplicates("lane")
    return "; ".join(f"{word('actor', r.lane)}, {formats.day(str(r.date))}: {r.title}" for r in frames.each(firsts))


CHART = Chart(
    select,
    draw,
    id=ID,
    table="sanctions_and_events",
    choices=CHOICES,
    facts=facts,
    listed=listed,
    height=352,
    dated=True,
    yearly=False,
)
