"""World Bank: GDP, population and net inflow of foreign direct investment of Iran, Russia and comparators, and the US
consumer price index, by which current dollars are turned into constant ones.

The publisher sends its errors with status 200; a value that is not known is null and gives no row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from etl.contract.bounds import YEAR, within
from etl.contract.countries import from_iso3, is_iso3
from etl.contract.errors import PayloadError
from etl.contract.schema import conform
from etl.contract.tables import TABLES
from etl.sources.base import Checked, Request, RequestContext, Snapshot, described
from etl.sources.left_out import LeftOut
from etl.sources.payload import json_value, refusal
from etl.sources.vintages import vintages

COMPARATORS = (
    "ARE ARM AZE BLR BRA CHN DEU EGY IDN IND IRN IRQ KAZ KGZ MEX PAK POL RUS SAU SRB TJK TKM TUR UKR USA UZB VNM ZAF"
)
INDICATORS = {
    "NY.GDP.MKTP.CD": "current US dollars",
    "SP.POP.TOTL": "persons",
    "BX.KLT.DINV.CD.WD": "current US dollars",
    "FP.CPI.TOTL": "index, 2010 = 100",
}
_BOUNDS = {
    "NY.GDP.MKTP.CD": (1.0, 1e15),
    "SP.POP.TOTL": (1.0, 2e10),
    "BX.KLT.DINV.CD.WD": (-1e13, 1e13),
    "FP.CPI.TOTL": (1e-9, 1e12),
}
Row = tuple[str, str, str, float]
_US_ONLY = {"FP.CPI.TOTL"}
_PER_PAGE = 20000
FIRST_YEAR = 1960


def requests(context: RequestContext) -> Iterator[Request]:
    """One question an indicator, all years."""
    for indicator in INDICATORS:
        if context.due(indicator, SOURCE.cadence_days):
            yield _question(indicator, context.today.year, "USA" if indicator in _US_ONLY else COMPARATORS)


def _question(indicator: str, year: int, countries: str) -> Request:
    path = f"/v2/country/{';'.join(countries.split())}/indicator/{indicator}"
    params = (("format", "json"), ("per_page", str(_PER_PAGE)), ("date", f"{FIRST_YEAR}:{year}"), ("source", "2"))
    return Request(key=indicator, path=path, params=params, expects=True)


def probes(context: RequestContext) -> Iterator[Request]:
    yield _question("NY.GDP.MKTP.CD", context.today.year, "IRN")


def check(request: Request, body: bytes) -> Checked:
    """Rows with a value; PayloadError for an error in disguise, or a further page."""
    left = LeftOut()
    meta, rows = _parts(request.key, body, left)
    cells = {request.key: {r[1:3] for r in rows}}
    return Checked(rows=len(rows), released=meta, cells=cells, left_out=left.words())


def _parts(key: str, body: bytes, left: LeftOut) -> tuple[str, list[tuple[str, str, str, float]]]:
    """(date of the last update, rows of the indicator `key`, country, year and value)."""
    answer = json_value(body)
    if not isinstance(answer, list) or len(answer) != 2 or not isinstance(answer[0], dict) or "page" not in answer[0]:
        raise PayloadError(f"the World Bank says: {refusal(body)}")
    meta, rows = answer[0], answer[1] or []
    if not isinstance(rows, list):
        raise PayloadError("the rows are no list")
    if str(meta.get("pages")) not in ("0", "1") or str(meta.get("total")) != str(len(rows)):
        raise PayloadError(f"cut at {len(rows)} rows of {meta.get('total')}")
    updated = re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(meta.get("lastupdated")))
    read = [_row(key, r, left) for r in rows if not isinstance(r, dict) or r.get("value") is not None]
    used = [r for r in read if r is not None]
    once: list[Row] = left.doubled(used, 3)  # type: ignore[assignment]
    left.check(len(once))
    return updated[0] if updated else "", once


def _row(key: str, row: Any, left: LeftOut) -> Row | None:
    """(indicator, country, year, value), None for a row that is left out."""
    if not isinstance(row, dict):
        left.add("what is no row", row)
        return None
    indicator = row.get("indicator")
    code = indicator.get("id") if isinstance(indicator, dict) else None
    country, year, value = row.get("countryiso3code"), row.get("date"), row.get("value")
    why = ""
    if not isinstance(code, str) or not isinstance(country, str) or not re.fullmatch(YEAR, str(year)):
        why = "a row without indicator, country or year"
    elif code != key:
        why = "another indicator than was asked"
    elif isinstance(value, bool) or not isinstance(value, int | float) or not within(value, *_BOUNDS[key]):
        why = f"an impossible value, or one of another type: {type(value).__name__}"
    elif not is_iso3(country):
        why = "a country that is in none of our lists"
    if not why:
        return key, from_iso3(str(country)), str(year), float(value)  # type: ignore[arg-type]
    left.add(why, f"{code} {country!r} {year} {value}")
    return None


def tidy(snapshots: Sequence[Snapshot]) -> dict[str, pd.DataFrame]:
    """`indicators`, a vintage for each change."""
    cell = ["indicator", "country", "period"]
    answers = []
    for snapshot in snapshots:
        frame = pd.DataFrame(_parts(snapshot.key, snapshot.read(), LeftOut())[1], columns=[*cell, "indicator_value"])
        answers.append((snapshot.key, snapshot.retrieved[:10], frame.drop_duplicates(cell)))
    frame = vintages(answers, cell, ["indicator_value"])
    frame = frame.assign(source="worldbank", publisher="World Bank, World Development Indicators")
    frame["unit"], frame["vintage"] = frame["indicator"].map(INDICATORS), frame["vintage_date"]
    return {"indicators": conform(TABLES["indicators"].raw(), frame)}


SOURCE = described("worldbank", requests=requests, check=check, tidy=tidy, probes=probes)
