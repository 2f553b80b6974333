"""Russia's rank among Iran's partners, by year and by whose books are read: the pattern for all other charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from dashboard.charts import headlines, periods, style, theme
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import say

ID = "russia-rank"
FAMILIES = ("iran_customs", "russia_customs", "imf_estimate", "partner_reports")
FIFTH, SINCE = 5, 2022  # the article's rank, and the years it speaks of
COLUMNS = [
    "period", "calendar", "year", "full_year", "flow", "basis", "root_family", "source", "rank", "rank_best",
    "rank_worst", "partners", "missing", "leaning_on", "value_usd", "share", "obs_status", "note",
]  # fmt: skip
CHOICES = (
    Choice("flow", ("total", "export", "import")),
    Choice("basis", ("as_recorded", "eu_one")),
    Choice("family", ("all", *FAMILIES)),
    Choice("periods", ("years", "all")),
    Choice("since", ("2010", "1992")),
)
_BOTTOM = 80  # a rank below this leaves the picture; its row stays in the table
_OPEN = 1.3  # length of the arrow of an interval without an end, as a factor on the axis of ranks


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `partner_ranks` for Russia as a partner of Iran, oldest first; columns as in COLUMNS."""
    ranks = tables["partner_ranks"]
    rows = ranks[(ranks["reporter"] == "IRN") & (ranks["partner"] == "RUS") & (ranks["flow"] == choices["flow"])]
    rows = periods.with_years(rows[rows["basis"] == choices["basis"]])
    rows = rows[rows["year"].ge(int(choices["since"])).fillna(False)]
    if choices["family"] != "all":
        rows = rows[rows["root_family"] == choices["family"]]
    if choices["periods"] == "years":
        rows = periods.full_or_nearly(rows, ["root_family"])
    return rows.sort_values(["year", "root_family", "source", "period"], kind="stable", ignore_index=True)[COLUMNS]


def draw(rows: pd.DataFrame) -> Figure:
    """One bar from the best to the worst possible rank for each row; hollow where estimated or part of a year."""
    if rows.empty:
        return style.empty_figure(CHART.height)
    data: list[dict[str, Any]] = []
    for name, group in rows.groupby("root_family", sort=True):
        data += _family(str(name), group)
    first, last = int(rows["year"].min()), int(rows["year"].max())
    return {"data": data, "layout": _layout(first, last)}


def _family(name: str, group: pd.DataFrame) -> Iterator[dict[str, Any]]:
    look = theme.family(name)
    yield {
        "type": "scatter", "mode": "markers", "x": [None], "y": [None], "name": style.family_words(name),
        "legendgroup": name, "marker": {"color": look.colour, "symbol": look.symbol, "size": 9},
    }  # fmt: skip
    for row in group.itertuples():
        if style.missing(row.rank_worst) or row.rank_worst > row.rank_best:
            yield _bar(row, look)
    ranked = group[group["rank"].notna() | (group["rank_best"] == group["rank_worst"]).fillna(False)]
    if len(ranked):
        yield _points(list(ranked.itertuples()), name, look)


def _firm(row: Any) -> bool:
    return row.obs_status == "A" and bool(row.full_year)


def _bar(row: Any, look: theme.Look) -> dict[str, Any]:
    """The interval of one row: a bar where it is firm, else a thin line with ends; an arrow without a worst rank."""
    x, best = periods.place(row.period, row.calendar), int(row.rank_best)
    trace: dict[str, Any] = {
        "type": "scatter", "legendgroup": row.root_family, "showlegend": False, "hovertext": _hover(row),
        "hoverinfo": "text", "x": [x, x],
    }  # fmt: skip
    if style.missing(row.rank_worst):
        return trace | _thin(look, [best, best * _OPEN], ["line-ew", "triangle-down"])
    ends = [best, min(int(row.rank_worst), _BOTTOM)]
    if not _firm(row):
        return trace | _thin(look, ends, ["line-ew", "line-ew"])
    return trace | {"y": ends, "mode": "lines", "opacity": 0.55, "line": {"color": look.colour, "width": 9}}


def _thin(look: theme.Look, ends: Sequence[float], symbols: list[str]) -> dict[str, Any]:
    marker = {"color": look.colour, "size": [9, 8], "symbol": symbols, "opacity": 1}
    marker["line"] = {"color": look.colour, "width": 2}
    return {"y": list(ends), "mode": "lines+markers", "line": {"color": look.colour, "width": 2}, "marker": marker}


def _points(rows: list[Any], name: str, look: theme.Look) -> dict[str, Any]:
    """The rank among the partners that have a value; hollow where estimated or part of a year."""
    return {
        "type": "scatter", "mode": "markers", "legendgroup": name, "showlegend": False,
        "x": [periods.place(r.period, r.calendar) for r in rows],
        "y": [int(r.rank_best if style.missing(r.rank) else r.rank) for r in rows],
        "hovertext": [_hover(r) for r in rows], "hoverinfo": "text",
        "marker": {
            "color": look.colour, "size": 11, "line": {"color": look.colour, "width": 2},
            "symbol": [look.symbol if _firm(r) else f"{look.symbol}-open" for r in rows],
        },
    }  # fmt: skip


