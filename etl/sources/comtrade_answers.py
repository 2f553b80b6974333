"""Answers of UN Comtrade: whether they are about what was asked, how many rows there should be, and rows of `trade`.

An observation is E when the row is neither reported nor summed up from reported rows (isReported and isAggregate both
false), else A. `legacyEstimationFlag` 0, 2, 4, 6 speaks of quantities and weights only; any other value counts as E.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from functools import partial
from operator import ne

import pandas as pd

from etl.contract.countries import COUNTRIES, from_m49
from etl.contract.errors import PayloadError
from etl.sources import comtrade_releases as releases
from etl.sources import comtrade_rows as rows
from etl.sources.answers import Answer, Row, folder
from etl.sources.base import Request
from etl.sources.bilateral import trade_frame
from etl.sources.comtrade_rows import FLOW, GOODS, PARTNER, REPORTER, VALUE
from etl.sources.left_out import Fault, LeftOut, Of
from etl.sources.payload import json_object
from etl.sources.source import facts

QUESTIONS: dict[str, tuple[str, str, str, str]] = facts("comtrade")["own"]["questions"]
_ROOTS = {"IRN": "iran_customs", "RUS": "russia_customs"}
_QUANTITY_FLAGS = (0, 2, 4, 6)
_SAME_CELL = ["exporter", "importer", "period", "recorded_by", "commodity"]


def count(request: Request, ask: Callable[[Request], bytes]) -> int:
    """How many rows the publisher has for `request`; the answer to this question is never cut."""
    params = (*request.params, ("countOnly", "true"))
    number = json_object(ask(Request(key=f"{request.key}/count", path=request.path, params=params))).get("count")
    if not isinstance(number, int) or isinstance(number, bool):
        raise PayloadError("the count is missing")
    return number


def read(key: str, body: bytes, left: LeftOut) -> Answer:
    """Rows of `comtrade_rows.totals` that answer the question `key`; of the look-up those of `comtrade_releases`."""
    if folder(key) == releases.LOOKUP:
        published = releases.read(body, left)
        return Answer(published, max((releases.day(stamp) for *_, stamp in published), default=""))
    listed, years = rows.read(body), {str(year) for year in releases.periods(key)}
    reporter, partner, commodity, _ = QUESTIONS[folder(key)]
    is_asked = re.compile("TOTAL" if commodity == "TOTAL" else "[0-9]{2}").fullmatch
    faults: list[Fault] = [("another year", lambda *row: row[0] not in years)]
    for at, name, code in ((REPORTER, "reporterCode", reporter), (PARTNER, "partnerCode", partner)):
        if code:
            faults.append((f"another {name} than {code}", Of(at, test=partial(ne, int(code)))))
    faults.append(("other commodities than were asked", lambda *row: not is_asked(row[GOODS])))
    return Answer(left.usable(rows.totals(listed, left), faults), listed=len(listed))


def figure(row: Row) -> Hashable:
    """The cell that a row gives a value for; the reporter that published, of a row of the look-up."""
    if len(row) <= VALUE:
        return row[1]
    return row[1 : rows.WIDTH] if row[VALUE] is not None else None


def trade(_: str, listed: Sequence[Row]) -> pd.DataFrame:
    """Rows of `trade_frame` from rows of `comtrade_rows.totals`."""
    flows = [(from_m49(row[REPORTER]), from_m49(row[PARTNER], row[REPORTER]), row[FLOW] == "X") for row in listed]
    columns = {
        "period": [row[0] for row in listed],
        "commodity": [row[GOODS] for row in listed],
        "value_usd": [None if row[VALUE] is None else round(row[VALUE]) for row in listed],
        "obs_status": ["A" if _is_observed(*row[VALUE + 1 :]) else "E" for row in listed],
        "root_family": [_ROOTS.get(reporter, "partner_reports") for reporter, *_ in flows],
    }
    out = trade_frame("comtrade", flows, columns)
    codes = [{row[at] for row in listed} for at in (REPORTER, PARTNER)]
    if any(len(set(map(from_m49, some))) < len(some) for some in codes):
        today = {c.m49 for c in COUNTRIES.values()}
        out = _one_each(out, pd.Series([row[PARTNER] in today for row in listed], index=out.index))
    # goods that come back to the country they left are no trade between two countries
    return out[out["exporter"] != out["importer"]]


def _is_observed(reported: bool, aggregate: bool, flag: int | None) -> bool:
    return (reported or aggregate) and (flag is None or flag in _QUANTITY_FLAGS)


def _one_each(frame: pd.DataFrame, today: pd.Series[bool]) -> pd.DataFrame:
    """One row for each cell: residual groups are added up, of two codes of one country today's is used."""
    other = (frame["exporter"] == "OTH") | (frame["importer"] == "OTH")
    rest = frame[~other].loc[lambda f: today[f.index].sort_values(ascending=False, kind="stable").index]
    group = frame[other].groupby(_SAME_CELL, sort=False)
    added = frame[other].assign(value_usd=group["value_usd"].transform(lambda v: v.sum(min_count=1)))
    return pd.concat([rest, added], ignore_index=True).drop_duplicates(_SAME_CELL, ignore_index=True)
