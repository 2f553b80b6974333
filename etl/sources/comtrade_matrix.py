"""UN Comtrade's trade matrix: every partner of Iran and of Russia, also those that filed nothing. Needs a key.

The United Nations fill what nobody reported with estimates of their own, and a cell does not say what it was made from,
so that no cell counts as observed. Rows of the world come among those of the countries and are dropped. Nothing of it
is passed on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

import pandas as pd

from etl.contract.countries import from_m49, is_m49
from etl.contract.types import USD
from etl.sources.answers import Answer, Reader, Row, chunks
from etl.sources.base import Request, RequestContext
from etl.sources.bilateral import CELL, bilateral, trade_frame
from etl.sources.comtrade_releases import params
from etl.sources.comtrade_rows import data
from etl.sources.left_out import LeftOut, no_amount, other_than

REPORTERS = (364, 643)
PERIODS, CAP = 12, 100_000
_FIELDS = ("reporterCode", "flowCode", "partnerCode", "primaryValue", "isReported")
_NOTES = {True: "marked as reported by the United Nations", False: "estimated by the United Nations"}


def _questions(context: RequestContext) -> Iterator[Request]:
    """Twelve years of one reporter in each question; none without a key."""
    twelve = chunks(range(context.since, context.today.year), PERIODS)
    for reporter, years in product(REPORTERS, twelve if context.keyed else ()):
        query = params(years, {"reporterCode": str(reporter), "cmdCode": "TOTAL", "flowCode": "M,X"}, CAP)
        key = f"reporter-{reporter}/{years[0]}-{years[-1]}"
        yield Request(key=key, path="/data/v1/getTradeMatrix/C/A/TM", params=query, cap=CAP, expects=True)


def _read(key: str, body: bytes, left: LeftOut) -> Answer:
    """Year and `_FIELDS` of cells with a value that answer the question `key`, without the world."""
    reporter, first, last = map(int, re.findall(r"\d+", key))
    faults = (
        other_than([[*map(str, range(first, last + 1))], [reporter], ["M", "X"]]),
        ("a code that is in none of our lists", lambda *row: type(row[3]) is not int or not is_m49(row[3])),
        no_amount(4, USD),
    )
    rows = [(str(row.get("period")), *map(row.get, _FIELDS)) for row in left.objects(data(body))]
    used = left.usable([row for row in rows if row[4] is not None], faults)
    return Answer(left.unique([row for row in used if row[3]], 4))


def _frame(_: str, cells: Sequence[Row]) -> pd.DataFrame:
    columns = {
        "period": [c[0] for c in cells],
        "valuation": ["FOB" if c[2] == "X" else "CIF" for c in cells],
        "value_usd": [round(c[4]) for c in cells],
        "note": [_NOTES[c[5] is True] for c in cells],
    }
    flows = [(from_m49(reporter), from_m49(partner, reporter), flow == "X") for _, reporter, flow, partner, *_ in cells]
    frame = trade_frame("comtrade_matrix", flows, columns)
    frame = frame[frame["exporter"] != frame["importer"]]
    # groups of the publisher that are one id of ours are added up
    total = frame.groupby(CELL, sort=False)["value_usd"].transform("sum")
    return frame.assign(value_usd=total).drop_duplicates(CELL, ignore_index=True)


# the last of the twelve years of a question grows
_READER = Reader(read=_read, figure=lambda row: row[:4], scope=lambda key: key.rpartition("-")[0])
SOURCE = bilateral("comtrade_matrix", _READER, _frame, questions=_questions)
