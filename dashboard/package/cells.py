"""Rows as text: a frame as the CSV that is handed out, records of one as the bytes that they are, one cell as read."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from dashboard.texts import formats, word

Row = dict[str, str]  # one row of a table, each cell as it is written in the CSV
#: columns whose codes have words of their own
CODED = (
    "root_family",
    "verdict",
    "verdict_without_imputed",
    "verdict_to_1402",
    "rule",
    "flow",
    "basis",
    "cell_basis",
    "obs_status",
    "stance",
    "reading",
    "eu",
    "unspecified",
    "evidence",
    "agreement",
    "calendar",
    "kind",
    "redistribute",
)


def plain(value: Any) -> str:
    """One cell as a CSV of the package writes it: missing is empty, booleans are true and false."""
    if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    if isinstance(value, (float, np.floating)):
        return np.format_float_positional(value, trim="-")
    return str(value)


def texts(frame: pd.DataFrame) -> list[Row]:
    """The rows of `frame`, each cell as it is written in the CSV."""
    names = [str(name) for name in frame.columns]
    # not by to_dict, which takes twice as long
    return [dict(zip(names, map(plain, row), strict=True)) for row in frame.to_numpy(dtype=object)]


def to_csv(frame: pd.DataFrame) -> bytes:
    """`frame` as CSV: UTF-8, a header, `\\n` line ends, empty = missing."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(frame.columns)
    writer.writerows(zip(*([plain(v) for v in frame[c]] for c in frame.columns), strict=True))
    return out.getvalue().encode("utf-8")


_RUN = ("=", "+", "-", "@", "\t", "\r", "\n")
_PLAIN_NUMBER = re.compile(r"^[+-]?\d+([.,]\d+)?$")


def harmless(text: str) -> str:
    """`text` as a cell that no spreadsheet runs: an apostrophe goes before what would start a formula; numbers stay."""
    return f"'{text}" if text.startswith(_RUN) and not _PLAIN_NUMBER.match(text) else text


def to_excel(frame: pd.DataFrame, how: str = "1") -> bytes:
    """`frame` as CSV for a double click in Excel: a byte order mark, `\\r\\n` line ends, no cell that would be run.

    `how` is "1" for commas and decimal points, or "semicolon" for systems where Excel splits at semicolons because the
    comma is the decimal mark: there numbers are written with a comma.
    """
    apart = how == "semicolon"
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if apart else ",", lineterminator="\r\n")
    writer.writerow([harmless(str(name)) for name in frame.columns])
    writer.writerows(zip(*(_cells(frame[c], apart) for c in frame.columns), strict=True))
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _cells(column: pd.Series, decimal_comma: bool) -> list[str]:
    codes, values = pd.factorize(column, use_na_sentinel=False)  # each different value is written once
    texts = [plain(value) for value in values]
    if not pd.api.types.is_numeric_dtype(column):
        texts = [harmless(text) for text in texts]
    elif decimal_comma:
        texts = [text.replace(".", ",") for text in texts]
    return [texts[code] for code in codes]


def shown(name: str, value: Any, field: Mapping[str, Any] | None = None) -> str:
    """One cell as a reader meets it: digits grouped, shares in per cent, codes in words; missing is empty.

    `field` is the column's description in the package; its unit decides how a number is written.
    """
    text = plain(value)
    if text in ("true", "false"):
        return word("boolean", text)
    if not text or name in CODED:
        return word(name, text) if text else ""
    kind, unit = (field or {}).get("type"), (field or {}).get("unit", "")
    if kind == "integer" and unit == "USD":
        return formats.dollars(int(text))
    if kind == "integer" and name not in ("year", "m49", "position"):
        return formats.grouped(int(text))
    if kind == "number":
        return formats.number(float(text))
    return text


_QUOTE, _END = ord('"'), ord("\n")


def ends(content: bytes) -> np.ndarray:
    """Where each record of `content` ends, the header first: behind a line end that does not stand in quotes."""
    text = np.frombuffer(content, dtype=np.uint8)
    places = np.flatnonzero(text == _END)
    quotes = np.flatnonzero(text == _QUOTE)
    return places[np.searchsorted(quotes, places) % 2 == 0] + 1


def picked(content: bytes, rows: np.ndarray) -> bytes:
    """The header of `content` and its records with the numbers `rows` (0 is the first one), in that order."""
    stops = ends(content)
    apart = np.flatnonzero(np.diff(rows) != 1) + 1  # neighbours are taken in one piece
    first, last = rows[np.r_[0, apart][: len(rows)]], rows[np.r_[apart - 1, len(rows) - 1][: len(rows)]]
    pieces = [content[stops[a] : stops[b + 1]] for a, b in zip(first, last, strict=True)]
    return b"".join([content[: stops[0]], *pieces])
