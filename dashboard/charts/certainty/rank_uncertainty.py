"""How firm a rank is when every figure may be off by what two reporters differ by."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pandas as pd

from dashboard.charts import headlines, periods, style, theme
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import formats, say, word

ID = "rank-uncertainty"
COLUMNS = [
    "reporter", "partner", "period", "calendar", "year", "full_year", "flow", "source", "root_family", "basis",
    "value_usd", "rank", "rank_best", "rank_worst", "partners", "sigma", "sigma_from", "chance_fifth", "chance_top5",
    "noise_best", "noise_worst", "flip_up_pct", "flip_down_pct", "typical_gap", "resolvable", "cell_basis", "sentence",
]  # fmt: skip
CHOICES = (
    Choice("reporter", ("IRN", "RUS")),
    Choice("flow", ("total", "export", "import")),
    Choice("basis", ("as_recorded", "eu_one")),
)
FIFTH = 5
_TICKS = (1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `rank_uncertainty` for one country's partners, oldest first."""
    rows = tables["rank_uncertainty"]
    for name in ("reporter", "flow", "basis"):
        rows = rows[rows[name] == choices[name]]
    rows = periods.with_years(rows[rows["noise_best"].notna()])
    return rows.sort_values(["year", "source", "period"], kind="stable", ignore_index=True)[COLUMNS]


def draw(rows: pd.DataFrame) -> Figure:
    """For each list the central 90 % of ranks under noise as a thin line, the rank as recorded as a mark."""
    if rows.empty:
        return style.empty_figure(CHART.height)
    data = [t for name, group in rows.groupby("root_family") for t in _family(str(name), list(group.itertuples()))]
    worst = max(int(v) for v in [*rows["noise_worst"].dropna(), *rows["rank"].dropna()])
    ticks = [t for t in _TICKS if t <= worst * 1.3]
    layout = {
        "height": CHART.height,
        "xaxis": style.years(int(rows["year"].min()), int(rows["year"].max())),
        "yaxis": {
            "type": "log", "autorange": False, "range": [round(math.log10(worst * 1.25), 3), -0.06],
            "tickvals": ticks, "ticktext": [str(t) for t in ticks], **style.titled(say(f"chart.{ID}.axis")),
        },
        "legend": style.LEGEND,
    }  # fmt: skip
    if rows["reporter"].iloc[0] == "IRN":
        line = {"color": theme.MARK, "width": 1.5, "dash": "dash"}
        layout["shapes"] = [{"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": FIFTH, "y1": FIFTH, "line": line}]
    return {"data": data, "layout": layout}


def _family(name: str, rows: list[Any]) -> Iterator[dict[str, Any]]:
    look = theme.family(name)
    yield style.key(style.family_words(name), look, name)
    ends = [(_place(r), int(r.noise_best), _place(r), int(r.noise_worst)) for r in rows]
    yield style.spans(ends, look, 1.5) | {"legendgroup": name}
    ranked = [r for r in rows if not style.missing(r.rank)]
    yield style.points(
        [_place(r) for r in ranked], [int(r.rank) for r in ranked], look,
        [style.symbol(look, r.cell_basis, r.full_year) for r in ranked], [_hover(r) for r in ranked], group=name,
    )  # fmt: skip


def _place(row: Any) -> float:
    return round(periods.place(row.period, row.calendar), 3)


def _hover(row: Any) -> str:
    told = say(
        f"chart.{ID}.hover", best=int(row.noise_best), worst=int(row.noise_worst),
        chance=formats.percent(float(row.chance_top5)), fifth=formats.percent(float(row.chance_fifth)),
    )  # fmt: skip
    rank = say(f"chart.{ID}.rank", rank=int(row.rank), partners=int(row.partners))
    source = style.wrapped(say(f"chart.{ID}.noise", source=row.sigma_from))
    return style.words(periods.period_words(row), style.family_words(row.root_family), rank, told) + f"<br>{source}"


def finding(rows: pd.DataFrame) -> str:
    """The newest list: the place among the partners with a value, and between which places noise leaves it."""
    ranked = rows[rows["rank"].notna()]
    if ranked.empty:
        return headlines.none(ID)
    row = next(ranked.iloc[::-1].itertuples())
    return headlines.fit(say(
        f"chart.{ID}.head", partner=word("choice.partner", row.partner), rank=headlines.ordinal(int(row.rank)),
        noise=headlines.places(row.noise_best, row.noise_worst), year=int(row.year),
    ))  # fmt: skip


def detail(rows: pd.DataFrame) -> str:
    """The newest list: rank as recorded, ranks under noise, chance of fifth or better, and whether it is resolvable."""
    if rows.empty:
        return style.empty(ID)
    row = next(rows[rows["rank"].notna()].iloc[::-1].itertuples(), None)
    if row is None:
        return style.empty(ID)
    told = say(
        f"chart.{ID}.finding", partner=word("choice.partner", row.partner), period=periods.period_words(row),
        reporter=word("choice.partner", row.reporter), rank=int(row.rank), best=int(row.noise_best),
        worst=int(row.noise_worst), chance=formats.percent(float(row.chance_top5)),
        family=style.family_words(row.root_family),
    )  # fmt: skip
    resolvable = "unknown" if style.missing(row.resolvable) else "yes" if bool(row.resolvable) else "no"
    return told + " " + say(f"chart.{ID}.resolvable_{resolvable}")


def alt(rows: pd.DataFrame) -> str:
    """How many lists over which years, and the newest."""
    if rows.empty:
        return say("chart.empty")
    first, last = int(rows["year"].min()), int(rows["year"].max())
    return say(f"chart.{ID}.alt", n=len(rows), first=first, last=last) + " " + detail(rows)


CHART = Chart(
    id=ID,
    table="rank_uncertainty",
    choices=CHOICES,
    select=select,
    draw=draw,
    finding=finding,
    detail=detail,
    alt=alt,
)
