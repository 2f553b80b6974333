"""A mix of other partners fitted to the pair's trade: one fit for each panel and outcome, read by three tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from etl.contract.frames import Words
from etl.derive.panels import Panel
from etl.measures.comparators import Fit, leave_one_out, synthetic_control
from etl.measures.donor_pools import COVERAGE, Pool, indexed, pool
from etl.measures.placebos import Placebo, placebo

OUTCOMES = ("index", "log-share")


@dataclass(frozen=True, kw_only=True)
class PoolFit:
    """The fit of one panel and outcome.

    `pool` holds the years used, `mix` is its synthetic control; `without` is the mean gap when a donor of some weight
    is left out.
    """

    panel: Panel
    outcome: str
    unit: str
    pool: Pool
    mix: Fit
    without: Mapping[str, float]

    @cached_property
    def placebo(self) -> Placebo:
        """Each donor treated as if it were the unit; read by two tables."""
        return placebo(self.pool, self.mix.error_ratio)

    @property
    def key(self) -> dict[str, Any]:
        """The cells that name this fit in every table."""
        return {
            "pool": self.panel.pool,
            "series": self.panel.source,
            "flow": "total",
            "outcome": self.outcome,
            "country": self.panel.unit,
        }


def pool_fits(panels: Iterable[Panel], setup: Words, outcomes: Collection[str] = OUTCOMES) -> list[PoolFit]:
    """Every fit of `outcomes` that the panels allow; none where no donor has values before and after the event."""
    fits = []
    for panel in panels:
        for outcome, values in _outcomes(panel, setup):
            units = _pool(values, panel.unit, setup) if outcome in outcomes else None
            if units is not None:
                mix = synthetic_control(units, setup["base"] if outcome == "index" else ())
                key: dict[str, Any] = {"panel": panel, "outcome": outcome, "unit": unit_of(outcome, setup)}
                fits.append(PoolFit(**key, pool=units, mix=mix, without=leave_one_out(units, mix)))
    return fits


def unit_of(outcome: str, setup: Words) -> str:
    """Unit of an outcome."""
    return f"{setup['base'][0]}-{setup['base'][-1]} = 100" if outcome == "index" else "log points"


def _outcomes(panel: Panel, setup: Words) -> Iterator[tuple[str, pd.DataFrame]]:
    yield "index", indexed(panel.values, tuple(setup["base"]))
    if panel.world.notna().any():
        share = panel.values.div(panel.world, axis=0)
        yield "log-share", np.log(share.where(share > 0))


def _pool(values: pd.DataFrame, unit: str, setup: Words) -> Pool | None:
    """The pool over the years in which the unit has a value; None when nobody has values before and after.

    Donors lack at most a tenth of the years. Where their gaps would cost everybody a year, only donors without gaps
    stay.
    """
    known = values.loc[(values.index >= setup["from"]) & values[unit].notna()]
    for coverage in (COVERAGE, 1.0):
        try:
            units = pool(known, unit, setup["event"], coverage)
        except ValueError:
            continue
        if not units.years_left_out:
            return units
    return None
