"""Small tables for the tests of the readings."""

from __future__ import annotations

from typing import Any

import pandas as pd

from etl.contract.frames import conform, empty
from etl.contract.pair import Pair, with_party
from etl.contract.tables import TABLES
from etl.sources.bundled import countries

PAIR = Pair("RUS", "IRN")
COUNTRIES = with_party(countries(), PAIR)


def frame(table: str, *rows: dict[str, Any]) -> pd.DataFrame:
    """Rows of `table`, in its columns and types."""
    return conform(TABLES[table], pd.DataFrame(rows)) if rows else empty(TABLES[table])


def flow(exporter: str, period: str, value: int | None, by: str = "RUS", **given: Any) -> dict[str, Any]:
    """A flow between Russia and Iran as `by` recorded it, in million US dollars."""
    importer = {"RUS": "IRN", "IRN": "RUS"}[exporter]
    base = {
        "exporter": exporter,
        "importer": importer,
        "period": period,
        "calendar": "gregorian",
        "recorded_by": "exporter" if by == exporter else "importer",
        "valuation": "FOB" if by == exporter else "CIF",
        "commodity": "TOTAL",
        "value_usd": None if value is None else value * 10**6,
        "obs_status": "A",
        "list_scope": "complete",
        "source": "s",
        "root_family": "russia_customs",
        "vintage": "v",
        "vintage_date": "2026-01-01",
        "publisher": "P",
        "current": True,
    }
    return {**base, **given}


def figure(number: int, period: str, low: int | None, high: int | None = None, **given: Any) -> dict[str, Any]:
    """A figure of Iran's customs for the trade with Russia, in million US dollars."""
    high = low if high is None else high
    money = {"value_usd": low, "value_low_usd": low, "value_high_usd": high}
    base = {
        "figure_id": f"F{number}",
        "root_family": "iran_customs",
        "series": "irica",
        "reporter": "IRN",
        "partner": "RUS",
        "partner_type": "country",
        "period": period,
        "period_label": period,
        "calendar": "solar_hijri",
        "flow": "total",
        "cell_basis": "observed",
        **{k: None if v is None else v * 10**6 for k, v in money.items()},
    }
    return {**base, **given}


def tables(
    trade: list[dict[str, Any]] | None = None, figures: list[dict[str, Any]] | None = None, **others: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """Tables of trade and figures, and the families of their series."""
    series = {(f["series"], f["root_family"]) for f in figures or []}
    families = [
        {"series": s, "root_family": r, "basis": "observed", "rankable": s != "irica-eaeu", "about": "A."}
        for s, r in sorted(series)
    ]
    base = {
        "trade": frame("trade", *trade or []),
        "official_figures": frame("official_figures", *figures or []),
        "families": frame("families", *families),
        "sightings": empty(TABLES["sightings"]),
        "countries": COUNTRIES,
    }
    return {**base, **others}
