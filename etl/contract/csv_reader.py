"""The one way to read lines of a CSV, whatever limit another library has set for the whole process."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _csv import Reader

LONGEST_CELL = 16 * 1024 * 1024  # letters: a column of a public file may hold a whole text


def csv_reader(lines: Iterable[str], *, strict: bool = False) -> Reader:
    """A `csv.reader` of `lines`; csv.Error for a cell above LONGEST_CELL, and with `strict` for a stray quote.

    The limit is one of the process, and scipy's and frictionless's readers move it: it is set at each use.
    """
    csv.field_size_limit(LONGEST_CELL)
    return csv.reader(lines, strict=strict)
