"""SIPRI arms transfers register: yearly sums of trend-indicator values, both directions of the pair and the totals of
the two countries.

The register comes as base64 in JSON, one row for each deal and delivery year, under a preamble of varying length. A
year without a delivery row is `none_recorded`, which is not zero. Only the sums are passed on, never the register.
"""

from __future__ import annotations

import base64
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence

import pandas as pd

from etl.contract.bounds import TIV, within
from etl.contract.errors import PayloadError
from etl.contract.schema import conform
from etl.contract.tables import TABLES
from etl.sources.answers import Answer, Reader, Row, folder, is_year, source
from etl.sources.base import Request, RequestContext, Snapshot
from etl.sources.left_out import Fault, LeftOut
from etl.sources.payload import csv_rows, json_object, json_value, picked, refusal, text
from etl.sources.vintages import vintages

_NAMES = {"Russia": "RUS", "Iran": "IRN"}
_FLOWS = (("RUS", "IRN"), ("IRN", "RUS"), ("RUS", "WLD"), ("WLD", "RUS"), ("IRN", "WLD"), ("WLD", "IRN"))
_COLUMNS = ("Supplier", "Recipient", "Delivery year", "TIV delivery values")
_HEADER = re.compile(r"^\"?SIPRI AT Database ID\"?,", re.MULTILINE)
_YEAR = "newest-year"


def requests(context: RequestContext) -> Iterator[Request]:
    """The newest year first, then the register from `since` to it."""
    said = [_newest_year(s.read()) for s in context.snapshots if s.key == _YEAR]
    # a year in the future is not accepted, and the register never loses a year that it had
    years = [year for year in said if year <= context.today.year]
    if not said or context.due(_YEAR, SOURCE.cadence_days if said[-1] in years else 1):
        yield Request(key=_YEAR, path="/api/p/trades/getMaxYear")
    elif not years:
        raise PayloadError(f"the newest year is said to be {said[-1]}, which is still to come")
    else:
        request = _register(context.since, max(years))
        if context.due(request.key, SOURCE.cadence_days):
            yield request


def _register(first: int, last: int) -> Request:
    asked = [("Delivery year", "contains", first, last), ("Order year", "contains", 0, last)]
    asked += [("opendeals", "", "", ""), ("exportOption", "", "", "")]  # type: ignore[list-item]
    filters = [{"field": f, "condition": c, "value1": a, "value2": b, "listData": []} for f, c, a, b in asked]
    body = json.dumps({"filters": filters, "logic": "AND"}, separators=(",", ":"))
    path = "/api/p/trades/trade-register-csv/"
    return Request(key=f"register/{first}-{last}", path=path, method="POST", body=body, expects=True)


def probes(context: RequestContext) -> Iterator[Request]:
    yield Request(key=_YEAR, path="/api/p/trades/getMaxYear")


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


def _read(key: str, body: bytes, left: LeftOut) -> Answer:
    """Rows (supplier, recipient, delivery year, number in that year, million TIV) and the day of the register."""
    packed = json_object(body).get("bytes")
    if not isinstance(packed, str):
        raise PayloadError(f"no register: {refusal(body)}")
    try:
        register = _text(base64.b64decode(packed, validate=True))
    except ValueError:  # binascii's, or letters that no base64 has
        raise PayloadError("broken base64: cut off?") from None
    start = _HEADER.search(register)
    if start is None:
        raise PayloadError("the register has no header")
    header, rows = csv_rows(register[start.start() :], _COLUMNS, left)
    listed = [r for r in picked(header, rows, _COLUMNS) if r[2] or r[3].strip("0.")]  # others: nothing delivered yet
    used = left.usable(listed, _faults(*key.removeprefix("register/").split("-")))
    left.check(len(used))
    generated = re.search(r"Data generated: (\d{1,2} \w{3} \d{4})", register)
    day = pd.to_datetime(generated[1], format="%d %b %Y", errors="coerce") if generated else pd.NaT
    return Answer(_numbered(used), "" if pd.isna(day) else f"{day:%Y-%m-%d}")


def _faults(first: str, last: str) -> Sequence[Fault]:
    return (
        ("not a delivery: another year than four digits", lambda *row: not is_year(row[2])),
        ("not a delivery of the years that were asked", lambda *row: not first <= row[2] <= last),
        ("not a delivery: no supplier or no recipient", lambda *row: not row[0] or not row[1]),
        ("not a delivery: no value, or an impossible one", lambda *row: not _is_tiv(row[3])),
    )


def _is_tiv(value: str) -> bool:
    return bool(re.fullmatch(r"\d{1,9}(\.\d{0,9})?|\.\d{1,9}", value)) and within(float(value), *TIV)


def _numbered(rows: Sequence[Row]) -> list[Row]:
    """Deliveries, numbered where two countries have several in a year."""
    seen: Counter[Row] = Counter()
    out = []
    for *cell, value in rows:
        seen[tuple(cell)] += 1
        out.append((*cell, seen[tuple(cell)], float(value)))
    return out


def _text(body: bytes) -> str:
    """The register as text: UTF-8, or Latin-1 as older exports were."""
    try:
        body.decode("utf-8-sig")
    except UnicodeDecodeError:
        body = body.decode("latin-1").encode()
    return text(body)


def tidy(snapshots: Sequence[Snapshot]) -> dict[str, pd.DataFrame]:
    """`arms`: a row for each flow and year asked for, a vintage for each change."""
    cell, answers = ["supplier", "recipient", "period"], []
    for snapshot in _READER.with_figures(snapshots):
        first, last = snapshot.key.removeprefix("register/").split("-")
        rows, generated = _read(snapshot.key, snapshot.read(), LeftOut())
        when = f"register export of {generated}" if generated else f"as retrieved {snapshot.retrieved[:10]}"
        frame = _sums(rows, range(int(first), int(last) + 1)).assign(vintage=when)
        answers.append((f"register/{first}", snapshot.retrieved[:10], frame))
    frame = vintages(answers, cell, ["tiv_million", "recorded"])
    return {"arms": conform(TABLES["arms"].raw(), frame.assign(**_SAME))}


_SAME = {
    "source": "sipri_register",
    "publisher": "SIPRI Arms Transfers Database",
    "basis_text": "sum of register rows (TIV of deliveries)",
}


def _sums(rows: Sequence[Row], years: range) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["supplier", "recipient", "period", "number", "tiv"])
    for side in ("supplier", "recipient"):
        frame[side] = frame[side].map(_NAMES).fillna("")
    out = []
    for supplier, recipient in _FLOWS:
        of = frame[(frame["supplier"] == supplier) | (supplier == "WLD")]
        of = of[(of["recipient"] == recipient) | (recipient == "WLD")]
        sums = of.groupby("period")["tiv"].sum().round(3)
        for year in map(str, years):
            seen = year in sums.index
            recorded = "recorded" if seen else "none_recorded"
            out.append((supplier, recipient, year, float(sums[year]) if seen else None, recorded))
    columns = ["supplier", "recipient", "period", "tiv_million", "recorded"]
    return pd.DataFrame(out, columns=columns).astype({"tiv_million": "Float64"})


_READER = Reader(
    read=_read, figure=lambda row: row[:4], scope=folder, lookups={_YEAR: lambda body: str(_newest_year(body))}
)
SOURCE = source("sipri", _READER, requests=requests, probes=probes, tidy=tidy)
