"""World Bank: GDP, population and net inflow of foreign direct investment of Iran, Russia and comparators, and the US
consumer price index, by which current dollars are turned into constant ones.

The publisher sends its errors with status 200; a value that is not known is null and gives no row.
"""

from __future__ import annotations

import re
from typing import Any

from etl.contract.errors import PayloadError
from etl.sources.answers import Answer, Row
from etl.sources.base import Request
from etl.sources.indicator import yearly
from etl.sources.left_out import LeftOut
from etl.sources.payload import json_value, refusal

_FIRST_YEAR = 1960
_PER_PAGE = "20000"


def _question(indicator: str, countries: str, year: int) -> Request:
    path = f"/v2/country/{';'.join(countries.split())}/indicator/{indicator}"
    params = (("format", "json"), ("per_page", _PER_PAGE), ("date", f"{_FIRST_YEAR}:{year}"), ("source", "2"))
    return Request(key=indicator, path=path, params=params, expects=True)


def _unpack(body: bytes, left: LeftOut) -> Answer:
    """Rows with a value, and the day of the last update; PayloadError for an error in disguise, or a further page."""
    answer = json_value(body)
    if not isinstance(answer, list) or len(answer) != 2 or not isinstance(answer[0], dict) or "page" not in answer[0]:
        raise PayloadError(f"the World Bank says: {refusal(body)}")
    meta, rows = answer[0], answer[1] or []
    if not isinstance(rows, list):
        raise PayloadError("the rows are no list")
    if str(meta.get("pages")) not in ("0", "1") or str(meta.get("total")) != str(len(rows)):
        raise PayloadError(f"cut at {len(rows)} rows of {meta.get('total')}")
    updated = re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(meta.get("lastupdated")))
    valued = [row for row in left.objects(rows) if row.get("value") is not None]
    return Answer([_row(row) for row in valued], updated[0] if updated else "")


def _row(row: dict[str, Any]) -> Row:
    indicator = row.get("indicator")
    code = indicator.get("id") if isinstance(indicator, dict) else None
    return code, row.get("countryiso3code"), row.get("date"), row["value"]


SOURCE = yearly("worldbank", question=_question, unpack=_unpack)
