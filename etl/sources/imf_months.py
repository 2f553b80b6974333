"""IMF, International Trade in Goods by partner country (IMTS), months of the newest two years.

What Iran and Russia record with each other and with the world (G001), so that the newest year, of which no yearly
figure is there yet, can be followed. Months stand in a table of their own: no month is ever counted as a year. Values
are plain US dollars, whatever the attribute SCALE says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pandas as pd

from etl.contract.bounds import USD, YEAR, within
from etl.contract.schema import conform
from etl.contract.tables import TABLES
from etl.sources.base import Checked, Request, RequestContext, Snapshot, described
from etl.sources.left_out import LeftOut
from etl.sources.payload import csv_rows, lenient, picked
from etl.sources.vintages import vintages

_COUNTRIES = {"RUS": "RUS", "IRN": "IRN", "G001": "WLD"}
_FLOWS = {"XG_FOB_USD": ("exporter", "FOB"), "MG_CIF_USD": ("importer", "CIF")}
_REPORTED = {"O", "OU", "R"}
_MONTH = re.compile(rf"({YEAR})-M?(0[1-9]|1[0-2])")
_NUMBER = re.compile(r"\d{1,20}(\.\d{1,30})?([eE][+-]?\d{1,2})?")
_COLUMNS = ("COUNTRY", "INDICATOR", "COUNTERPART_COUNTRY", "FREQUENCY", "TIME_PERIOD", "OBS_VALUE")
_CSV = "application/vnd.sdmx.data+csv;version=2.0.0"
_PATH = "/external/sdmx/3.0/data/dataflow/IMF.STA/IMTS/+/RUS+IRN.XG_FOB_USD+MG_CIF_USD.RUS+IRN+G001.M"
_CELL = ["exporter", "importer", "month", "recorded_by", "valuation", "source"]
Cells = tuple[str, ...]


def requests(context: RequestContext) -> Iterator[Request]:
    """One question: all months from the beginning of last year."""
    request = _question(context.today.year - 1)
    if context.due(request.key, SOURCE.cadence_days):
        yield request


def _question(year: int) -> Request:
    # the service may ignore the limit, so that the answer is cut to it again when it is read
    params = (("c[TIME_PERIOD]", f"ge:{year}-01"),)
    return Request(key=f"months/{year}", path=_PATH, params=params, accept=_CSV, expects=True)


def probes(context: RequestContext) -> Iterator[Request]:
    yield _question(context.today.year - 1)


def check(request: Request, body: bytes) -> Checked:
    """Months with a value."""
    left = LeftOut()
    cells = _cells(request.key, body, left)
    return Checked(rows=len(cells), cells={request.key: {c[:5] for c in cells}}, left_out=left.words())


def _cells(key: str, body: bytes, left: LeftOut) -> list[Cells]:
    """(country, indicator, counterpart, frequency, month, value, derivation) of months from the year of `key` on."""
    header, rows = csv_rows(lenient(body), _COLUMNS, left)
    listed = [row for row in picked(header, rows, (*_COLUMNS, "DERIVATION_TYPE")) if row[5]]
    first = key.rpartition("/")[2]
    used = [row for row in listed if not _unusable(row, left) and row[4] >= first]
    out = left.doubled([row for row in used if row[0] != row[2]], 5)
    left.check(len(used))
    return out


def _unusable(row: Cells, left: LeftOut) -> bool:
    """Whether a row is of no use; why is added to `left`."""
    country, indicator, partner, frequency, month, value, _ = row
    why = ""
    if indicator not in _FLOWS or frequency != "M" or country not in ("RUS", "IRN") or partner not in _COUNTRIES:
        why = "a row that was not asked for"
    elif not _MONTH.fullmatch(month):
        why = "a period that is no month"
    elif not _NUMBER.fullmatch(value) or not within(float(value), *USD):
        why = "what is not a value"
    if why:
        left.add(why, " ".join(row[:6]))
    return bool(why)


def tidy(snapshots: Sequence[Snapshot]) -> dict[str, pd.DataFrame]:
    """`trade_months`, a vintage for each change."""
    answers = [(s.key, s.retrieved[:10], _rows(_cells(s.key, s.read(), LeftOut()))) for s in snapshots]
    frame = vintages(answers or [("", "", _rows([]))], _CELL, ["value_usd", "obs_status"])
    frame = frame.assign(publisher="IMF IMTS", vintage="as retrieved " + frame["vintage_date"])
    frame["obs_status"] = frame["obs_status"].mask(frame["withdrawn"].astype(bool), "M")
    return {"trade_months": conform(TABLES["trade_months"].raw(), frame)}


def _rows(cells: list[Cells]) -> pd.DataFrame:
    rows = []
    for country, indicator, counterpart, _, month, value, derivation in cells:
        side, valuation = _FLOWS[indicator]
        pair = (country, _COUNTRIES[counterpart])
        exporter, importer = pair if side == "exporter" else pair[::-1]
        status = "A" if derivation in _REPORTED else "E"
        year, number = _MONTH.fullmatch(month).groups()  # type: ignore[union-attr]
        rows.append((exporter, importer, f"{year}-M{number}", side, valuation, SOURCE.id, round(float(value)), status))
    frame = pd.DataFrame(rows, columns=[*_CELL, "value_usd", "obs_status"])
    texts = dict.fromkeys((*_CELL, "obs_status"), "str")
    frame = frame.astype({**texts, "value_usd": "Int64"}).drop_duplicates(_CELL, ignore_index=True)
    # a month does not say whose books it is from, unless the Fund does
    return frame.assign(root_family=pd.Series("imf_estimate", index=frame.index, dtype="str"))


SOURCE = described("imf_months", requests=requests, check=check, tidy=tidy, probes=probes)
