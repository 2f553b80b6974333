"""Small tables for the tests of the depth: a few rows of trade, cells of growth, words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from etl import claims
from etl.claims.message import Message, columns
from etl.contract.frames import conform
from etl.contract.tables import TABLES
from etl.derive.turnover import Cell
from etl.sources.bundled import countries
from tests.etl.judge import readings

WORDS = claims.words()
SETUP = claims.thresholds()["cause"]
NAMES = dict(zip(countries()["id"], countries()["name"], strict=True))


def saying(text: str) -> Message:
    """A message without values."""
    return Message(id="test", values={}, text=text)


def text_of(said: Message | Sequence[Message]) -> str:
    """The sentence that one message or several in a row make."""
    return str(columns(text=said)["text"])


def flow(
    exporter: str, importer: str, year: int, usd: int | None, by: str = "exporter", **given: Any
) -> dict[str, Any]:
    base = {
        "exporter": exporter,
        "importer": importer,
        "period": str(year),
        "calendar": "gregorian",
        "recorded_by": by,
        "valuation": "FOB" if by == "exporter" else "CIF",
        "commodity": "TOTAL",
        "value_usd": usd,
        "obs_status": "A",
        "list_scope": "complete",
        "source": "book",
        "root_family": "customs",
        "vintage": "first",
        "vintage_date": "2026-01-01",
        "publisher": "P",
        "current": True,
    }
    return {**base, **given}


def table(name: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    return conform(TABLES[name], pd.DataFrame(rows, columns=TABLES[name].names))


def both_ways(reporter: str, partner: str, values: dict[int, int], **given: Any) -> list[dict[str, Any]]:
    """Export and import of a reporter with one partner as it books them, half of each value in either direction."""
    rows = []
    for year, usd in values.items():
        rows.append(flow(reporter, partner, year, usd // 2, "exporter", **given))
        rows.append(flow(partner, reporter, year, usd - usd // 2, "importer", **given))
    return rows


def cells(values: dict[int, float], basis: str = "observed", family: str = "customs") -> dict[int, Cell]:
    return {
        y: Cell(
            year=y, period=str(y), calendar="gregorian", low=v, high=v, basis=basis, root_family=family, table="trade"
        )
        for y, v in values.items()
    }


COUNTRIES, PAIR = readings.COUNTRIES, readings.PAIR
FEW = [{"id": c, "name": c, "country_kind": "country", "party": p} for c, p in (("RUS", 1), ("IRN", 2), ("CHN", None))]
FEW += [{"id": "OTH", "name": "Others", "country_kind": "residual"}]


def observed_tables(*trade: dict[str, Any], figures: tuple[dict[str, Any], ...] = ()) -> dict[str, pd.DataFrame]:
    """The tables that ranks and gaps read: rows of `readings.flow` and `readings.figure`, three countries."""
    return readings.tables(
        list(trade), list(figures), countries=table("countries", FEW), partner_bounds=table("partner_bounds", [])
    )
