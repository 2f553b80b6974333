"""Cargo of the North-South corridor: what moved, what was forecast, and the targets, each kind by itself."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from dashboard.charts import axes, frames, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Figure, Phrases, Row, TableMap
from dashboard.texts import formats, say, word

phrase = Phrases("corridor-cargo")
CHOICES = (Choice("branch", ("total", "trans-Caspian", "western", "eastern", "rail")),)
DOTS = "…"
LOOKS = theme.LOOKS["cargo_kind"]


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `corridor` of one branch that name a whole year and a tonnage; unconfirmed ones stay in the table."""
    rows = frames.known(frames.chosen(tables["corridor"], choices, "branch"), "tonnes")
    rows = rows[rows["cargo_kind"].isin(list(LOOKS)) & rows["period_label"].str.fullmatch(r"\d{4}").fillna(False)]
    rows = rows.assign(year=pd.to_numeric(rows["period_label"]).astype("Int64"))
    return frames.ordered(rows, "year cargo_kind tonnes id")


def draw(rows: pd.DataFrame) -> Figure:
    """A mark for each figure: filled what moved, hollow what was expected or aimed at."""
    high, years = int(rows["tonnes"].max()) * 1.1, _years(rows)
    return style.figure(
        [_marks(*group) for group in style.groups(frames.each(rows), "cargo_kind", LOOKS)],
        {"type": "category", "categoryarray": years, "range": [-0.5, len(years) - 0.5]},
        axes.labelled((0, high), axes.ticks(0, high), _tonnes),
    )


def _years(rows: pd.DataFrame) -> list[str]:
    """The years that figures name, with dots where some lie between that none names."""
    years = sorted({int(year) for year in rows["year"]})
    gaps = [[DOTS, str(b)] if b > a + 1 else [str(b)] for a, b in pairwise(years)]
    return [str(years[0]), *(name for gap in gaps for name in gap)]


def _tonnes(value: float) -> str:
    return phrase("tonnes", n=formats.number(value / 1e6))


def _marks(kind: str, look: theme.Look, rows: list[Row]) -> style.Trace:
    name, size = word("cargo_kind", kind), 13 if kind == "target" else 11
    return style.marks(rows, look, _hover, x=lambda r: str(int(r.year)), y="tonnes", name=name, size=size)


def _hover(row: Row) -> str:
    more = "" if pd.isna(row.qualifier) else str(row.qualifier)
    amount = f"{_tonnes(int(row.tonnes))}: {word('cargo_kind', row.cargo_kind)}"
    return wording.words(row.period_label, amount, more, str(row.publisher))


def facts(rows: pd.DataFrame) -> Facts:
    """The newest cargo said to have moved, an interval where sources differ, against the first target after it."""
    count = rows["cargo_kind"].value_counts()
    known: Facts = {"text": ", ".join(f"{int(count[k])} {word('cargo_kind', k)}" for k in LOOKS if k in count)}
    actual, targets = (frames.of(rows, cargo_kind=kind) for kind in ("actual", "target"))
    if actual.empty:
        return {"head": "", "finding": "", **known}
    newest, goal = frames.of(actual, year=actual["year"].max()), frames.of(targets, year=targets["year"].min())
    known |= {"amount": _between(newest), "branch": say(f"choice.branch.{rows['branch'].iloc[0]}")}
    if len(goal):
        known |= {"goal": _between(goal), "by": int(goal["year"].iloc[0])}
    return {"wording": "" if len(goal) else "moved", "year": int(actual["year"].max()), **known}


def _between(rows: pd.DataFrame) -> str:
    low, high = _tonnes(int(rows["tonnes"].min())), _tonnes(int(rows["tonnes"].max()))
    return low if low == high else phrase("between", low=low, high=high)


CHART = Chart(phrase, select, draw, facts, table="corridor", choices=CHOICES)
