"""A specification: one defensible way to measure a part, what it gives, and whether a proposition holds in it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from etl.claims.model import Part, Proposition
from etl.contract.calendars import GREGORIAN, parse, stands_for
from etl.contract.frames import Tables
from etl.measures.tolerance import above, equal, within

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
    not vote is shown in the grid of definitions alone: derived on request, or not to be had. `ends` is the last day of
    the period, and need be given only where the period is no year.
    """

    root_family: str
    series: str
    period: str
    calendar: str = GREGORIAN
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

    def __post_init__(self) -> None:
        """The last day of a period that is a year, or its first months."""
        if self.ends is None and (period := parse(self.period, self.calendar)):
            object.__setattr__(self, "ends", period.end)

    @classmethod
    def exact(cls, value: float | None, **fields: Any) -> Specification:
        """A specification whose value is known exactly, or not at all."""
        return cls(low=value, high=value, point=value, **fields)

    @property
    def bounded(self) -> bool:
        """Whether anything is known of its value."""
        return self.low is not None or self.high is not None

    def option(self, choice: str) -> str:
        """The option of a choice, or the value of another dimension (root_family, series, period, basis)."""
        own = self.choices.get(choice) or getattr(self, choice, None)
        return str(own) if own is not None else PRINTED.get(choice, "")

    @cached_property
    def id(self) -> str:
        """Stable name: family, series, period and choices."""
        chosen = [f"{choice}={option}" for choice, option in sorted(self.choices.items()) if option]
        return "/".join([self.root_family, self.series, self.period, *chosen]).replace(" ", "_")

    @cached_property
    def year(self) -> int:
        """The Gregorian year a period is asked for under: the one it stands for, else the one it ends in."""
        own = stands_for(self.period, self.calendar)
        return own if own is not None else (self.ends.year if self.ends else 0)

    @property
    def list_read(self) -> tuple[str, str, str]:
        """The list or series it reads: a twin of it (EU as one, freight out) is a choice, never a second list."""
        return (self.root_family, self.series, self.period)

    def same_rows(self) -> tuple[Any, ...]:
        """What two specifications share when they read the same rows: then they are one."""
        rest = tuple(sorted(pair for pair in self.choices.items() if pair[0] not in PRINTED))
        return (*self.list_read, rest, self.low, self.high, self.point, self.weak_interval)


@dataclass(frozen=True, kw_only=True)
class WeightedSpecification(Specification):
    """A specification, its weight, and whether the strong and the weak proposition hold in it (None = unknown)."""

    weight: Fraction
    holds_strong: bool | None
    holds_weak: bool | None

    @classmethod
    def of(cls, spec: Specification, part: Part, weight: Fraction) -> WeightedSpecification:
        """`spec` held against the propositions of `part`."""
        known = {name: getattr(spec, name) for name in _FIELDS}
        strong, weak = holds_strong(spec, part), holds_weak(spec, part)
        return cls(**known, weight=weight, holds_strong=strong, holds_weak=weak)


_FIELDS = [field.name for field in fields(Specification)]


def holds_strong(spec: Specification, part: Part) -> bool | None:
    """Whether the strong proposition of `part` holds in `spec`; None when it cannot be known."""
    return None if part.strong_is is None else holds(spec.low, spec.high, part.strong_is)


def holds_weak(spec: Specification, part: Part) -> bool | None:
    """Whether the weak proposition of `part` holds in `spec`; None when it cannot be known."""
    return None if part.weak_is is None else holds(*(spec.weak_interval or (spec.low, spec.high)), part.weak_is)


def holds(low: float | None, high: float | None, proposition: Proposition) -> bool | None:
    """Whether every value of the interval satisfies the proposition (True), none does (False), or it cannot be known.

    A bound of None is open. Both None is an unknown value.
    """
    if low is None and high is None:
        return None
    low = -math.inf if low is None else low
    high = math.inf if high is None else high
    value = proposition.value
    if proposition.op == "==":
        return True if equal(low, value) and equal(high, value) else (None if within(low, value, high) else False)
    if proposition.op == "<=":
        return True if not above(high, value) else (False if above(low, value) else None)
    if proposition.op == "<":
        return True if above(value, high) else (False if not above(value, low) else None)
    if proposition.op == ">=":
        return True if not above(value, low) else (False if above(value, high) else None)
    return True if above(low, value) else (False if not above(high, value) else None)


Measure = Callable[[Tables, Mapping[str, Any], date | None], list[Specification]]
