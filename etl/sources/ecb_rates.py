"""The European Central Bank's average rate of each year, dollars for a euro (series EXR.A.USD.EUR.SP00.A)."""

from __future__ import annotations

import re
from decimal import Decimal

from etl.contract.bounds import within
from etl.sources.answers import Answer, no_year, other_than
from etl.sources.base import Request
from etl.sources.left_out import LeftOut
from etl.sources.payload import csv_rows, lenient, picked

_PATH = "/service/data/EXR/A.USD.EUR.SP00.A"
RATE = Request(
    key="rate-usd-per-eur", path=_PATH, params=(("format", "csvdata"),), accept="text/csv", host="ecb", expects=True
)
_COLUMNS = ("CURRENCY", "CURRENCY_DENOM", "FREQ", "TIME_PERIOD", "OBS_VALUE")
_PLAUSIBLE = (0.3, 3.0)
_FAULTS = (
    other_than((["USD"], ["EUR"], ["A"])),
    no_year(3),
    (
        "what is not a rate of dollars for a euro",
        lambda *row: row[4] and not (re.fullmatch(r"\d(\.\d{1,20})?", row[4]) and within(float(row[4]), *_PLAUSIBLE)),
    ),
)


def read(body: bytes, left: LeftOut) -> Answer:
    """(year, dollars for one euro) of every year with a rate."""
    rows = left.usable(picked(*csv_rows(lenient(body), _COLUMNS, left), _COLUMNS), _FAULTS)
    return Answer(left.unique([(year, Decimal(rate)) for *_, year, rate in rows if rate], 1))
