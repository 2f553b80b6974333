"""Eurostat Comext: trade of the EU-27 with Iran and with Russia, all goods, annual, so that the EU can be one partner.

Values are in euro and are turned into dollars at the European Central Bank's average rate of the year (series
EXR.A.USD.EUR.SP00.A, fetched beside them); euro value and rate stand in the note. A year without a rate gives no row:
euro are never passed off as dollars. In Comext flow 1 is import, 2 is export.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import pandas as pd

from etl.contract.bounds import USD, within
from etl.sources import jsonstat, trade_rows
from etl.sources.answers import Answer, Reader, Row, due, folder, is_amount, is_year, source
from etl.sources.base import Request, RequestContext, Snapshot
from etl.sources.bilateral import recorded
from etl.sources.left_out import LeftOut
from etl.sources.payload import csv_rows, lenient, picked

_PARTNERS = {"IR": "IRN", "RU": "RUS"}
_FIXED = {"freq": "A", "reporter": "EU27_2020", "product": "TOTAL", "indicators": "VALUE_IN_EUROS"}
_DIMENSIONS = (*_FIXED, "partner", "flow", "time")
_RATE = Request(
    key="rate-usd-per-eur",
    path="/service/data/EXR/A.USD.EUR.SP00.A",
    params=(("format", "csvdata"),),
    accept="text/csv",
    host="ecb",
    expects=True,
)
_RATE_COLUMNS = ("CURRENCY", "CURRENCY_DENOM", "FREQ", "TIME_PERIOD", "OBS_VALUE")
_PLAUSIBLE = (0.3, 3.0)
_RATE_FAULTS = (
    ("another rate than was asked", lambda *row: row[:3] != ("USD", "EUR", "A")),
    ("a period that is no year", lambda *row: not is_year(row[3])),
    (
        "what is not a rate of dollars for a euro",
        lambda *row: row[4] and not (re.fullmatch(r"\d(\.\d{1,20})?", row[4]) and within(float(row[4]), *_PLAUSIBLE)),
    ),
)
_FAULTS = (
    (
        "a cell that was not asked for",
        lambda *row: row[:4] != tuple(_FIXED.values()) or row[4] not in _PARTNERS or row[5] not in ("1", "2"),
    ),
    ("a period that is no year", lambda *row: not is_year(row[6])),
    ("what is not a value", lambda *row: not is_amount(row[7], USD)),
)


def requests(context: RequestContext) -> Iterator[Request]:
    """The rate and the trade of all years from `since`."""
    return due(context, [_RATE, _trade(context.since)], SOURCE.cadence_days)


def _trade(since: int) -> Request:
    params = [("format", "JSON"), *_FIXED.items(), *(("partner", p) for p in _PARTNERS), ("flow", "1"), ("flow", "2")]
    params += [("sinceTimePeriod", str(since))]
    path = "/eurostat/api/comext/dissemination/statistics/1.0/data/DS-045409"
    return Request(key=f"eu27/{since}", path=path, params=tuple(params), expects=True)


def probes(context: RequestContext) -> Iterator[Request]:
    yield _RATE
    yield _trade(context.today.year - 2)


def _read(key: str, body: bytes, left: LeftOut) -> Answer:
    """(year, dollars for one euro on its average), or (partner, flow, year, euro)."""
    if key == _RATE.key:
        listed = picked(*csv_rows(lenient(body), _RATE_COLUMNS, left), _RATE_COLUMNS)
        used = [(year, Decimal(rate)) for *_, year, rate in left.usable(listed, _RATE_FAULTS) if rate]
        return _checked(left.doubled(used, 1), "", left)
    cells, updated = jsonstat.read(body, _DIMENSIONS, left)
    rows = [(*cell[4:7], Decimal(str(cell[7]))) for cell in left.usable(cells, _FAULTS)]
    return _checked(rows, updated, left)


def _checked(rows: Sequence[Row], released: str, left: LeftOut) -> Answer:
    left.check(len(rows))
    return Answer(rows, released)


def tidy(snapshots: Sequence[Snapshot]) -> dict[str, pd.DataFrame]:
    """`trade` in dollars at the newest rate of each year known on the day of each answer."""
    rates: dict[str, Decimal] = {}
    cells: dict[str, Sequence[Row]] = {}
    answers = []
    for snapshot in sorted(snapshots, key=lambda s: s.retrieved):
        if snapshot.key == _RATE.key:
            rates = rates | dict(_READER.rows(snapshot))
        else:
            cells[snapshot.key] = _READER.rows(snapshot)
        answers += [(key, snapshot.retrieved[:10], _frame(held, rates)) for key, held in cells.items()]
    return {"trade": trade_rows.table(answers)}


def _frame(cells: Sequence[Row], rates: Mapping[str, Decimal]) -> pd.DataFrame:
    known = [(partner, flow, year, euro, rates[year]) for partner, flow, year, euro in sorted(cells) if year in rates]
    return recorded(
        (("EU", _PARTNERS[partner], flow == "2") for partner, flow, *_ in known),
        {
            "period": [year for _, _, year, _, _ in known],
            "source": SOURCE.id,
            "root_family": "partner_reports",
            "publisher": "Eurostat Comext",
            "value_usd": [int((euro * rate).to_integral_value()) for *_, euro, rate in known],
            "note": [f"EUR {euro:f} at {rate} USD, average of the year (ECB)" for *_, euro, rate in known],
        },
    )


_READER = Reader(read=_read, figure=lambda row: row[:-1], scope=folder)
SOURCE = source("comext", _READER, requests=requests, probes=probes, tidy=tidy)
