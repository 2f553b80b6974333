"""Eurostat Comext: trade of the EU-27 with Iran and with Russia, all goods, annual, so that the EU can be one partner.

Values are in euro and are turned into dollars at the European Central Bank's average rate of the year, fetched beside
them; euro value and rate are in the note. A year without a rate gives no row: euro are never passed off as dollars. In
Comext flow 1 is import, 2 is export.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import pandas as pd

from etl.contract.bounds import USD
from etl.sources import ecb_rates, jsonstat, trade_rows
from etl.sources.answers import Answer, Reader, Row, due, folder, is_amount, no_year, source
from etl.sources.base import Request, RequestContext, Snapshot
from etl.sources.bilateral import recorded
from etl.sources.left_out import LeftOut

_PARTNERS = {"IR": "IRN", "RU": "RUS"}
_FIXED = {"freq": "A", "reporter": "EU27_2020", "product": "TOTAL", "indicators": "VALUE_IN_EUROS"}
_FAULTS = (
    (
        "a cell that was not asked for",
        lambda *row: row[:4] != tuple(_FIXED.values()) or row[4] not in _PARTNERS or row[5] not in ("1", "2"),
    ),
    no_year(6),
    ("what is not a value", lambda *row: not is_amount(row[7], USD)),
)


def requests(context: RequestContext) -> Iterator[Request]:
    """The rate and the trade of all years from `since`."""
    return due(context, [ecb_rates.RATE, _trade(context.since)], SOURCE.cadence_days)


def _trade(since: int) -> Request:
    params = [("format", "JSON"), *_FIXED.items(), *(("partner", p) for p in _PARTNERS), ("flow", "1"), ("flow", "2")]
    params += [("sinceTimePeriod", str(since))]
    path = "/eurostat/api/comext/dissemination/statistics/1.0/data/DS-045409"
    return Request(key=f"eu27/{since}", path=path, params=tuple(params), expects=True)


def probes(context: RequestContext) -> Iterator[Request]:
    yield from (ecb_rates.RATE, _trade(context.today.year - 2))


def _read(key: str, body: bytes, left: LeftOut) -> Answer:
    """(partner, flow, year, euro), or what `ecb_rates` reads."""
    if key == ecb_rates.RATE.key:
        return ecb_rates.read(body, left)
    cells, updated = jsonstat.read(body, (*_FIXED, "partner", "flow", "time"), left)
    return Answer([(*cell[4:7], Decimal(str(cell[7]))) for cell in left.usable(cells, _FAULTS)], updated)


def tidy(snapshots: Sequence[Snapshot]) -> dict[str, pd.DataFrame]:
    """`trade` in dollars at the newest rate of each year known on the day of each answer."""
    rates: dict[str, Decimal] = {}
    cells: dict[str, Sequence[Row]] = {}
    answers = []
    for snapshot in sorted(snapshots, key=lambda s: s.retrieved):
        if snapshot.key == ecb_rates.RATE.key:
            rates = rates | dict(_READER.rows(snapshot))
        else:
            cells[snapshot.key] = _READER.rows(snapshot)
        answers += [(key, snapshot.retrieved[:10], _frame(rows, rates)) for key, rows in cells.items()]
    return {"trade": trade_rows.table(answers)}


def _frame(cells: Sequence[Row], rates: Mapping[str, Decimal]) -> pd.DataFrame:
    rows = [(_PARTNERS[code], *cell, rates[cell[1]]) for code, *cell in sorted(cells) if cell[1] in rates]
    return recorded(
        (("EU", partner, flow == "2") for partner, flow, *_ in rows),
        {
            "period": [year for _, _, year, *_ in rows],
            "source": SOURCE.id,
            "root_family": "partner_reports",
            "publisher": "Eurostat Comext",
            "value_usd": [int((euro * rate).to_integral_value()) for *_, euro, rate in rows],
            "note": [f"EUR {euro:f} at {rate} USD, average of the year (ECB)" for *_, euro, rate in rows],
        },
    )


_READER = Reader(read=_read, figure=lambda row: row[:-1], scope=folder)
SOURCE = source("comext", _READER, tidy, requests=requests, probes=probes)
