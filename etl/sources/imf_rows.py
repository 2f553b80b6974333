"""The IMF's trade by partner country (IMTS): how its SDMX service is asked, and its answers as rows of text.

Values are plain US dollars, whatever the attribute SCALE says. DERIVATION_TYPE O, OU and R are reported figures.
"""

from __future__ import annotations

import re

from etl.contract.bounds import within
from etl.sources.base import Request
from etl.sources.left_out import LeftOut
from etl.sources.payload import csv_rows, lenient, picked

EXPORTS, IMPORTS = "XG_FOB_USD", "MG_CIF_USD"
OFFICIAL = "O"  # as the country sent it
REPORTED = {OFFICIAL, "OU", "R"}
COLUMNS = ("COUNTRY", "INDICATOR", "COUNTERPART_COUNTRY", "FREQUENCY", "TIME_PERIOD", "OBS_VALUE")
_MARKS = ("DERIVATION_TYPE", "STATUS")
_PATH = "/external/sdmx/3.0/data/dataflow/IMF.STA/IMTS/+/"
_CSV = "application/vnd.sdmx.data+csv;version=2.0.0"
_NUMBER = re.compile(r"-?\d{1,20}(\.\d{1,30})?([eE][+-]?\d{1,2})?")
Cells = tuple[str, str, str, str, str, str, str, str]


def question(key: str, series: str, *params: tuple[str, str]) -> Request:
    """The question for `series`: country, indicator, counterpart and frequency between points."""
    return Request(key=key, path=f"{_PATH}{series}", params=params, accept=_CSV, expects=True)


def read(body: bytes, left: LeftOut) -> list[Cells]:
    """Rows with a value, in the order of `COLUMNS`; then the derivation type and the status, empty when not given."""
    rows = picked(*csv_rows(lenient(body), COLUMNS, left), (*COLUMNS, *_MARKS))
    return [row for row in rows if row[5]]  # type: ignore[misc]


def is_value(value: str, bounds: tuple[float, float]) -> bool:
    """Whether `value` is the text of a number within `bounds`."""
    return _NUMBER.fullmatch(value) is not None and within(float(value), *bounds)
