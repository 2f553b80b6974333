"""UN Comtrade's trade matrix: every partner of Iran and of Russia, also those that filed nothing. Needs a key.

The United Nations fill what nobody reported with estimates of their own, and a cell does not say what it was made from,
so that no cell counts as observed. Rows of the world stand among those of the countries and are dropped. Nothing of it
is passed on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pandas as pd

from etl.contract.bounds import USD
from etl.contract.countries import from_m49, is_m49
from etl.sources import trade_rows
from etl.sources.answers import Answer, Reader, Row, chunks, due, is_amount, no_year
from etl.sources.base import Request, RequestContext
from etl.sources.bilateral import bilateral, recorded
from etl.sources.comtrade_rows import data
from etl.sources.left_out import LeftOut

REPORTERS = (364, 643)
PERIODS, CAP = 12, 100_000
_FIELDS = ("period", "reporterCode", "partnerCode", "flowCode", "primaryValue", "isReported")
_NOTES = {True: "marked as reported by the United Nations", False: "estimated by the United Nations"}


def requests(context: RequestContext) -> Iterator[Request]:
    """Twelve years of one reporter in each question; none without a key."""
    twelve = chunks(range(context.since, context.today.year), PERIODS)
    questions = [_question(reporter, years) for reporter in REPORTERS for years in twelve if context.keyed]
    return due(context, questions, SOURCE.cadence_days)


def _question(reporter: int, years: Sequence[int]) -> Request:
    params = [("reporterCode", str(reporter)), ("period", ",".join(map(str, years))), ("cmdCode", "TOTAL")]
    params += [("flowCode", "M,X"), ("maxRecords", str(CAP)), ("format", "JSON"), ("includeDesc", "false")]
    key = f"reporter-{reporter}/{years[0]}-{years[-1]}"
    return Request(key=key, path="/data/v1/getTradeMatrix/C/A/TM", params=tuple(params), cap=CAP, expects=True)


def probes(context: RequestContext) -> Iterator[Request]:
    if context.keyed:
        yield _question(REPORTERS[0], [context.today.year - 3])


def _read(key: str, body: bytes, left: LeftOut) -> Answer:
    """Cells with a value that answer the question `key`, in the order of `_FIELDS`, without the world."""
    code, first, last = map(int, re.findall(r"\d+", key))
    faults = (
        no_year(0),
        ("a code that is in none of our lists", lambda *row: not all(type(c) is int and is_m49(c) for c in row[1:3])),
        ("another reporter or year than was asked", lambda *row: row[1] != code or not first <= int(row[0]) <= last),
        ("another flow", lambda *row: row[3] not in ("M", "X")),
        ("a negative or impossible value", lambda *row: not is_amount(row[4], USD)),
    )
    rows = [tuple(row.get(name) for name in _FIELDS) for row in left.objects(data(body))]
    used = left.usable([row for row in rows if row[4] is not None], faults)
    cells = left.doubled([(str(row[0]), *row[1:]) for row in used if row[1] and row[2]], 4)
    return Answer(cells)


def _frame(_: str, cells: Sequence[Row]) -> pd.DataFrame:
    frame = recorded(
        ((from_m49(reporter), from_m49(partner, reporter), flow == "X") for _, reporter, partner, flow, *_ in cells),
        {
            "period": [c[0] for c in cells],
            "recorded_by": "compiled",
            "valuation": ["FOB" if c[3] == "X" else "CIF" for c in cells],
            "source": SOURCE.id,
            "value_usd": [round(c[4]) for c in cells],
            "obs_status": "E",
            "root_family": "un_matrix",
            "publisher": "UN Comtrade, trade matrix",
            "note": [_NOTES[c[5] is True] for c in cells],
        },
    )
    return trade_rows.added_up(frame[frame["exporter"] != frame["importer"]])


# the last of the twelve years of a question grows
_READER = Reader(read=_read, figure=lambda row: row[:4], scope=lambda key: key.rpartition("-")[0])
SOURCE = bilateral("comtrade_matrix", _READER, _frame, requests=requests, probes=probes)
