"""A specification before it is weighed: one defensible way to measure a part, and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Reading:
    """The tested value lies in `low..high` (None = nothing bounds it on that side); `point` is the value itself.

    Both bounds None with a `why_not` means it cannot be computed. `choices` are columns of `specifications`; `basis`
    is observed, stated or imputed; `flip_pct` is the smallest change in per cent that changes the answer.
    """

    root_family: str
    series: str
    period: str
    calendar: str
    basis: str
    low: float | None
    high: float | None
    point: float | None = None
    unit: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    flip_pct: float | None = None
    why_not: str = ""
    leaning_on: str = ""
    row_table: str = ""
    row_key: str = ""
    ends: date | None = None

    @property
    def id(self) -> str:
        """Stable name: family, series, period and choices."""
        chosen = [f"{k}={v}" for k, v in sorted(self.choices.items()) if v]
        return "/".join([self.root_family, self.series, self.period, *chosen]).replace(" ", "_")

    def same_rows(self) -> tuple[Any, ...]:
        """What two readings share when they read the same rows: then they are one."""
        rest = {k: v for k, v in self.choices.items() if k != "eu"}
        return (
            self.root_family,
            self.series,
            self.period,
            tuple(sorted(rest.items())),
            self.low,
            self.high,
            self.point,
        )


Measure = Callable[[Tables, Mapping[str, Any], date | None], list[Reading]]
