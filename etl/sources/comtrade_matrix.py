"""UN Comtrade's trade matrix: every partner of Iran and of Russia, also those that filed nothing. Needs a key.

The United Nations fill what nobody reported with estimates of their own, and a cell does not say what it was made from,
so that no cell counts as observed. Rows of the world stand among those of the countries and are dropped. Nothing of it
is passed on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import pandas as pd

from etl.contract.bounds import USD, YEAR, within
from etl.contract.countries import from_m49, is_m49
from etl.contract.errors import PayloadError
from etl.sources import trade_rows
from etl.sources.base import Checked, Request, RequestContext, Snapshot, described
from etl.sources.left_out import LeftOut
from etl.sources.parsed import parsed
from etl.sources.payload import json_object, refusal

REPORTERS = (364, 643)
PERIODS, CAP = 12, 100_000
_REPORTED, _ESTIMATED = "marked as reported by the United Nations", "estimated by the United Nations"
Cell = tuple[str, int, int, str, float, bool]  # period, reporter, partner, flow, value, reported


def requests(context: RequestContext) -> Iterator[Request]:
    """Twelve years of one reporter in each question; none without a key."""
    years = range(context.since, context.today.year)
    chunks = [years[i : i + PERIODS] for i in range(0, len(years), PERIODS)]
    for reporter in REPORTERS if context.keyed else ():
        for chunk in chunks:
            request = _question(reporter, chunk)
            if context.due(request.key, SOURCE.cadence_days):
                yield request


def _question(reporter: int, years: Sequence[int]) -> Request:
    params = [("reporterCode", str(reporter)), ("period", ",".join(map(str, years))), ("cmdCode", "TOTAL")]
    params += [("flowCode", "M,X"), ("maxRecords", str(CAP)), ("format", "JSON"), ("includeDesc", "false")]
    key = f"reporter-{reporter}/{years[0]}-{years[-1]}"
    return Request(key=key, path="/data/v1/getTradeMatrix/C/A/TM", params=tuple(params), cap=CAP, expects=True)


def probes(context: RequestContext) -> Iterator[Request]:
    if context.keyed:
        yield _question(REPORTERS[0], [context.today.year - 3])


def scopes(key: str) -> tuple[str, ...]:
    """The reporter and the twelve years, whose last one grows."""
    return (key.rpartition("-")[0],)


def check(request: Request, body: bytes) -> Checked:
    """Cells of the answer; PayloadError when none of several rows can be used."""
    left = LeftOut()
    cells = _read(request.key, body, left)
    return Checked(rows=len(cells), cells={scopes(request.key)[0]: {c[:4] for c in cells}}, left_out=left.words())


def _read(key: str, body: bytes, left: LeftOut) -> list[Cell]:
    """Cells with a value that answer the question `key`, without the world."""
    answer = json_object(body)
    listed = answer.get("data")
    if not isinstance(listed, list) or answer.get("error") or answer.get("count") != len(listed):
        raise PayloadError(f"no data: {refusal(body)}")
    asked = [int(number) for number in re.findall(r"\d+", key)]
    used = [cell for row in listed if (cell := _cell(asked, row, left)) is not None]
    out: list[Cell] = left.doubled([c for c in used if c[1] and c[2]], 4)  # type: ignore[assignment]
    left.check(len(out))
    return out


def _cell(asked: Sequence[int], row: Any, left: LeftOut) -> Cell | None:
    """The cell of a row about what was `asked` (reporter, first and last year).

    None for a row without a value, or that is left out.
    """
    names = ("period", "reporterCode", "partnerCode", "flowCode", "primaryValue")
    period, reporter, partner, flow, value = (row.get(n) if isinstance(row, dict) else None for n in names)
    if value is None and isinstance(row, dict):
        return None
    why = ""
    if not re.fullmatch(YEAR, str(period)):
        why = "a period that is no year"
    elif type(reporter) is not int or type(partner) is not int or not is_m49(reporter) or not is_m49(partner):
        why = "a code that is in none of our lists"
    elif reporter != asked[0] or not asked[1] <= int(str(period)) <= asked[2]:
        why = "another reporter or year than was asked"
    elif flow not in ("M", "X"):
        why = "another flow"
    elif isinstance(value, bool) or not isinstance(value, int | float) or not within(value, *USD):
        why = "a negative or impossible value"
    if why:
        left.add(why, f"period {period}, reporter {reporter}, partner {partner}, flow {flow}")
        return None
    return str(period), reporter, partner, flow, float(value), row.get("isReported") is True  # type: ignore


def tidy(snapshots: Sequence[Snapshot]) -> dict[str, pd.DataFrame]:
    """`trade` of every answer, a vintage for each change."""
    frames = [parsed(s, "trade", partial(_frame, s)) for s in snapshots]
    answers = [(scopes(s.key)[0], s.retrieved[:10], frame) for s, frame in zip(snapshots, frames, strict=True)]
    return {"trade": trade_rows.table(answers)}


def _frame(snapshot: Snapshot) -> pd.DataFrame:
    return _rows(_read(snapshot.key, snapshot.read(), LeftOut()))


def _rows(cells: list[Cell]) -> pd.DataFrame:
    named = [(from_m49(reporter), from_m49(partner, reporter), *rest) for _, reporter, partner, *rest in cells]
    exports = [flow == "X" for _, _, flow, *_ in named]
    frame = trade_rows.rows(
        {
            "exporter": [r if x else p for x, (r, p, *_) in zip(exports, named, strict=True)],
            "importer": [p if x else r for x, (r, p, *_) in zip(exports, named, strict=True)],
            "period": [c[0] for c in cells],
            "recorded_by": "compiled",
            "valuation": ["FOB" if x else "CIF" for x in exports],
            "commodity": "TOTAL",
            "source": SOURCE.id,
            "value_usd": [round(c[4]) for c in cells],
            "obs_status": "E",
            "list_scope": "complete",
            "root_family": "un_matrix",
            "publisher": "UN Comtrade, trade matrix",
            "note": [_REPORTED if c[5] else _ESTIMATED for c in cells],
        }
    )
    return trade_rows.added_up(frame[frame["exporter"] != frame["importer"]])


SOURCE = described("comtrade_matrix", requests=requests, check=check, tidy=tidy, probes=probes, scopes=scopes)
