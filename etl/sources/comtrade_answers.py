"""Answers of UN Comtrade: whether they are about what was asked, how many rows there should be, and their vintages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pandas as pd

from etl.contract.errors import PayloadError
from etl.sources import comtrade_releases as releases
from etl.sources import comtrade_rows as reader
from etl.sources import trade_rows
from etl.sources.answers import folder
from etl.sources.base import Checked, Request, Snapshot, facts
from etl.sources.comtrade_releases import periods, scopes
from etl.sources.left_out import LeftOut
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
    frame = _answering(request.key, listed, left)
    values = frame[frame["primaryValue"].notna()]
    at = values[["reporterCode", "partnerCode", "flowCode", "cmdCode"]]
    cells = {s: set(at[values["period"] == s[-4:]].itertuples(index=False, name=None)) for s in scopes(request.key)}
    return Checked(rows=len(listed), cells=cells, left_out=left.words())


def _answering(key: str, listed: list[Any], left: LeftOut) -> pd.DataFrame:
    """Rows of `totals` that answer the question `key`; PayloadError when none of several does."""
    frame = reader.totals(listed, left)
    frame = reader.leave_out(frame, ~frame["period"].isin([str(y) for y in periods(key)]), "another year", left)
    reporter, partner, commodity, _ = QUESTIONS[folder(key)]
    for column, code in (("reporterCode", reporter), ("partnerCode", partner)):
        if code:
            frame = reader.leave_out(frame, frame[column] != int(code), f"another {column} than {code}", left)
    goods = frame["cmdCode"].str.fullmatch("TOTAL" if commodity == "TOTAL" else "[0-9]{2}").astype(bool)
    frame = reader.leave_out(frame, ~goods, "other commodities than were asked", left)
    left.check(len(frame))
    return frame


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
