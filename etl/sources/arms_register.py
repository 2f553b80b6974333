"""The register of SIPRI: base64 in JSON, one row for each deal and delivery year, under a preamble of varying length;
and what the two countries and the world deliver to each other in a year.
"""

from __future__ import annotations

import base64
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count

import pandas as pd

from etl.contract.errors import PayloadError
from etl.contract.types import TIV, within
from etl.sources.answers import Answer, Row
from etl.sources.csv_answers import csv_rows
from etl.sources.left_out import Fault, LeftOut, is_year
from etl.sources.payload import json_object, refusal, text

_NAMES = {"Russia": "RUS", "Iran": "IRN"}
_FLOWS = (("RUS", "IRN"), ("IRN", "RUS"), ("RUS", "WLD"), ("WLD", "RUS"), ("IRN", "WLD"), ("WLD", "IRN"))
CELL = ["supplier", "recipient", "period"]
_COLUMNS = ("Supplier", "Recipient", "Delivery year", "TIV delivery values")
_HEADER = re.compile(r"^\"?SIPRI AT Database ID\"?,", re.MULTILINE)


def read(key: str, body: bytes, left: LeftOut) -> Answer:
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
    rows = csv_rows(register[start.start() :], _COLUMNS, left)
    listed = [r for r in rows if r[2] or r[3].strip("0.")]  # others: nothing delivered yet
    generated = re.search(r"Data generated: (\d{1,2} \w{3} \d{4})", register)
    day = pd.to_datetime(generated[1], format="%d %b %Y", errors="coerce") if generated else pd.NaT
    return Answer(_numbered(left.usable(listed, _faults(_years(key)))), "" if pd.isna(day) else f"{day:%Y-%m-%d}")


def _years(key: str) -> list[str]:
    """The years that the question register/2000-2025 asks for."""
    first, last = map(int, key.partition("/")[2].split("-"))
    return [str(year) for year in range(first, last + 1)]


def _text(body: bytes) -> str:
    """The register as text: UTF-8, or Latin-1 as older exports were."""
    try:
        body.decode("utf-8-sig")
    except UnicodeDecodeError:
        body = body.decode("latin-1").encode()
    return text(body)


def _faults(years: list[str]) -> Sequence[Fault]:
    return (
        ("not a delivery: another year than four digits", lambda *row: not is_year(row[2])),
        ("not a delivery of the years that were asked", lambda *row: row[2] not in years),
        ("not a delivery: no supplier or no recipient", lambda *row: not row[0] or not row[1]),
        ("not a delivery: no value, or an impossible one", lambda *row: not _is_tiv(row[3])),
    )


def _is_tiv(value: str) -> bool:
    return bool(re.fullmatch(r"\d{1,9}(\.\d{0,9})?|\.\d{1,9}", value)) and within(float(value), *TIV)


def _numbered(rows: Sequence[Row]) -> list[Row]:
    """Deliveries, numbered where two countries have several in a year."""
    number: dict[Row, Iterator[int]] = defaultdict(lambda: count(1))
    return [(*cell, next(number[tuple(cell)]), float(value)) for *cell, value in rows]


def sums(rows: Sequence[Row], key: str) -> pd.DataFrame:
    """Million TIV of each flow in each year that `key` asks for; a year without a delivery is `none_recorded`."""
    frame = pd.DataFrame(rows, columns=[*CELL, "number", "tiv"])
    out = []
    for supplier, recipient in _FLOWS:
        of = frame[(frame["supplier"].map(_NAMES) == supplier) | (supplier == "WLD")]
        of = of[(of["recipient"].map(_NAMES) == recipient) | (recipient == "WLD")]
        yearly = of.groupby("period")["tiv"].sum().round(3)
        for year in _years(key):
            value = float(yearly[year]) if year in yearly.index else None
            out.append((supplier, recipient, year, value, "none_recorded" if value is None else "recorded"))
    return pd.DataFrame(out, columns=[*CELL, "tiv_million", "recorded"]).astype({"tiv_million": "Float64"})