def _hover(row: Any) -> str:
    lines = [f"<b>{style.safe(periods.period_words(row))}</b>", style.safe(style.family_words(row.root_family))]
    lines.append(say(f"chart.{ID}.hover", rank=style.rank_words(row.rank_best, row.rank_worst)))
    if not style.missing(row.rank):
        lines.append(say(f"chart.{ID}.hover_rank", rank=int(row.rank), partners=int(row.partners)))
    if not _firm(row):
        lines.append(say(f"chart.{ID}.hover_soft"))
    return "<br>".join(lines)


def _layout(first: int, last: int) -> dict[str, Any]:
    ranks = [1, 2, 3, 5, 7, 10, 15, 20, 30, 50]
    return {
        "height": CHART.height,
        "xaxis": {
            "range": [first - 0.7, last + 0.9], "tickformat": "d", "nticks": 12, "showgrid": False, "showline": True,
        },
        "yaxis": {
            "type": "log", "autorange": False, "range": [1.85, -0.06], "tickvals": ranks,
            "ticktext": [str(r) for r in ranks], "title": {"text": say(f"chart.{ID}.axis")},
        },
        "shapes": [{
            "type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": FIFTH, "y1": FIFTH,
            "line": {"color": theme.MARK, "width": 1.5, "dash": "dash"},
        }],
        "annotations": [{
            "xref": "paper", "x": 0, "xanchor": "left", "y": 0.699, "yanchor": "top", "showarrow": False,
            "text": say(f"chart.{ID}.fifth"),
        }],
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
    }  # fmt: skip


def _fits(rows: pd.DataFrame) -> tuple[int, int]:
    """How many of `rows` put Russia fifth for sure, and how many only leave it open."""
    best, worst = rows["rank_best"], rows["rank_worst"]
    surely = (best == FIFTH) & (worst == FIFTH).fillna(False)
    possible = (best <= FIFTH) & (worst.isna() | (worst >= FIFTH).fillna(False))
    return int(surely.fillna(False).sum()), int((possible & ~surely).fillna(False).sum())


def finding(rows: pd.DataFrame) -> str:
    """The newest place of each family of books that bounds it on both sides."""
    recent = rows[rows["year"].ge(SINCE).fillna(False)]
    if recent.empty:
        return headlines.none(ID)
    closed = recent[recent["rank_worst"].notna()].drop_duplicates("root_family", keep="last")
    kept = (closed if len(closed) else recent.tail(1)).iloc[::-1]
    named = [
        say(
            f"chart.{ID}.place", place=headlines.places(r.rank_best, r.rank_worst), year=int(r.year),
            family=style.family_words(r.root_family),
        )
        for r in kept.itertuples()
    ]  # fmt: skip
    return headlines.fit(
        *(say(f"chart.{ID}.head", places=headlines.joined(named[:n])) for n in range(len(named), 0, -1))
    )


def detail(rows: pd.DataFrame) -> str:
    """One sentence: whether a ranking since 2022 puts Russia fifth, and the newest interval of each family."""
    recent = rows[rows["year"].ge(SINCE).fillna(False)]
    if recent.empty:
        return say(f"chart.{ID}.none")
    surely, possible = _fits(recent)
    name = "surely" if surely else "possible" if possible else "nowhere"
    told = say(f"chart.{ID}.{name}", n=len(recent), surely=surely, possible=possible)
    closed = recent[recent["rank_worst"].notna()].drop_duplicates("root_family", keep="last")
    latest = [
        f"{style.rank_words(r.rank_best, r.rank_worst)} ({style.family_words(r.root_family)})"
        for r in closed.itertuples()
    ]
    return told + (say(f"chart.{ID}.latest", latest=", ".join(latest)) if latest else "") + "." + _counted(recent)


def _counted(recent: pd.DataFrame) -> str:
    """The newest row that is fifth among the partners with a value, though not among all: said, not hidden."""
    fifth = (recent["rank"] == FIFTH).fillna(False) & (recent["rank_best"] > FIFTH).fillna(False)
    if not fifth.any():
        return ""
    row = next(recent[fifth].tail(1).itertuples())
    return " " + say(
        f"chart.{ID}.counted", family=style.family_words(row.root_family), period=periods.period_words(row)
    )


def _newest(row: Any) -> str:
    interval = style.rank_words(row.rank_best, row.rank_worst)
    return f"{style.family_words(row.root_family)}, {periods.period_words(row)}: {interval}"


def alt(rows: pd.DataFrame) -> str:
    """What the picture shows, with the newest row of each family in words."""
    if rows.empty:
        return say("chart.empty")
    newest = rows.drop_duplicates("root_family", keep="last")
    return say(
        f"chart.{ID}.alt", n=len(rows), first=int(rows["year"].min()), last=int(rows["year"].max()),
        latest="; ".join(_newest(row) for row in newest.itertuples()),
    )  # fmt: skip


CHART = Chart(
    id=ID,
    table="partner_ranks",
    choices=CHOICES,
    select=select,
    draw=draw,
    finding=finding,
    detail=detail,
    alt=alt,
)
