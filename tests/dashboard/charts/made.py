"""Tables made for a test of charts: typed as the package types them, with the rows that the test names."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts.base import Chart, Choice
from etl.contract.frames import conform, empty
from etl.contract.pair import Pair, with_party
from etl.contract.tables import TABLES
from etl.sources.bundled import countries

Rows = list[dict[str, Any]]
COUNTRIES = conform(TABLES["countries"], with_party(countries(), Pair("RUS", "IRN")))
UNNAMED = {name: empty(table) for name, table in TABLES.items()} | {"countries": COUNTRIES}


def tables(**rows: Rows) -> dict[str, pd.DataFrame]:
    """Every table of the contract; those that are not named are empty, but for the claims and parts that rows name."""
    rows = _claims_of(rows) | rows
    return UNNAMED | {n: conform(TABLES[n], pd.DataFrame(r, columns=TABLES[n].names)) for n, r in rows.items()}


def _claims_of(rows: dict[str, Rows]) -> dict[str, Rows]:
    """Rows of `claims` and `parts` for those that other rows name, in the order in which they are met."""
    named = dict.fromkeys(
        (r["claim"], r["part"]) for table in rows.values() for r in table if {"claim", "part"} <= set(r)
    )
    claims = [{"id": c, "position": i, "phrase": c} for i, c in enumerate(dict.fromkeys(c for c, _ in named))]
    parts = [{"claim": c, "part": p, "position": i, "title": p} for i, (c, p) in enumerate(named)]
    return {"claims": claims, "parts": parts}


def rows_of(chart: Chart, made: dict[str, pd.DataFrame], **choices: str) -> pd.DataFrame:
    """What the chart selects from `made` under `choices`, the others at their default."""
    return chart.select(made, chart.with_options(made).complete(choices))


def marks(figure: dict[str, Any], name: str = "") -> list[dict[str, Any]]:
    """Traces with marks that stand for rows: those with words to show, and of one name where it is given."""
    result = [t for t in figure["data"] if t.get("hoverinfo") == "text"]
    return [t for t in result if not name or t.get("name") == name]


def symbols(figure: dict[str, Any]) -> list[str]:
    """The symbol of every mark that stands for a row, in order."""
    result = []
    for trace in marks(figure):
        symbol = trace["marker"].get("symbol", "")
        result += symbol if isinstance(symbol, list) else [symbol] * len(trace["x"])
    return result


def table(figure: dict[str, Any]) -> list[list[str]]:
    """The words of a small table, row by row."""
    return [[cell["text"] for cell in row] for row in figure["layout"]["table"]["rows"]]


def tones(figure: dict[str, Any], column: int) -> list[str]:
    """The tones of one column of a small table."""
    return [row[column]["tone"] for row in figure["layout"]["table"]["rows"]]


def trade(exporter: str, importer: str, period: str, value: int, **more: Any) -> dict[str, Any]:
    """One row of `trade`, Russia as reporter, observed, unless said otherwise."""
    usual = {
        "exporter": exporter,
        "importer": importer,
        "period": period,
        "calendar": "gregorian",
        "valuation": "FOB",
        "recorded_by": "exporter" if exporter == "RUS" else "importer",
        "commodity": "TOTAL",
        "value_usd": value,
        "obs_status": "A",
        "list_scope": "complete",
        "source": "imts_rus",
        "root_family": "russia_customs",
        "vintage": "v",
        "vintage_date": "2026-04-24",
        "publisher": "IMF",
        "current": True,
    }
    return usual | more


def ranked(period: str, value: int | None, **more: Any) -> dict[str, Any]:
    """One row of `partner_ranks`: Iran among Russia's partners, all trade, unless said otherwise."""
    usual = {
        "reporter": "RUS",
        "partner": "IRN",
        "period": period,
        "calendar": "gregorian",
        "flow": "total",
        "source": "imts_rus",
        "root_family": "russia_customs",
        "basis": "as_recorded",
        "value_usd": value,
        "obs_status": "A",
        "rank": 37,
        "rank_best": 37,
        "rank_worst": 41,
        "partners": 70,
    }
    return usual | more


def figure(period: str, value: int | None, **more: Any) -> dict[str, Any]:
    """One row of `official_figures`: turnover with Russia by Iran's customs, unless said otherwise."""
    usual = {
        "figure_id": f"F-{period}-{value}",
        "root_family": "iran_customs",
        "series": "irica-brics",
        "reporter": "IRN",
        "partner": "RUS",
        "partner_type": "country",
        "period": period,
        "period_label": period,
        "flow": "total",
        "calendar": "solar_hijri",
        "value_usd": value,
        "value_low_usd": value,
        "value_high_usd": value,
        "cell_basis": "observed",
        "scope": "non-oil",
        "forecast": False,
    }
    return usual | more


def invested(number: int, label: str, value: int | None, **more: Any) -> dict[str, Any]:
    """One row of `investment` in Iran: from Russia, said to have come in, by the investment organisation."""
    usual = {
        "id": f"FI{number:03d}",
        "host": "IRN",
        "origin": "Russia",
        "origin_id": "RUS",
        "period_label": label,
        "period_start": "2022-03-21",
        "period_end": "2023-03-20",
        "period_precision": "exact",
        "value_usd": value,
        "calendar": "solar_hijri",
        "measure_kind": "claimed_realised",
        "series": "oietai",
        "cell_basis": "stated",
        "root": "Interview",
        "publisher": "TASS",
    }
    return usual | more


def agreed(name: str, signed: str, furthest: str, **more: Any) -> dict[str, Any]:
    """One row of `agreements`: an active oil contract that counts, unless said otherwise."""
    usual = {
        "id": name,
        "signed_date": signed,
        "title": f"Agreement {name}",
        "sector": "oil upstream",
        "sector_group": "energy",
        "furthest": furthest,
        "instrument": "contract",
        "state": "active",
        "umbrella": False,
        "counts": True,
        "status_text": "said",
        "publisher": "Upstream",
    }
    return usual | more


def sample(choice: Choice) -> tuple[str, ...]:
    """Options that stand for all where each costs a drawing: of a span of years the usual one and the ends."""
    if choice.kind != "year" or not choice.options:
        return choice.options
    return tuple(dict.fromkeys((choice.usual, choice.options[0], choice.options[-1])))
