"""Contacts of the two governments by year and level, before and after February 2022: those on record, not all."""

from __future__ import annotations

import pandas as pd

from dashboard.charts import axes, frames, periods, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Figure, Phrases, Row, TableMap
from dashboard.texts import word
from dashboard.texts.parties import parties

phrase = Phrases("contacts-by-year")
LEVELS = theme.LOOKS["contact_level"]
HATCH = {"prime_minister": "/", "security": "/"}  # neighbours in a bar differ by more than colour
WAYS = {"in_person": ("visit", "meeting_on_the_margins"), "phone": ("phone_call", "video")}
CHOICES = (Choice("level", ("all", *LEVELS)), Choice("way", ("all", *WAYS)))
_ASIDE = {"before": -0.51, "after": 0.0}  # the two parts lie on their sides of the line of the war


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `contact_counts` of one level and way, or of all, oldest first."""
    rows = frames.chosen(tables["contact_counts"], choices, "level")
    if choices["way"] in WAYS:
        rows = rows[rows["contact_kind"].isin(WAYS[choices["way"]])]
    order = rows["level"].map([*LEVELS].index)
    rows = rows.assign(order=order, late=(rows["span"] == "after").astype(int))
    return frames.ordered(rows, "year late order contact_kind")


def draw(rows: pd.DataFrame) -> Figure:
    """A bar for each year, one piece for each level and kind of contact; 2022 has a bar on either side of the war."""
    rows = rows.assign(place=[_place(r) for r in frames.each(rows)])
    tops = rows.groupby("place")["contacts"].cumsum()
    rows, high = rows.assign(base=tops - rows["contacts"]), int(tops.max()) * 1.12
    return style.figure(
        [_bars(*group) for group in style.groups(frames.each(rows), "level", LEVELS)],
        axes.years(**periods.ends(rows)),
        axes.labelled((0, high), [v for v in axes.ticks(0, high) if float(v).is_integer()]),
        barmode="overlay",
    )


def _place(row: Row) -> float:
    return int(row.year) + (_ASIDE[str(row.span)] if int(row.year) == parties().event_year else 0.0)


def _bars(level: str, look: theme.Look, rows: list[Row]) -> style.Trace:
    name, hatch = word("contact_level", level), HATCH.get(level, "")
    return style.bars(
        rows, look.colour, _hover, x="place", y="contacts", base="base", width=0.3, name=name, hatch=hatch
    )


def _hover(row: Row) -> str:
    kind = phrase("kind", n=int(row.contacts), kind=word("contact_kind", row.contact_kind))
    return wording.words(f"{word('contact_level', row.level)}, {int(row.year)}", kind, phrase(row.span))


def facts(rows: pd.DataFrame) -> Facts:
    """How many contacts are on record before and after the date, and how many of them two publishers name."""
    sums = {span: int(frames.of(rows, span=span)["contacts"].sum()) for span in _ASIDE}
    years = rows.groupby(["year", "span"], sort=False)["contacts"].sum()
    return {
        "first": int(rows["year"].min()),
        "n": int(rows["contacts"].sum()),
        "two": int(rows["two_publishers"].sum()),
        "listed": "; ".join(f"{year} ({phrase(span)}): {int(n)}" for (year, span), n in years.items()),
        **sums,
    }


CHART = Chart(phrase, select, draw, facts, table="contact_counts", choices=CHOICES, dated=True)
