"""Agreement of Russia and Iran beyond chance, year by year, against the median of other pairs."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from dashboard.charts import axes, headlines, labels, spans, style, theme
from dashboard.charts.base import Chart, Choices, Figure, TableMap
from dashboard.charts.named_rows import named_rows
from dashboard.charts.ties import _votes
from dashboard.texts import say, word

ID = "votes-beyond-chance"
COLUMNS = """
    year source yardstick value value_low value_high both_voted median_others pairs below
""".split()
CHOICES = spans.ends("alignment_medians", "year", "1992", "1992")
OWN, OTHERS = theme.Look(theme.GREEN, "circle"), theme.Look(theme.MUTED, "diamond")


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `alignment_medians` between two years, oldest first."""
    rows = tables["alignment_medians"]
    rows = rows[rows["value"].notna() & spans.within(rows["year"], choices)]
    return rows.sort_values(["year", "source"], kind="stable", ignore_index=True)[COLUMNS]


def draw(rows: pd.DataFrame) -> Figure:
    """The pair as a strong line with its 95 % intervals, the median of the other pairs in grey."""
    records, last = list(named_rows(rows)), int(rows["year"].max())
    spread = [r for r in records if not style.missing(r.value_low)]
    low = min([0.0, *[float(r.value_low) for r in spread], *[float(r.value) for r in records]]) - 0.05
    high = max([*[float(r.value_high) for r in spread], *[float(r.value) for r in records]]) + 0.05
    intervals = [(int(r.year), float(r.value_low), int(r.year), float(r.value_high)) for r in spread]
    data = [*([style.spans(intervals, OWN, 1.5) | {"opacity": 0.45}] if intervals else [])]
    ends = []
    for name, column, look in (("others", "median_others", OTHERS), ("own", "value", OWN)):
        group = [r for r in records if not style.missing(getattr(r, column))]
        places = [(int(r.year), int(r.year), float(getattr(r, column)), True) for r in group]
        data += list(style.stepped(places, look, name, width=3 if name == "own" else 1.5))
        value = partial(_value, column)
        size = 8 if name == "own" else 5
        data.append(style.marks(group, look, _hover, x=lambda r: int(r.year), y=value, group=name, size=size))
        data.append(style.key(say(f"chart.{ID}.{name}"), look, name) | {"meta": {"only": "narrow"}})
        ends.append(
            labels.End(y=places[-1][2], name=say(f"chart.{ID}.{name}"), colour=look.colour, strong=name == "own")
        )
    data.append(labels.ends(ends, last + 0.5, low, high, CHART.height))
    layout = {
        "height": CHART.height,
        "margin": {"r": labels.room(ends)},
        "xaxis": axes.years(int(rows["year"].min()), last),
        "yaxis": axes.labelled((low, high), axes.ticks(low, high)),
        "shapes": [axes.dashed(y=0)],
    }
    return {"data": data, "layout": layout}


def _value(column: str, row: Any) -> float:
    return float(getattr(row, column))


def _known(row: Any) -> dict[str, str]:
    """The pair's value and the median of the others, as sentences ask for them."""
    return {"value": f"{float(row.value):.2f}", "others": f"{float(row.median_others):.2f}"}


def _hover(row: Any) -> str:
    text = say(f"chart.{ID}.hover", pairs=int(row.pairs), n=int(row.both_voted), **_known(row))
    return style.words(str(int(row.year)), text, word("series", row.source))


def finding(rows: pd.DataFrame) -> str:
    """In how many of the years shown the pair agrees less than the median of the others, and the newest year."""
    row = next(named_rows(rows.iloc[-1:]))
    below = int(rows["below"].fillna(False).sum())
    return headlines.fit(say(f"chart.{ID}.head", year=int(row.year), below=below, n=len(rows), **_known(row)))


def detail(rows: pd.DataFrame) -> str:
    """The newest year with its interval."""
    row = next(named_rows(rows.iloc[-1:]))
    counts = {"year": int(row.year), "n": int(row.both_voted), "pairs": int(row.pairs)}
    return say(f"chart.{ID}.detail", spread=_votes.interval(ID, row), **counts, **_known(row))


def alt(rows: pd.DataFrame) -> str:
    """Every year with the pair's value and the median."""
    text = "; ".join(f"{int(r.year)}: {float(r.value):.2f} ({float(r.median_others):.2f})" for r in named_rows(rows))
    return detail(rows) + " " + say(f"chart.{ID}.alt", text=text)


CHART = Chart(
    select, draw, finding, detail, alt, id=ID, table="alignment_medians", choices=CHOICES, dated=("war", "us-exit")
)
