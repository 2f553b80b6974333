"""Every defensible reading of one part: its value above, the choices that make it below, the article's own marked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from dashboard.charts import axes, frames, grids, headlines, periods, specifications, style, theme
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.charts.certainty import _parts
from dashboard.texts import catalogue, formats, say, word

ID = "specification-curve"
phrase = headlines.Phrases(ID)
COLUMNS = """
    claim part specification root_family series period calendar flow eu unspecified valuation theme era reading
    weight cell_basis value value_low value_high unit flip_pct holds_strong holds_weak why_not leaning_on
""".split()
CHOICES = (
    Choice("part", offered=lambda tables: _parts.titles(tables, tables["specifications"])),
    Choice("estimates", ("with", "without")),
)
#: columns of choices, in the order they stand under the curve
AXES = ("root_family", "series", "period", "flow", "eu", "unspecified", "valuation", "theme", "era", "cell_basis")
LOOKS = {
    "holds": theme.Look(theme.GREEN, "circle"),
    "fails": theme.Look(theme.MARK, "square-open"),
    "open": theme.Look(theme.MUTED, "x"),
}
LEAST = 8  # readings below which a table says more than a curve
TONES = {"holds": "yes", "fails": "no", "open": "open"}
ABOVE, GAP = 6.0, 0.9  # height of the curve in rows of choices, and the gap between the two


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `specifications` of one part, in the order of their value; those that cannot be computed last."""
    rows = _parts.of_part(tables["specifications"], choices["part"])
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
        return _table(rows)
    records = list(frames.each(rows))
    options = _options(rows)
    scale = _Scale(rows)
    data = [*_curve(records, scale), *_dots(records, options)]
    own = [i + 1 for i, r in enumerate(records) if r.reading == "natural"]
    depth = len(options) + GAP
    layout = {
        "height": 110 + round(24 * (ABOVE + depth)),
        "xaxis": {"range": [0.4, len(records) + 0.6], "visible": False},
        "yaxis": {
            "range": [-depth - 0.2, ABOVE + 0.6],
            "showgrid": False,
            "tickvals": [*[scale.at(v) for v in scale.ticks], *[-GAP - i for i in range(len(options))]],
            "ticktext": [*[scale.words(v) for v in scale.ticks], *[_tick(c, o) for c, o in options]],
        },
        "shapes": [_own(x, depth) for x in own],
        "legend": style.LEGEND,
    }
    if own:
        layout["annotations"] = [
            {
                "x": own[0],
                "y": ABOVE + 0.5,
                "showarrow": False,
                "text": phrase("own"),
                "yanchor": "middle",
                "xanchor": "left" if own[0] <= len(records) / 2 else "right",
                "font": {"color": theme.MARK, "size": 12},
            }
        ]
    return {"data": data, "layout": layout}


def _table(rows: pd.DataFrame) -> Figure:
    head = [say(f"columns.{ID}.{name}") for name in ("reading", "choices", "value", "holds")]
    options = _options(rows)
    body: list[grids.Row] = []
    for row in frames.each(rows):
        own = phrase("own_mark") if row.reading == "natural" else ""
        chosen = [_option(c, o) for c, o in options if c not in ("series", "period") and str(getattr(row, c)) == o]
        text = phrase(state(row))
        body.append(
            [
                grids.cell(f"{word('series', row.series)}, {_period(row)}{own}", "strong" if own else "", _page(row)),
                ", ".join(dict.fromkeys(chosen)),
                _valued(row),
                grids.cell(f"{word('mark', f'holds-{TONES[state(row)]}')} {text}", TONES[state(row)]),
            ]
        )
    return grids.figure(head, body)


def _valued(row: Any) -> str:
    return interval(row) if style.missing(row.unit) else phrase(f"named.{row.unit}", value=interval(row))


def _own(x: int, depth: float) -> dict[str, Any]:
    line = {"color": theme.MARK, "width": 1.5, "dash": "dash"}
    return {"type": "line", "x0": x, "x1": x, "y0": -depth, "y1": ABOVE + 0.3, "line": line}


