"""Every defensible reading of one part: its value above, the choices that make it below, the article's own marked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pandas as pd

from dashboard.charts import axes, frames, grids, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.charts.certainty import readings
from dashboard.texts import formats, word

ID = "specification-curve"
phrase = wording.Phrases(ID)
COLUMNS = """
    claim part specification root_family series period calendar flow eu unspecified valuation theme era reading
    weight cell_basis value value_low value_high unit flip_pct holds_strong holds_weak why_not leaning_on
""".split()
CHOICES = (
    Choice("part", offered=lambda tables: readings.titles(tables, tables["specifications"])),
    Choice("estimates", ("with", "without")),
)
LOOKS = {
    "holds": theme.Look(theme.GREEN, "circle"),
    "fails": theme.Look(theme.MARK, "square-open"),
    "open": theme.Look(theme.MUTED, "x"),
}
LEAST = 8  # readings below which a table says more than a curve
ABOVE, GAP = 6.0, 0.9  # height of the curve in rows of choices, and the gap between the two


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `specifications` of one part, in the order of their value; those that cannot be computed last."""
    rows = readings.of_part(tables["specifications"], choices["part"])
    if choices["estimates"] == "without":
        rows = rows[rows["cell_basis"] != "imputed"]
    # value, else the end of the interval that is known
    rows = rows.assign(place=rows["value"].fillna(rows["value_low"]).fillna(rows["value_high"]))
    keys = ["place", "root_family", "specification"]
    return rows.sort_values(keys, kind="stable", na_position="last", ignore_index=True)[COLUMNS]


def draw(rows: pd.DataFrame) -> Figure:
    """One column for each reading: filled where the article's words hold, hollow where not, a cross where open.

    Fewer than LEAST readings are a table.
    """
    if len(rows) < LEAST:
        return grids.listed(ID, ("reading", "choices", "value", "holds"), rows, partial(_cells, readings.options(rows)))
    rows = rows.assign(place=range(1, len(rows) + 1))
    options, scale = readings.options(rows), _Scale(rows)
    depth, count = len(options) + GAP, len(rows)
    own = [int(x) for x in rows.loc[rows["reading"] == "natural", "place"]]
    heights = [*[scale.at(v) for v in scale.ticks], *[-GAP - i for i in range(len(options))]]
    words = [*[scale.words(v) for v in scale.ticks], *[readings.option_short(c, o) for c, o in options]]
    return style.figure(
        [*_curve(rows, scale), *_dots(list(frames.each(rows)), options)],
        {"range": [0.4, count + 0.6], "visible": False},
        {"range": [-depth - 0.2, ABOVE + 0.6], "showgrid": False, "tickvals": heights, "ticktext": words},
        shapes=[axes.dashed(x=x, colour=theme.MARK) | {"yref": "y", "y0": -depth, "y1": ABOVE + 0.3} for x in own],
        annotations=[_own(x, late=x > count / 2) for x in own[:1]],
        height=110 + round(24 * (ABOVE + depth)),
    )


def _own(x: int, *, late: bool) -> dict[str, Any]:
    """The words at the line of the article's own reading."""
    look = {"showarrow": False, "font": {"color": theme.MARK, "size": 12}}
    return {"x": x, "xanchor": "right" if late else "left", "y": ABOVE + 0.5, "text": phrase("own"), **look}


def _cells(options: list[tuple[str, str]], row: Any) -> grids.Row:
    own, state = phrase("own_mark") if row.reading == "natural" else "", readings.state(row)
    chosen = [readings.option(c, o) for c, o in options if c not in ("series", "period") and str(getattr(row, c)) == o]
    title = f"{word('series', row.series)}, {readings.period(row)}{own}"
    return [
        grids.cell(title, "strong" if own else "", _page(row)),
        ", ".join(dict.fromkeys(chosen)),
        _valued(row),
        grids.cell(f"{readings.mark(row)} {phrase(state)}", readings.TONES[state]),
    ]


def _valued(row: Any) -> str:
    value = readings.interval(row)
    return value if pd.isna(row.unit) else phrase(f"named.{row.unit}", value=value)


