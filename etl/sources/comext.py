"""Eurostat Comext: trade of the EU-27 with Iran and with Russia, all goods, annual, so that the EU can be one partner.

Values are in euro and are turned into dollars at the European Central Bank's average rate of the year, fetched beside
them; euro value and rate are in the note. A year without a rate gives no row: euro are never passed off as dollars. In
Comext flow 1 is import, 2 is export.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pandas as pd

from etl.contract.types import USD
from etl.sources.answers import Answer, Reader, Row, folder
from etl.sources.base import Request, RequestContext, Snapshot
from etl.sources.bilateral import trade, trade_frame
from etl.sources.comext_answers import RATE, cube, params, rates
from etl.sources.left_out import LeftOut
from etl.sources.source import source

_PATH = "/eurostat/api/comext/dissemination/statistics/1.0/data/DS-045409"
_PARTNERS = {"IR": "IRN", "RU": "RUS"}
_FIXED = {"freq": ["A"], "reporter": ["EU27_2020"], "product": ["TOTAL"], "indicators": ["VALUE_IN_EUROS"]}
_CODES = {**_FIXED, "partner": [*_PARTNERS], "flow": ["1", "2"]}


def _questions(context: RequestContext) -> list[Request]:
    """The rate, and the trade of all years from `since`."""
    query = params(_CODES, context.since)
    return [RATE, Request(key=f"eu27/{context.since}", path=_PATH, params=query, expects=True)]


def _read(key: str, body: bytes, left: LeftOut) -> Answer:
    """(partner, flow, year, euro), or (year, rate)."""
    if key == RATE.key:
        return rates(body, left)
    cells, updated = cube(body, _CODES, USD, left)
    return Answer([(*cell[4:7], Decimal(str(cell[7]))) for cell in cells], updated)


def tidy(snapshots: Sequence[Snapshot]) -> dict[str, pd.DataFrame]:
    """`trade` in dollars at the newest rate of each year known on the day of each answer."""
    known: dict[str, Decimal] = {}
    cells: dict[str, Sequence[Row]] = {}
    answers = []
    for snapshot in sorted(snapshots, key=lambda s: s.retrieved):
        if snapshot.key == RATE.key:
            known |= dict(_READER.rows(snapshot))
        else:
            cells[snapshot.key] = _READER.rows(snapshot)
        answers += [(key, snapshot.retrieved[:10], _frame(rows, known)) for key, rows in cells.items()]
    return {"trade": trade("comext", answers)}


def _frame(cells: Sequence[Row], known: Mapping[str, Decimal]) -> pd.DataFrame:
    rows = [(_PARTNERS[code], *cell, known[cell[1]]) for code, *cell in sorted(cells) if cell[1] in known]
    columns = {
        "period": [year for _, _, year, *_ in rows],
        "value_usd": [int((euro * rate).to_integral_value()) for *_, euro, rate in rows],
        "note": [f"EUR {euro:f} at {rate} USD, average of the year (ECB)" for *_, euro, rate in rows],
    }
    return trade_frame("comext", (("EU", partner, flow == "2") for partner, flow, *_ in rows), columns)


_READER = Reader(read=_read, figure=lambda row: row[:-1], scope=folder)
SOURCE = source("comext", _READER, tidy, questions=_questions)
