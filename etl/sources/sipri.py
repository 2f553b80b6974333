"""SIPRI arms transfers register: yearly sums of trend-indicator values, both directions of the pair and the totals of
the two countries.

A year without a delivery row is `none_recorded`, which is not zero. Only the sums are passed on, never the register.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

import pandas as pd

from etl.contract.errors import PayloadError
from etl.sources.answers import Reader, folder
from etl.sources.arms_register import CELL, read, sums
from etl.sources.base import Request, RequestContext, Snapshot
from etl.sources.payload import json_value, refusal
from etl.sources.source import facts, source
from etl.sources.vintages import vintages

_YEAR = Request(key="newest-year", path="/api/p/trades/getMaxYear")


def requests(context: RequestContext) -> Iterator[Request]:
    """The newest year first, then the register from `since` to it."""
    years = [_newest_year(s.read()) for s in context.snapshots if s.key == _YEAR.key]
    # a year in the future is not accepted, and the register never loses a year that it had
    possible = [year for year in years if year <= context.today.year]
    if not years or context.due(_YEAR.key, SOURCE.cadence_days if years[-1] in possible else 1):
        yield _YEAR
    elif not possible:
        raise PayloadError(f"the newest year is said to be {years[-1]}, which is still to come")
    elif context.due((register := _register(context.since, max(possible))).key, SOURCE.cadence_days):
        yield register


def _register(first: int, last: int) -> Request:
    years = [("Delivery year", "contains", first, last), ("Order year", "contains", 0, last)]
    years += [("opendeals", "", "", ""), ("exportOption", "", "", "")]  # type: ignore[list-item]
    filters = [{"field": f, "condition": c, "value1": a, "value2": b, "listData": []} for f, c, a, b in years]
    body = json.dumps({"filters": filters, "logic": "AND"}, separators=(",", ":"))
    path = "/api/p/trades/trade-register-csv/"
    return Request(key=f"register/{first}-{last}", path=path, method="POST", body=body, expects=True)


def _newest_year(body: bytes) -> int:
    # a bare number, or one within a text, a list or an object
    year = re.fullmatch(r"[^\d.-]*(20\d\d|2100)[^\d.]*", str(json_value(body)))
    if year is None:
        raise PayloadError(f"no year: {refusal(body)}")
    return int(year[1])


def tidy(snapshots: Sequence[Snapshot]) -> dict[str, pd.DataFrame]:
    """`arms`: a row for each flow and year asked for, a vintage for each change."""
    answers = []
    for snapshot in _READER.of_table(snapshots):
        answer = _READER.stored(snapshot)
        when = f"register export of {answer.released}" if answer.released else f"as retrieved {snapshot.retrieved[:10]}"
        frame = sums(answer.rows, snapshot.key).assign(vintage=when)
        answers.append((snapshot.key.rpartition("-")[0], snapshot.retrieved[:10], frame))
    return {"arms": vintages(answers, CELL, ["tiv_million", "recorded"]).assign(**facts("sipri")["row"])}


_LOOKUPS = {_YEAR.key: lambda body: str(_newest_year(body))}
_READER = Reader(read=read, figure=lambda row: row[:4], scope=folder, lookups=_LOOKUPS)
SOURCE = source("sipri", _READER, tidy, requests=requests, probes=lambda context: [_YEAR])
