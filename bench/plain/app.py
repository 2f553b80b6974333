"""What one would write first: a Dash page with four charts, built by plotly express in one callback. For comparison.

Serve it with `gunicorn bench.plain.app:server` from the root of the repository. It reads the same package, and draws
what four charts of our page /trade draw: Russia's rank, turnover, shares and mirror gaps.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.express as px
from dash import Dash, Input, Output, dcc, html

FOLDER = Path(os.environ.get("LEDGER_DATA") or Path(__file__).parents[2] / "data" / "processed")


def read(name: str, lists: str = "") -> pd.DataFrame:
    """A table of the package, with the columns of its `lists` where it has such."""
    rows = pd.read_csv(FOLDER / f"{name}.csv")
    if not lists:
        return rows
    facts = pd.read_csv(FOLDER / f"{lists}.csv")
    return rows.merge(facts[["list_id", *facts.columns.difference(rows.columns)]], on="list_id")


RANKS, TRADE = read("partner_ranks", "partner_lists"), read("trade", "trade_lists")
GAPS, VERDICTS, PARTS = read("mirror_gaps", "mirror_lists"), read("verdicts"), read("parts")
PAIR = ("IRN", "RUS")
FLOWS = ("total", "export", "import")
CHARTS = ("rank", "turnover", "shares", "gaps")

app = Dash("plain", title="Plain")
server = app.server


def verdict() -> str:
    """The verdict that the page of claims has first."""
    first = VERDICTS.merge(PARTS[["claim", "part", "title"]]).query("claim == 'trade-rank'").iloc[0]
    return f"{first['title']}: {first['verdict']}. {first['sentence']}"


app.layout = html.Div(
    [
        html.H1("Russia and Iran: trade"),
        html.P(verdict(), className="verdict"),
        dcc.Dropdown([*FLOWS], FLOWS[0], id="flow", clearable=False),
        *[dcc.Graph(id=name) for name in CHARTS],
    ]
)


def year(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(year=rows["period"].astype(str).str[:4].astype(int)).sort_values("year")


def pair(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of trade between the two countries, either way."""
    return rows[rows["exporter"].isin(PAIR) & rows["importer"].isin(PAIR)]


@app.callback(*[Output(name, "figure") for name in CHARTS], Input("flow", "value"))  # type: ignore[untyped-decorator]
def draw(flow: str) -> tuple[Any, ...]:
    ranks = year(RANKS[(RANKS["reporter"] == "IRN") & (RANKS["flow"] == flow) & (RANKS["basis"] == "as_recorded")])
    russia = ranks[ranks["partner"] == "RUS"]
    sums = year(pair(TRADE)).groupby(["year", "source"], as_index=False)["value_usd"].sum()
    return (
        px.line(russia, x="year", y="rank", color="source", markers=True, title="Russia's rank among Iran's partners"),
        px.bar(sums, x="year", y="value_usd", color="source", barmode="group", title="Turnover"),
        px.line(russia, x="year", y="share", color="source", markers=True, title="Russia's share in Iran's trade"),
        px.scatter(year(GAPS), x="year", y="gap_log", color="importer", title="Mirror gaps"),
    )
