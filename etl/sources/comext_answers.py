"""What `comext` reads: JSON-stat, in which Eurostat answers (a cube of values, numbered along its dimensions), and the
European Central Bank's average rate of each year, dollars for a euro (series EXR.A.USD.EUR.SP00.A).
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from etl.contract.errors import PayloadError
from etl.contract.types import within
from etl.sources.answers import Answer, Row
from etl.sources.base import Request
from etl.sources.csv_answers import csv_rows
from etl.sources.left_out import LeftOut, no_amount, no_year, other_than
from etl.sources.payload import json_object, lenient, refusal

_MOST_CELLS = 100_000
_PATH = "/service/data/EXR/A.USD.EUR.SP00.A"
RATE = Request(
    key="rate-usd-per-eur", path=_PATH, params=(("format", "csvdata"),), accept="text/csv", host="ecb", expects=True
)
_COLUMNS = ("CURRENCY", "CURRENCY_DENOM", "FREQ", "TIME_PERIOD", "OBS_VALUE")
_PLAUSIBLE = (0.3, 3.0)
_FAULTS = (
    other_than((["USD"], ["EUR"], ["A"])),
    no_year(3),
    (
        "what is not a rate of dollars for a euro",
        lambda *row: row[4] and not (re.fullmatch(r"\d(\.\d{1,20})?", row[4]) and within(float(row[4]), *_PLAUSIBLE)),
    ),
)


def rates(body: bytes, left: LeftOut) -> Answer:
    """(year, dollars for one euro) of every year with a rate."""
    rows = left.usable(csv_rows(lenient(body), _COLUMNS, left), _FAULTS)
    return Answer(left.unique([(year, Decimal(rate)) for *_, year, rate in rows if rate], 1))


def params(codes: Mapping[str, Sequence[str]], since: int) -> tuple[tuple[str, str], ...]:
    """The query for the cells that have one of the `codes` of each dimension, from the year `since` on."""
    query = [(dimension, code) for dimension in codes for code in codes[dimension]]
    return (("format", "JSON"), *query, ("sinceTimePeriod", str(since)))


def cube(
    body: bytes, codes: Mapping[str, Sequence[str]], bounds: tuple[float, float], left: LeftOut
) -> tuple[Sequence[Row], str]:
    """(code of each dimension of `codes`, year, value) of every value that is not null, and the day of the last update.

    A cell of another code, of no year or beyond the `bounds` is left out. PayloadError when the cube has other
    dimensions, or other sizes than it has categories.
    """
    answer = json_object(body)
    names, sizes, dimensions = answer.get("id"), answer.get("size"), [*codes, "time"]
    if not isinstance(names, list) or not isinstance(sizes, list) or sorted(map(str, names)) != sorted(dimensions):
        raise PayloadError(f"not the documented JSON-stat: {refusal(body)}")
    try:
        categories = [_codes(answer["dimension"][name]["category"]["index"]) for name in names]
    except (KeyError, TypeError, AttributeError):
        raise PayloadError("a dimension without its categories") from None
    size = math.prod(map(len, categories))
    if [len(c) for c in categories] != sizes or size > _MOST_CELLS:
        raise PayloadError("sizes and categories differ")
    values = _values(answer.get("value"), size, left)
    order = [names.index(name) for name in dimensions]
    cells = [(*cell, values[place]) for place, cell in enumerate(itertools.product(*categories)) if place in values]
    rows = [(*(cell[at] for at in order), cell[-1]) for cell in cells]
    used = left.usable(rows, (other_than(codes.values()), no_year(-2), no_amount(-1, bounds)))
    return used, str(answer.get("updated") or "")[:10]


def _codes(index: Mapping[str, int] | Sequence[str]) -> list[str]:
    if isinstance(index, dict):
        return [str(code) for code, _ in sorted(index.items(), key=lambda item: item[1])]
    return [str(code) for code in index]


def _values(value: Any, size: int, left: LeftOut) -> dict[int, Any]:
    """Values by their place among the `size` there are: a sparse object or a list with nulls."""
    if isinstance(value, list):
        value = {str(place): number for place, number in enumerate(value)}
    if not isinstance(value, dict):
        raise PayloadError("no values")
    places = {key: int(key) for key in value if re.fullmatch("[0-9]{1,6}", key) and int(key) < size}
    for key in value.keys() - places.keys():
        left.add("not a place among the values", key)
    return {place: value[key] for key, place in places.items() if value[key] is not None}
