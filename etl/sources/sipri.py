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

from etl.contract.bounds import TIV, YEAR, within
from etl.contract.errors import PayloadError
from etl.contract.schema import conform
from etl.contract.tables import TABLES
from etl.sources.base import Checked, Request, RequestContext, Snapshot, described
from etl.sources.left_out import LeftOut
from etl.sources.payload import csv_rows, json_object, json_value, picked, refusal, text
from etl.sources.vintages import vintages

_NAMES = {"Russia": "RUS", "Iran": "IRN"}
_FLOWS = (("RUS", "IRN"), ("IRN", "RUS"), ("RUS", "WLD"), ("WLD", "RUS"), ("IRN", "WLD"), ("WLD", "IRN"))
_COLUMNS = ("Supplier", "Recipient", "Delivery year", "TIV delivery values")
_HEADER = re.compile(r"^\"?SIPRI AT Database ID\"?,", re.MULTILINE)
_KEY = re.compile(r"register/(\d{4})-(\d{4})")
_YEAR = "newest-year"


def requests(context: RequestContext) -> Iterator[Request]:
    """The newest year first, then the register from `since` to it."""
    said = [_newest_year(s.read()) for s in context.snapshots if s.key == _YEAR]
    # a year to come is none, and the register does not lose a year that it had
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


def check(request: Request, body: bytes) -> Checked:
    """Rows of the register in the years asked."""
    if request.key == _YEAR:
        return Checked(rows=1, released=str(_newest_year(body)))
    left = LeftOut()
    rows, generated = _read(request.key, body, left)
    return Checked(rows=len(rows), released=generated, cells={"register": _cells(rows)}, left_out=left.words())


def scopes(key: str) -> tuple[str, ...]:
    """The register whatever years are asked for; the newest year is no figure."""
    return ("register",) if key.startswith("register/") else ()


def _cells(rows: list[tuple[str, str, str, float]]) -> set[tuple[str, str, str, int]]:
    """Deliveries, numbered where two countries have several in a year."""
    seen: Counter[tuple[str, str, str]] = Counter()
    out = set()
    for supplier, recipient, year, _ in rows:
        seen[supplier, recipient, year] += 1
        out.add((supplier, recipient, year, seen[supplier, recipient, year]))
    return out


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


def _read(key: str, body: bytes, left: LeftOut) -> tuple[list[tuple[str, str, str, float]], str]:
    """(supplier, recipient, delivery year, million TIV) of each row in the years of `key`, and the register's day."""
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
    generated = re.search(r"Data generated: (\d{1,2} \w{3} \d{4})", register)
    day = pd.to_datetime(generated[1], format="%d %b %Y", errors="coerce") if generated else pd.NaT
    first, last = key.removeprefix("register/").split("-")
    read = [row for r in picked(header, rows, _COLUMNS) if (row := _row(r, (first, last), left)) is not None]
    left.check(len(read))
    return read, "" if pd.isna(day) else f"{day:%Y-%m-%d}"


def _text(body: bytes) -> str:
    """The register as text: UTF-8, or Latin-1 as older exports were."""
    try:
        body.decode("utf-8-sig")
    except UnicodeDecodeError:
        body = body.decode("latin-1").encode()
    return text(body)


def _row(row: tuple[str, ...], years: tuple[str, str], left: LeftOut) -> tuple[str, str, str, float] | None:
    """(supplier, recipient, delivery year, million TIV); None for what is no delivery, or is left out."""
    supplier, recipient, year, value = row
    if not year and not value.strip("0."):
        return None  # ordered, and nothing delivered yet
    why = ""
    if not re.fullmatch(YEAR, year):
        why = "not a delivery: another year than four digits"
    elif not years[0] <= year <= years[1]:
        why = "not a delivery of the years that were asked"
    elif not supplier or not recipient:
        why = "not a delivery: no supplier or no recipient"
    elif not re.fullmatch(r"\d{1,9}(\.\d{0,9})?|\.\d{1,9}", value) or not within(float(value), *TIV):
        why = "not a delivery: no value, or an impossible one"
    if why:
        left.add(why, " ".join(row))
        return None
    return supplier, recipient, year, float(value)


def tidy(snapshots: Sequence[Snapshot]) -> dict[str, pd.DataFrame]:
    """`arms`: a row for each flow and year asked for, a vintage for each change."""
    cell, answers = ["supplier", "recipient", "period"], []
    for snapshot in snapshots:
        match = _KEY.fullmatch(snapshot.key)
        if match:
            rows, generated = _read(snapshot.key, snapshot.read(), LeftOut())
            frame = _sums(rows, range(int(match[1]), int(match[2]) + 1))
            when = f"register export of {generated}" if generated else f"as retrieved {snapshot.retrieved[:10]}"
            answers.append((f"register/{match[1]}", snapshot.retrieved[:10], frame.assign(vintage=when)))
    frame = vintages(answers, cell, ["tiv_million", "recorded"])
    return {"arms": conform(TABLES["arms"].raw(), frame.assign(**_SAME))}


_SAME = {
    "source": "sipri_register",
    "publisher": "SIPRI Arms Transfers Database",
    "basis_text": "sum of register rows (TIV of deliveries)",
}


def _sums(rows: list[tuple[str, str, str, float]], years: range) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["supplier", "recipient", "period", "tiv"])
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


SOURCE = described("sipri", requests=requests, check=check, tidy=tidy, probes=probes, scopes=scopes)
