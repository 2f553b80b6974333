"""A specification before it is weighed: one defensible way to measure a part, and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from etl.contract.schema import Tables

Interval = tuple[float | None, float | None]
# the root family of a count that we made ourselves from dated rows
OWN_REGISTER = "register"
# What a choice is when a specification does not name it: the figures as they are printed.
PRINTED = {"eu": "countries", "unspecified": "dropped", "valuation": "as_recorded"}


@dataclass(frozen=True, kw_only=True)
class Specification:
    """The tested value lies in `low..high` (None = nothing bounds it on that side); `point` is the value itself.

    Both bounds None with a `why_not` means it cannot be computed. `weak_interval` is what the weak proposition is
    held against where that is another value than the strong one's. `choices` are columns of `specifications`; `basis`
    is observed, stated or imputed; `flip_pct` is the smallest change in per cent that changes the answer. One that does
    not vote is shown in the grid of definitions alone: derived on request, or not to be had.
    """

    root_family: str
    series: str
    period: str
    calendar: str
    basis: str
    low: float | None
    high: float | None
    point: float | None = None
    weak_interval: Interval | None = None
    unit: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    flip_pct: float | None = None
    why_not: str = ""
    leaning_on: str = ""
    row_table: str = ""
    row_key: str = ""
    ends: date | None = None
    votes: bool = True

    def option(self, name: str) -> str:
        """The option of a choice, or the value of another dimension (root_family, series, period, basis)."""
        own = self.choices.get(name) or getattr(self, name, None)
        return str(own) if own is not None else PRINTED.get(name, "")

    @cached_property
    def id(self) -> str:
        """Stable name: family, series, period and choices."""
        chosen = [f"{choice}={option}" for choice, option in sorted(self.choices.items()) if option]
        return "/".join([self.root_family, self.series, self.period, *chosen]).replace(" ", "_")

    @property
    def list_read(self) -> tuple[str, str, str]:
        """The list or series it reads: a twin of it (EU as one, freight out) is a choice, never a second list."""
        return (self.root_family, self.series, self.period)

    def same_rows(self) -> tuple[Any, ...]:
        """What two specifications share when they read the same rows: then they are one."""
        rest = tuple(sorted(pair for pair in self.choices.items() if pair[0] not in PRINTED))
        return (*self.list_read, rest, self.low, self.high, self.point, self.weak_interval)


Measure = Callable[[Tables, Mapping[str, Any], date | None], list[Specification]]
