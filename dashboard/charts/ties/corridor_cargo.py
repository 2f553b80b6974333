"""Cargo of the North-South corridor: what moved, what was forecast, and the targets, each kind by itself."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pandas as pd

from dashboard.charts import axes, frames, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import formats, say, word

ID = "corridor-cargo"
phrase = wording.Phrases(ID)
COLUMNS = """
    id period_label year branch tonnes cargo_kind qualifier root_family root_authority publisher source_date
    source_url note
""".split()
CHOICES = (Choice("branch", ("total", "trans-Caspian", "western", "eastern", "rail")),)
DOTS = "…"
LOOKS = {
    "actual": (theme.GREEN, "circle"),
    "forecast": (theme.PURPLE, "diamond-open"),
    "target": (theme.MARK, "star-open"),
    "capacity": (theme.SLATE, "line-ew"),
}


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `corridor` of one branch that name a whole year and a tonnage; unconfirmed ones stay in the table."""
    rows = tables["corridor"]
    rows = rows[(rows["branch"] == choices["branch"]) & rows["tonnes"].notna() & rows["cargo_kind"].isin(list(LOOKS))]
    rows = rows[rows["period_label"].str.fullmatch(r"\d{4}").fillna(False)]
    rows = rows.assign(year=pd.to_numeric(rows["period_label"]).astype("Int64"))
    return frames.ordered(rows, "year cargo_kind tonnes id", COLUMNS)


def draw(rows: pd.DataFrame) -> Figure:
    """A mark for each figure: filled what moved, hollow what was expected or aimed at."""
    data = [t for kind in LOOKS for t in _kind(kind, [r for r in frames.each(rows) if r.cargo_kind == kind])]
    high = int(rows["tonnes"].max()) * 1.1
    return style.figure(
        data,
        {"type": "category", "categoryarray": _years(rows), "range": [-0.5, len(_years(rows)) - 0.5]},
        axes.labelled((0, high), axes.ticks(0, high), _tonnes),
    )


def _years(rows: pd.DataFrame) -> list[str]:
    """The years that figures name, with dots where some lie between that none names."""
    years = sorted({int(year) for year in rows["year"]})
    gaps = [[DOTS, str(b)] if b > a + 1 else [str(b)] for a, b in pairwise(years)]
    return [str(years[0]), *(name for gap in gaps for name in gap)]


def _tonnes(value: float) -> str:
    return phrase("tonnes", n=formats.number(value / 1e6))


def _kind(kind: str, rows: list[Any]) -> list[style.Trace]:
    if not rows:
        return []
    look, name, size = theme.Look(*LOOKS[kind]), word("cargo_kind", kind), 13 if kind == "target" else 11
    return [style.marks(rows, look, _hover, x=lambda r: str(int(r.year)), y="tonnes", name=name, size=size)]


def _hover(row: Any) -> str:
    more = "" if pd.isna(row.qualifier) else str(row.qualifier)
    amount = f"{_tonnes(int(row.tonnes))}: {word('cargo_kind', row.cargo_kind)}"
    return wording.words(row.period_label, amount, more, str(row.publisher))


def finding(rows: pd.DataFrame) -> str:
    """The newest cargo said to have moved, an interval where sources differ, against the first target after it."""
    known = _known(rows)
    return phrase.head("head" if "goal" in known else "head_moved", **known) if known else ""


def _known(rows: pd.DataFrame) -> dict[str, Any]:
    """The newest cargo that moved and its year, and the first target and its; empty where nothing moved."""
    actual, targets = (rows[rows["cargo_kind"] == kind] for kind in ("actual", "target"))
    if actual.empty:
        return {}
    newest, goal = actual[actual["year"] == actual["year"].max()], targets[targets["year"] == targets["year"].min()]
    known = {"amount": _between(newest), "year": int(actual["year"].max())}
    return known | ({"goal": _between(goal), "by": int(goal["year"].iloc[0])} if len(goal) else {})


def detail(rows: pd.DataFrame) -> str:
    """The same in full, of the branch that is shown."""
    known = _known(rows)
    if not known:
        return ""
    branch = say(f"choice.branch.{rows['branch'].iloc[0]}")
    text = phrase("actual", amount=known["amount"], year=known["year"], branch=branch)
    return text + (phrase("target", amount=known["goal"], year=known["by"]) if "goal" in known else phrase("no_target"))


def _between(rows: pd.DataFrame) -> str:
    low, high = _tonnes(int(rows["tonnes"].min())), _tonnes(int(rows["tonnes"].max()))
    return low if low == high else phrase("between", low=low, high=high)


def alt(rows: pd.DataFrame) -> str:
    """How many figures of which kind, and the finding."""
    count = rows["cargo_kind"].value_counts()
    text = ", ".join(f"{int(count[k])} {word('cargo_kind', k)}" for k in LOOKS if k in count)
    return phrase("alt", n=len(rows), text=text) + " " + detail(rows)


CHART = Chart(select, draw, finding, detail, alt, id=ID, table="corridor", choices=CHOICES)
