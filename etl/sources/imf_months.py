"""IMF, International Trade in Goods by partner country (IMTS), months of the newest two years.

What Iran and Russia record with each other and with the world, so that the newest year, of which no yearly figure is
there yet, can be followed. Months have a table of their own: no month is ever counted as a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

import pandas as pd

from etl.contract.types import USD, YEAR
from etl.sources import imf_rows
from etl.sources.answers import Answer, Reader, Row
from etl.sources.base import Request, RequestContext
from etl.sources.bilateral import CELL, bilateral, trade_frame
from etl.sources.left_out import LeftOut

_PAIR = ("RUS", "IRN")
_MONTH = re.compile(rf"({YEAR})-M?(0[1-9]|1[0-2])")
_SERIES = set(product(_PAIR, imf_rows.FLOWS, (*_PAIR, imf_rows.WORLD), "M"))
_FAULTS = (
    ("a row that was not asked for", lambda *row: row[:4] not in _SERIES),
    ("a period that is no month", lambda *row: not _MONTH.fullmatch(row[4])),
)


def _questions(context: RequestContext) -> Iterator[Request]:
    """One question: all months from the beginning of last year."""
    # the service may ignore the limit, so that the answer is cut to it again when it is read
    year, countries = context.today.year - 1, "+".join(_PAIR)
    series = f"{countries}.{'+'.join(imf_rows.FLOWS)}.{countries}+{imf_rows.WORLD}.M"
    yield imf_rows.question(f"months/{year}", series, ("c[TIME_PERIOD]", f"ge:{year}-01"))


def _read(key: str, body: bytes, left: LeftOut) -> Answer:
    """Rows of `imf_rows` about months from the year of `key` on, of two different countries."""
    first = key.rpartition("/")[2]
    return Answer([r for r in imf_rows.read(body, left, _FAULTS, USD) if r[4] >= first and r[0] != r[2]])


def _frame(_: str, rows: Sequence[Row]) -> pd.DataFrame:
    columns = {
        "period": [f"{r[4][:4]}-M{r[4][-2:]}" for r in rows],
        "value_usd": [round(float(r[5])) for r in rows],
        "obs_status": ["A" if r[6] in imf_rows.REPORTED else "E" for r in rows],
    }
    frame = trade_frame("imf_months", imf_rows.flows(rows), columns)
    return frame.drop_duplicates(CELL, ignore_index=True)


def _tables(frame: pd.DataFrame) -> dict[str, pd.DataFrame]:
    vintage = "as retrieved " + frame["vintage_date"]
    return {"trade_months": frame.rename(columns={"period": "month"}).assign(vintage=vintage)}


_READER = Reader(read=_read, figure=lambda row: row[:5])
SOURCE = bilateral("imf_months", _READER, _frame, tables=_tables, questions=_questions)