class _Scale:
    """The height of a value in the upper part; a rank grows downwards."""

    def __init__(self, rows: pd.DataFrame) -> None:
        known = [float(v) for c in ("value", "value_low", "value_high") for v in rows[c].dropna()] or [0.0, 1.0]
        self.unit = "" if style.missing(rows["unit"].iloc[0]) else str(rows["unit"].iloc[0])
        low, high = min(known), max(known)
        room = (high - low) * 0.08 or max(abs(high), 1.0) * 0.08
        self.low, self.high, self.down = low - room, high + room, self.unit == "place"
        whole = self.unit in ("place", "places")
        self.ticks = [v for v in axes.ticks(self.low, self.high, 4) if not whole or float(v).is_integer()]

    def at(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(ABOVE * (1 - share if self.down else share), 3)

    def words(self, value: float) -> str:
        if self.unit == "place":
            return headlines.ordinal(round(value))
        unit = phrase(f"unit.{self.unit}") if self.unit else ""
        return phrase("value", value=formats.number(value), unit=unit)


def _options(rows: pd.DataFrame) -> list[tuple[str, str]]:
    """The choices in which the readings differ, each with its options in the order of the rows."""
    pairs = []
    for column in AXES:
        options = [str(o) for o in dict.fromkeys(rows[column].dropna())]
        if len(options) > 1:
            pairs += [(column, option) for option in options]
    return pairs


def _option(column: str, option: str) -> str:
    if column in ("period", "era"):
        return formats.period(option)
    known = {"root_family": "root_family", "series": "series", "flow": "choice.flow", "cell_basis": "cell_basis"}
    return word(known.get(column, f"chart.{ID}.{column}"), option)


def _tick(column: str, option: str) -> str:
    """The same in the letters that a phone has beside a curve."""
    short = f"chart.{ID}.short.{column}.{option}"
    return say(short) if short in catalogue() else _option(column, option)


def _period(row: Any) -> str:
    return periods.period_words(row)


def state(row: Any) -> str:
    """holds, fails, or open where no answer can be computed."""
    return "open" if style.missing(row.holds_strong) else "holds" if bool(row.holds_strong) else "fails"


def _curve(records: list[Any], scale: _Scale) -> Iterator[dict[str, Any]]:
    for name, look in LOOKS.items():
        group = [(i + 1, r) for i, r in enumerate(records) if state(r) == name]
        if not group:
            continue
        ends = [(x, scale.at(float(r.value_low)), x, scale.at(float(r.value_high))) for x, r in group if _wide(r)]
        if ends:
            yield style.spans(ends, look, 3)
        yield style.points(
            [x for x, _ in group],
            [_height(r, scale) for _, r in group],
            look,
            [look.symbol] * len(group),
            [_hover(r) for _, r in group],
            name=phrase(name),
            size=11,
        ) | {"customdata": [_page(r) for _, r in group]}


def _page(row: Any) -> str:
    return specifications.address(str(row.claim), str(row.part), str(row.specification))


def _wide(row: Any) -> bool:
    return not (style.missing(row.value_low) or style.missing(row.value_high)) and row.value_high > row.value_low


def _known(row: Any) -> tuple[float | None, float | None, float | None]:
    """Value, low and high end; a value outside its own interval gives way: partners that are missing move a rank."""
    cells: tuple[Any, ...] = (getattr(row, "value", None), row.value_low, row.value_high)
    value, low, high = (None if style.missing(v) else float(v) for v in cells)
    outside = value is not None and ((low is not None and value < low) or (high is not None and value > high))
    return (None if outside else value), low, high


def _height(row: Any, scale: _Scale) -> float:
    """The value; without one the middle of its interval, or its known end; the foot when nothing is known."""
    value, low, high = _known(row)
    ends = [v for v in (low, high) if v is not None]
    if value is not None:
        return scale.at(value)
    return scale.at(sum(ends) / len(ends)) if ends else 0.0


def _dots(records: list[Any], options: list[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    x, y, hover, pages = [], [], [], []
    for i, row in enumerate(records):
        for k, (column, option) in enumerate(options):
            if str(getattr(row, column)) == option:
                x.append(i + 1)
                y.append(round(-GAP - k, 2))
                hover.append(style.safe(_option(column, option)))
                pages.append(_page(row))
    if x:
        look = theme.Look(theme.MUTED, "circle")
        yield style.points(x, y, look, ["circle"] * len(x), hover, size=7) | {"customdata": pages}


def interval(row: Any) -> str:
    """The value in words, else its interval, else its known end; a word for an unknown value."""
    value, low, high = _known(row)
    if low is not None and high is not None and low != high:
        return phrase("between", low=formats.number(low), high=formats.number(high))
    if value is not None or (low is not None and high is not None):
        return formats.number(value if value is not None else low or 0.0)
    if low is None and high is None:
        return phrase("nothing")
    end = low if low is not None else high
    return phrase("at_most" if low is None else "at_least", value=formats.number(end or 0.0))


def _hover(row: Any) -> str:
    holds = phrase(state(row))
    why = "" if style.missing(row.why_not) else str(row.why_not)
    weight = phrase("weight", weight=formats.percent(row.weight))
    texts = (row.specification, _valued(row), holds, why, weight)
    return style.words(*[str(t) for t in texts])


def facts(rows: pd.DataFrame) -> dict[str, int]:
    """In how many readings the words hold, fail, and cannot be told."""
    states = [state(r) for r in frames.each(rows)]
    return {"n": len(rows), **{name: states.count(name) for name in LOOKS}}


def detail(rows: pd.DataFrame) -> str:
    """The same, and what the article's own reading gives."""
    text, own = phrase("finding", **facts(rows)), frames.first(rows[rows["reading"] == "natural"])
    if own is None:
        return text
    value = phrase(f"named.{'' if style.missing(own.unit) else own.unit}", value=interval(own))
    more = phrase(f"own_{state(own)}", value=value, series=word("series", own.series), period=_period(own))
    return f"{text} {more}"


def listed(rows: pd.DataFrame) -> str:
    """Every reading with its value."""
    return "; ".join(f"{r.specification}: {interval(r)} ({phrase(state(r))})" for r in frames.each(rows))


CHART = Chart(
    select, draw, id=ID, table="specifications", choices=CHOICES, facts=facts, detail=detail, listed=listed, height=588
)
