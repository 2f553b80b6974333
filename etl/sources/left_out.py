"""Rows of an answer that are of no use: counted by reason, and named, so that they take no other row with them.

The faults that rows of several sources may have are here too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from itertools import starmap
from operator import contains, itemgetter
from typing import Any, TypeVar

from etl.contract.errors import PayloadError
from etl.contract.types import YEAR, within

Fault = tuple[str, Callable[..., bool]]  # why a row is of no use, and the test of its cells
R = TypeVar("R", bound=tuple[Any, ...])

_REASONS = 5
_is_year = lru_cache(maxsize=10_000)(re.compile(YEAR).fullmatch)  # an answer has many rows and few years


class Of:
    """A test of the cells at `places` alone: rows say the same again and again, so it is made once of what is there."""

    def __init__(self, *places: int, test: Callable[..., bool]) -> None:
        self.places, self.test = places, test

    def __call__(self, *row: Any) -> bool:
        """Whether `row` has the fault."""
        return self.test(*(row[at] for at in self.places))

    def holds_in(self, rows: Iterable[tuple[Any, ...]]) -> bool:
        """Whether any of `rows` has the fault."""
        cells = set(zip(*(map(itemgetter(at), rows) for at in self.places), strict=True))
        return any(starmap(self.test, cells))


class LeftOut:
    """Collects rows that are left out while an answer is read."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._first: dict[str, str] = {}

    def add(self, why: str, which: object, rows: int = 1) -> None:
        """Leave out `rows` rows for the reason `why`; `which` names the first of them."""
        self._counts[why] += rows
        # what a publisher sends is written into a ledger and onto a terminal
        self._first.setdefault(why, "".join(c if c.isprintable() else " " for c in str(which)[:60]))

    def usable(self, rows: Sequence[R], faults: Sequence[Fault]) -> Sequence[R]:
        """Rows without a fault; each other is left out for the first fault whose test is true of its cells."""
        found = [(why, test) for why, test in faults if not isinstance(test, Of) or test.holds_in(rows)]
        used = []
        for row in rows if found else ():
            for why, test in found:
                if test(*row):
                    self.add(why, " ".join(map(str, row)))
                    break
            else:
                used.append(row)
        return used if found else rows

    def objects(self, rows: Iterable[Any]) -> list[dict[str, Any]]:
        """Rows that are JSON objects; others are left out."""
        listed = list(rows)
        for row in (r for r in listed if not isinstance(r, dict)):
            self.add("what is no row", row)
        return [row for row in listed if isinstance(row, dict)]

    def unique(self, rows: Sequence[tuple[Any, ...]], width: int) -> list[tuple[Any, ...]]:
        """`rows` once each, without cells (the first `width` items) for which they give two different values."""
        if len(set(map(itemgetter(slice(width)), rows))) == len(rows):
            return list(rows)
        values: dict[tuple[Any, ...], set[Any]] = {}
        for row in rows:
            values.setdefault(row[:width], set()).add(row[width])
        for cell, texts in values.items():
            if len(texts) > 1:
                self.add("two different values for one cell", " ".join(map(str, cell)), len(texts))
        once = {row[: width + 1]: row for row in reversed(rows) if len(values[row[:width]]) == 1}
        return list(reversed(once.values()))

    @property
    def rows(self) -> int:
        """How many rows were left out."""
        return self._counts.total()

    def words(self) -> str:
        """Which rows were left out, why and how many; empty for none."""
        if not self._counts:
            return ""
        reasons = [f"{why} ({n}; first: {self._first[why]})" for why, n in self._counts.most_common(_REASONS)]
        more = len(self._counts) - _REASONS
        rest = f" and {more} more reasons" if more > 0 else ""
        return f"{self.rows} {'row' if self.rows == 1 else 'rows'} left out: {', '.join(reasons)}{rest}"

    def check(self, used: int) -> None:
        """PayloadError when no row of the answer can be used."""
        if self.rows and not used:
            raise PayloadError(f"no row can be used; {self.words()}")


def is_year(period: object) -> bool:
    """Whether `period` is a year from 1500 to 2100, as text or as a number."""
    return _is_year(str(period)) is not None


def no_year(at: int) -> Fault:
    """The fault of a row whose cell `at` is no year."""
    return "a period that is no year", Of(at, test=lambda period: not is_year(period))


def other_than(codes: Iterable[Collection[object]]) -> Fault:
    """The fault of a row of which a cell is none of the `codes` that were asked for in its place."""
    return "a row that was not asked for", lambda *row: not all(map(contains, codes, row))


def no_amount(at: int, bounds: tuple[float, float]) -> Fault:
    """The fault of a row whose cell `at` is no number within `bounds`; True and False are not numbers."""
    return "an impossible value", lambda *row: type(row[at]) not in (int, float) or not within(row[at], *bounds)
