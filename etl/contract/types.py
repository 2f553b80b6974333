"""One cell: what its text may look like, its value and the bounds of it, and how the value is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Literal

import numpy as np
import pandas as pd

from etl.contract.distinct import distinct

FieldType = Literal["string", "integer", "number", "boolean", "date", "day", "link"]

PATTERNS = {
    # what fits into 64 bits, and into a float
    "integer": r"^-?[0-9]{1,18}$",
    "number": r"^-?[0-9]{1,18}(\.[0-9]+)?([eE][+-]?[0-9]{1,2})?$",
    "boolean": r"^(true|false)$",
    "date": r"^(1[3-9]\d\d|20\d\d|2100)(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$",
    "day": r"^(1[5-9]\d\d|20\d\d|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$",
    "link": r"^https?://[^\s/]+\.[^\s]+$",
}
EXPECTED = {
    "integer": "a whole number of at most 18 digits",
    "number": "a number",
    "boolean": "true or false",
    "date": "a date: YYYY, YYYY-MM or YYYY-MM-DD",
    "day": "a date: YYYY-MM-DD",
    "link": "a link that starts with http:// or https://",
}


def is_day(text: str) -> bool:
    """Whether a date of the right shape exists: there is no 30 February. A year or a month always does."""
    if not re.fullmatch(PATTERNS["day"], text):
        return True
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


# what no figure of its kind can be beyond, so that a publisher's slip (1e30 dollars, year 9999) enters no table
USD = (0.0, 1e14)  # one flow of goods between two countries; the world's whole trade is 2.5e13
TIV = (0.0, 1e6)  # million trend-indicator values of one flow in one year
YEAR = r"1[5-9]\d\d|20\d\d|2100"
# by the unit of a column; money may be owed or lost, so that both signs are possible unless a field says otherwise
BY_UNIT: dict[str, tuple[float, float]] = {
    "USD": (-1e15, 1e15),
    "million TIV": TIV,
    "%": (-1e9, 1e9),
    "t": (0.0, 1e12),
    "log points": (-100.0, 100.0),
}
ANY_UNIT = (-1e18, 1e18)


def within(value: float, least: float, most: float) -> bool:
    """Whether `value` is a number from `least` to `most`; NaN is not."""
    return least <= value <= most


# a text that matches its pattern, as a value; int() and not float(): 2**53 is less than some totals in cents would be
CONVERT: dict[str, Callable[[str], Any]] = {
    "string": str,
    "date": str,
    "day": str,
    "link": str,
    "integer": int,
    "number": float,
    "boolean": "true".__eq__,
}
# not by their names: pandas takes as long to look up a type by its name as to make a short column of it
DTYPES = {"integer": pd.Int64Dtype(), "number": pd.Float64Dtype(), "boolean": pd.BooleanDtype()}  # others are texts
TEXT = pd.StringDtype(na_value=np.nan)  # "str"


def rounded(column: pd.Series[Any], decimals: int, digits: int) -> pd.Series[Any]:
    """`column` (Float64) rounded to `decimals` places and `digits` significant digits, millions to whole numbers.

    Processors differ in the last digit of exp() or log(). A value that is a half but for such a difference counts as
    the half, so that it is rounded the same way everywhere: to the even neighbour.
    """
    values = column.to_numpy(dtype="float64", na_value=np.nan)
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        magnitude = np.floor(np.log10(np.abs(values)))
        finite = np.isfinite(magnitude)
        fewest = np.where(magnitude < _WHOLE_FROM, decimals, 0)
        places = np.minimum(fewest, digits - 1 - np.where(finite, magnitude, 0)).astype(int)
        scale = _POWERS[np.abs(places)]
        units = np.where(places >= 0, values * scale, values / scale)
        below = np.floor(units)
        half = np.abs(units - below - 0.5) < _HALF
        whole = np.where(half, below + (below % 2), np.rint(units))
        out = np.where(finite, np.where(places >= 0, whole / scale, whole * scale), values)
    return pd.Series(pd.arrays.FloatingArray(out, np.isnan(out)), index=column.index, copy=False)


_POWERS = np.array([10.0**n for n in range(309)])
_HALF = 1e-3  # in units of the last place written: with at most 12 digits the noise of 16 is far below it
_WHOLE_FROM = 6  # power of ten


def shown(type: FieldType, decimals: int, column: pd.Series[Any]) -> list[str]:
    """Values as the text of their cells in a CSV, in quotes where they hold a comma or a quote; missing is empty."""
    codes, values = distinct(column)
    texts = np.array([*_texts(type, decimals, values), ""], dtype=object)  # the last one is for missing cells
    cells: list[str] = texts[codes].tolist()
    return cells


def _texts(type: FieldType, decimals: int, values: list[Any]) -> Iterable[str]:
    if type == "integer":
        return map(str, values)
    if type == "number":
        return (_number(f"{value:.{decimals}f}") for value in values)
    if type == "boolean":
        return ("true" if value else "false" for value in values)
    return map(_quoted, values)


def _number(text: str) -> str:
    """Digits without zeros at the end that say nothing."""
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _quoted(value: str) -> str:
    text = " ".join(value.split())
    return '"' + text.replace('"', '""') + '"' if "," in text or '"' in text else text
