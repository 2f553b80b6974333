"""IMF, International Trade in Goods by partner country (IMTS), months of the newest two years.

What Iran and Russia record with each other and with the world (G001), so that the newest year, of which no yearly
figure is there yet, can be followed. Months stand in a table of their own: no month is ever counted as a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pandas as pd

from etl.contract.bounds import USD, YEAR
from etl.contract.schema import conform
from etl.contract.tables import TABLES
from etl.sources import imf_rows
from etl.sources.answers import Answer, Reader, Row, due, source
from etl.sources.base import Request, RequestContext, Snapshot
from etl.sources.left_out import LeftOut
from etl.sources.vintages import vintages

_COUNTRIES = {"RUS": "RUS", "IRN": "IRN", "G001": "WLD"}
_FLOWS = {imf_rows.EXPORTS: ("exporter", "FOB"), imf_rows.IMPORTS: ("importer", "CIF")}
_MONTH = re.compile(rf"({YEAR})-M?(0[1-9]|1[0-2])")
_CELL = ["exporter", "importer", "month", "recorded_by", "valuation", "source"]
_FAULTS = (
    (
        "a row that was not asked for",
        lambda country, flow, partner, frequency, *_: (
            flow not in _FLOWS or frequency != "M" or country not in ("RUS", "IRN") or partner not in _COUNTRIES
        ),
    ),
    ("a period that is no month", lambda *row: not _MONTH.fullmatch(row[4])),
    ("what is not a value", lambda *row: not imf_rows.is_value(row[5], USD)),
)


def requests(context: RequestContext) -> Iterator[Request]:
    """One question: all months from the beginning of last year."""
    return due(context, list(probes(context)), SOURCE.cadence_days)


def probes(context: RequestContext) -> Iterator[Request]:
    # the service may ignore the limit, so that the answer is cut to it again when it is read
    year = context.today.year - 1
    series = f"RUS+IRN.{imf_rows.EXPORTS}+{imf_rows.IMPORTS}.RUS+IRN+G001.M"
    yield imf_rows.question(f"months/{year}", series, ("c[TIME_PERIOD]", f"ge:{year}-01"))


def _read(key: str, body: bytes, left: LeftOut) -> Answer:
    """Rows of `imf_rows` about months from the year of `key` on, of two different countries."""
    first = key.rpartition("/")[2]
    used = [row for row in left.usable(imf_rows.read(body, left), _FAULTS) if row[4] >= first]
    left.check(len(used))
    return Answer(left.doubled([row for row in used if row[0] != row[2]], 5))


def tidy(snapshots: Sequence[Snapshot]) -> dict[str, pd.DataFrame]:
    """`trade_months`, a vintage for each change."""
    answers = [(s.key, s.retrieved[:10], _frame(_READER.rows(s))) for s in snapshots]
    frame = vintages(answers or [("", "", _frame([]))], _CELL, ["value_usd", "obs_status"])
    frame = frame.assign(publisher="IMF IMTS", vintage="as retrieved " + frame["vintage_date"])
    frame["obs_status"] = frame["obs_status"].mask(frame["withdrawn"].astype(bool), "M")
    return {"trade_months": conform(TABLES["trade_months"].raw(), frame)}


def _frame(cells: Sequence[Row]) -> pd.DataFrame:
    rows = []
    for country, indicator, counterpart, _, month, value, derivation, _ in cells:
        side, valuation = _FLOWS[indicator]
        pair = (country, _COUNTRIES[counterpart])
        status = "A" if derivation in imf_rows.REPORTED else "E"
        when = f"{month[:4]}-M{month[-2:]}"
        sides = pair if side == "exporter" else pair[::-1]
        rows.append((*sides, when, side, valuation, SOURCE.id, round(float(value)), status))
    # a month does not say whose books it is from, unless the Fund does
    frame = pd.DataFrame(rows, columns=[*_CELL, "value_usd", "obs_status"]).assign(root_family="imf_estimate")
    texts = dict.fromkeys((*_CELL, "obs_status", "root_family"), "str")
    return frame.astype({**texts, "value_usd": "Int64"}).drop_duplicates(_CELL, ignore_index=True)


_READER = Reader(read=_read, figure=lambda row: row[:5])
SOURCE = source("imf_months", _READER, requests=requests, probes=probes, tidy=tidy)