class _Scale:
    """The height of a value in the upper part; a rank grows downwards."""

    def __init__(self, rows: pd.DataFrame) -> None:
        known = [float(v) for c in ("value", "value_low", "value_high") for v in rows[c].dropna()] or [0.0, 1.0]
        self.unit = "" if pd.isna(rows["unit"].iloc[0]) else str(rows["unit"].iloc[0])
        low, high = min(known), max(known)
        room = (high - low) * 0.08 or max(abs(high), 1.0) * 0.08
        self.low, self.high, self.down = low - room, high + room, self.unit == "place"
        whole = self.unit in ("place", "places")
        self.ticks = [v for v in axes.ticks(self.low, self.high, 4) if not whole or float(v).is_integer()]

    def at(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(ABOVE * (1 - share if self.down else share), 3)

    def height(self, row: Any) -> float:
        """The value; without one the middle of its interval, or its known end; the foot when nothing is known."""
        value, *ends = readings.known(row)
        known = [v for v in (ends if value is None else [value]) if v is not None]
        return self.at(sum(known) / len(known)) if known else 0.0

    def words(self, value: float) -> str:
        if self.unit == "place":
            return wording.ordinal(round(value))
        unit = phrase(f"unit.{self.unit}") if self.unit else ""
        return phrase("value", value=formats.number(value), unit=unit)


def _curve(rows: pd.DataFrame, scale: _Scale) -> Iterator[style.Trace]:
    records = list(frames.each(rows))
    for name, look in LOOKS.items():
        group = [r for r in records if readings.state(r) == name]
        ends = [(r.place, scale.at(r.value_low), r.place, scale.at(r.value_high)) for r in group if _wide(r)]
        if ends:
            yield style.spans(ends, look, 3)
        if group:
            marks = style.marks(group, look, _hover, x="place", y=scale.height, name=phrase(name), size=11)
            yield marks | {"customdata": [_page(r) for r in group]}


def _page(row: Any) -> str:
    return readings.address(row.claim, row.part, row.specification)


def _wide(row: Any) -> bool:
    return not (pd.isna(row.value_low) or pd.isna(row.value_high)) and row.value_high > row.value_low


def _dots(records: list[Any], options: list[tuple[str, str]]) -> Iterator[style.Trace]:
    """A dot for each choice that a reading makes, in the row of its option."""
    chosen = [
        (row, k) for row in records for k, (column, option) in enumerate(options) if str(getattr(row, column)) == option
    ]
    if chosen:
        dots = style.marks(
            chosen,
            theme.Look(theme.MUTED, "circle"),
            lambda dot: wording.safe(readings.option(*options[dot[1]])),
            x=lambda dot: dot[0].place,
            y=lambda dot: round(-GAP - dot[1], 2),
            size=7,
        )
        yield dots | {"customdata": [_page(row) for row, _ in chosen]}


def _hover(row: Any) -> str:
    why = "" if pd.isna(row.why_not) else str(row.why_not)
    weight = phrase("weight", weight=formats.percent(row.weight))
    return wording.words(str(row.specification), _valued(row), phrase(readings.state(row)), why, weight)


def facts(rows: pd.DataFrame) -> dict[str, int]:
    """In how many readings the words hold, fail, and cannot be told."""
    states = [readings.state(r) for r in frames.each(rows)]
    return {"n": len(rows), **{name: states.count(name) for name in LOOKS}}


def detail(rows: pd.DataFrame) -> str:
    """The same, and what the article's own reading gives."""
    text, own = phrase("finding", **facts(rows)), frames.first(rows[rows["reading"] == "natural"])
    if own is None:
        return text
    value = phrase(f"named.{'' if pd.isna(own.unit) else own.unit}", value=readings.interval(own))
    more = phrase(
        f"own_{readings.state(own)}", value=value, series=word("series", own.series), period=readings.period(own)
    )
    return f"{text} {more}"


def listed(rows: pd.DataFrame) -> str:
    """Every reading with its value."""
    return "; ".join(
        f"{r.specification}: {readings.interval(r)} ({phrase(readings.state(r))})" for r in frames.each(rows)
    )


CHART = Chart(
    select, draw, id=ID, table="specifications", choices=CHOICES, facts=facts, detail=detail, listed=listed, height=588
)
