"""Answers of UN Comtrade: whether they are about what was asked, how many rows there should be, and their vintages."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Any

import pandas as pd

from etl.contract.errors import PayloadError
from etl.sources import comtrade_releases as releases
from etl.sources import comtrade_rows as reader
from etl.sources import trade_rows
from etl.sources.answers import Row, folder
from etl.sources.base import Checked, Request, Snapshot, facts
from etl.sources.comtrade_releases import periods, scopes
from etl.sources.left_out import Fault, LeftOut
from etl.sources.parsed import parsed
from etl.sources.payload import json_object

QUESTIONS: dict[str, tuple[str, str, str, str]] = facts("comtrade")["own"]["questions"]


def count(request: Request, ask: Callable[[Request], bytes]) -> int:
    """How many rows the publisher has for `request`; the answer to this question is never cut."""
    params = (*request.params, ("countOnly", "true"))
    number = json_object(ask(Request(key=f"{request.key}/count", path=request.path, params=params))).get("count")
    if not isinstance(number, int) or isinstance(number, bool):
        raise PayloadError("the count is missing")
    return number


def check(request: Request, body: bytes) -> Checked:
    """Rows of the answer; PayloadError when it is not about what was asked."""
    if folder(request.key) == releases.LOOKUP:
        return releases.check(request, body)
    listed, left = reader.read(body), LeftOut()
    rows = _answering(request.key, listed, left)
    cells: dict[str, set[Hashable]] = {scope: set() for scope in scopes(request.key)}
    of_year = {scope[-4:]: some for scope, some in cells.items()}
    for row in rows:
        if row[reader.VALUE] is not None:
            of_year[row[0]].add(row[1 : reader.WIDTH])
    return Checked(rows=len(listed), cells=cells, left_out=left.words())


def _answering(key: str, listed: list[Any], left: LeftOut) -> list[Row]:
    """Rows of `totals` that answer the question `key`; PayloadError when none of several does."""
    years = {str(year) for year in periods(key)}
    reporter, partner, commodity, _ = QUESTIONS[folder(key)]
    is_asked = re.compile("TOTAL" if commodity == "TOTAL" else "[0-9]{2}").fullmatch
    faults: list[Fault] = [("another year", lambda *row: row[0] not in years)]
    for at, name, code in ((1, "reporterCode", reporter), (2, "partnerCode", partner)):
        if code:
            faults.append((f"another {name} than {code}", partial(_is_other, at, int(code))))
    faults.append(("other commodities than were asked", lambda *row: not is_asked(row[4])))
    used = left.usable(reader.totals(listed, left), faults)
    left.check(len(used))
    return used


def _is_other(at: int, code: int, *row: Any) -> bool:
    return bool(row[at] != code)


def tidy(snapshots: Sequence[Snapshot]) -> dict[str, pd.DataFrame]:
    """`trade` from every answer but availability, a vintage for each change."""
    answers = []
    for snapshot in [s for s in snapshots if folder(s.key) != releases.LOOKUP]:
        frame, periods = parsed(snapshot, "trade", partial(_frame, snapshot)), scopes(snapshot.key)
        parts = [(s, frame[frame["period"] == s[-4:]]) for s in periods] if len(periods) > 1 else [(periods[0], frame)]
        answers += [(scope, snapshot.retrieved[:10], part) for scope, part in parts]
    return {"trade": trade_rows.table(answers)}


def _frame(snapshot: Snapshot) -> pd.DataFrame:
    return reader.trade(_answering(snapshot.key, reader.read(snapshot.read()), LeftOut()))
