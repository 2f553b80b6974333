"""SIPRI arms transfers register: yearly sums of trend-indicator values, both directions of the pair and the totals of
the two countries.

A year without a delivery row is `none_recorded`, which is not zero. Only the sums are passed on, never the register.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import pandas as pd

from etl.contract.errors import PayloadError
from etl.contract.schema import conform
from etl.contract.tables import TABLES
from etl.sources.answers import Reader, folder, source
from etl.sources.arms_register import CELL, read, sums, years
from etl.sources.base import Request, RequestContext, Snapshot
from etl.sources.payload import json_value, refusal
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
    else:
        request = _register(context.since, max(possible))
        if context.due(request.key, SOURCE.cadence_days):
            yield request


def _register(first: int, last: int) -> Request:
    years = [("Delivery year", "contains", first, last), ("Order year", "contains", 0, last)]
    years += [("opendeals", "", "", ""), ("exportOption", "", "", "")]  # type: ignore[list-item]
    filters = [{"field": f, "condition": c, "value1": a, "value2": b, "listData": []} for f, c, a, b in years]
    body = json.dumps({"filters": filters, "logic": "AND"}, separators=(",", ":"))
    path = "/api/p/trades/trade-register-csv/"
    return Request(key=f"register/{first}-{last}", path=path, method="POST", body=body, expects=True)


def probes(context: RequestContext) -> Iterator[Request]:
    yield _YEAR


def _newest_year(body: bytes) -> int:
    value = json_value(body)
    if isinstance(value, dict):
        value = next(iter(value.values()), None)
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, str) and value.isdigit():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 2000 <= value <= 2100:
        raise PayloadError(f"no year: {refusal(body)}")
    return value


def tidy(snapshots: Sequence[Snapshot]) -> dict[str, pd.DataFrame]:
    """`arms`: a row for each flow and year asked for, a vintage for each change."""
    answers = []
    for snapshot in _READER.with_figures(snapshots):
        rows, generated = _READER.stored(snapshot)
        first, last = years(snapshot.key)
        when = f"register export of {generated}" if generated else f"as retrieved {snapshot.retrieved[:10]}"
        frame = sums(rows, range(int(first), int(last) + 1)).assign(vintage=when)
        answers.append((f"register/{first}", snapshot.retrieved[:10], frame))
    frame = vintages(answers, CELL, ["tiv_million", "recorded"])
    frame["source"], frame["publisher"] = "sipri_register", "SIPRI Arms Transfers Database"
    frame["basis_text"] = "sum of register rows (TIV of deliveries)"
    return {"arms": conform(TABLES["arms"].raw(), frame)}


_READER = Reader(
    read=read, figure=lambda row: row[:4], scope=folder, lookups={_YEAR.key: lambda body: str(_newest_year(body))}
)
SOURCE = source("sipri", _READER, tidy, requests=requests, probes=probes)
