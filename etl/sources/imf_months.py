"""IMF, International Trade in Goods by partner country (IMTS), months of the newest two years.

What Iran and Russia record with each other and with the world, so that the newest year, of which no yearly figure is
there yet, can be followed. Months have a table of their own: no month is ever counted as a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

import pandas as pd

from etl.contract.bounds import USD, YEAR
from etl.contract.schema import conform
from etl.contract.tables import TABLES
from etl.sources import imf_rows
from etl.sources.answers import Answer, Reader, Row, due, source
from etl.sources.base import Request, RequestContext, Snapshot
from etl.sources.bilateral import recorded
from etl.sources.left_out import LeftOut
from etl.sources.vintages import vintages

_ASKED = ("RUS", "IRN")
_MONTH = re.compile(rf"({YEAR})-M?(0[1-9]|1[0-2])")
_CELL = ["exporter", "importer", "month", "recorded_by", "valuation", "source"]
_SERIES = set(product(_ASKED, imf_rows.FLOWS, (*_ASKED, imf_rows.WORLD), "M"))
_FAULTS = (
    ("a row that was not asked for", lambda *row: row[:4] not in _SERIES),
    ("a period that is no month", lambda *row: not _MONTH.fullmatch(row[4])),
    ("what is not a value", lambda *row: not imf_rows.is_value(row[5], USD)),
)


def requests(context: RequestContext) -> Iterator[Request]:
    """One question: all months from the beginning of last year."""
    return due(context, list(probes(context)), SOURCE.cadence_days)


def probes(context: RequestContext) -> Iterator[Request]:
    # the service may ignore the limit, so that the answer is cut to it again when it is read
    year, countries = context.today.year - 1, "+".join(_ASKED)
    series = f"{countries}.{'+'.join(imf_rows.FLOWS)}.{countries}+{imf_rows.WORLD}.M"
    yield imf_rows.question(f"months/{year}", series, ("c[TIME_PERIOD]", f"ge:{year}-01"))


def _read(key: str, body: bytes, left: LeftOut) -> Answer:
    """Rows of `imf_rows` about months from the year of `key` on, of two different countries."""
    used, first = left.usable(imf_rows.read(body, left), _FAULTS), key.rpartition("/")[2]
    return Answer(left.doubled([row for row in used if row[4] >= first and row[0] != row[2]], 5))


def tidy(snapshots: Sequence[Snapshot]) -> dict[str, pd.DataFrame]:
    """`trade_months`, a vintage for each change."""
    answers = [(s.key, s.retrieved[:10], _frame(_READER.rows(s))) for s in snapshots]
    frame = vintages(answers or [("", "", _frame([]))], _CELL, ["value_usd", "obs_status"])
    frame["obs_status"] = frame["obs_status"].mask(frame["withdrawn"].astype(bool), "M")
    frame["vintage"] = "as retrieved " + frame["vintage_date"]
    return {"trade_months": conform(TABLES["trade_months"].raw(), frame)}


def _frame(rows: Sequence[Row]) -> pd.DataFrame:
    columns = {
        "period": [f"{r[4][:4]}-M{r[4][-2:]}" for r in rows],
        "source": SOURCE.id,
        "value_usd": [round(float(r[5])) for r in rows],
        "obs_status": ["A" if r[6] in imf_rows.REPORTED else "E" for r in rows],
        "root_family": "imf_estimate",  # a month does not say whose books it is from, unless the Fund does
        "publisher": "IMF IMTS",
    }
    frame = recorded(imf_rows.flows(rows), columns).rename(columns={"period": "month"})
    return frame.drop_duplicates(_CELL, ignore_index=True)


_READER = Reader(read=_read, figure=lambda row: row[:5])
SOURCE = source("imf_months", _READER, tidy, requests=requests, probes=probes)
