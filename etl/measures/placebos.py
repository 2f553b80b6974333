"""Placebos: each donor treated as if the event had been its own. Source: Abadie, Diamond and Hainmueller 2010."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from etl.measures.arrays import Floats
from etl.measures.comparators import errors, mixed
from etl.measures.donor_pools import Pool, without

NEAR = 0.01  # of the unit's own level: a mix that follows it this closely beforehand follows it by luck


@dataclass(frozen=True, kw_only=True)
class Placebo:
    """Place of the treated unit's error ratio among all units, each treated as if it were the one.

    `share` = rank / units; it cannot fall below `floor` = 1 / (donors + 1), however clear the case. `exact` counts the
    donors that their own mix follows within a hundredth beforehand: their ratios say nothing of the years after.
    `lines` are the mix of each donor and what the donor has above it, year by year.
    """

    rank: int
    units: int
    share: float
    floor: float
    ratios: dict[str, float]
    lines: dict[str, tuple[Floats, Floats]]
    exact: int = 0


def placebo(units: Pool, own: float) -> Placebo:
    """Treat each donor in turn as if it were the unit, with the other donors (never the unit) as its pool.

    `own` is the error ratio of the unit itself.
    """
    ratios, lines, exact = {units.unit: own}, dict[str, tuple[Floats, Floats]](), 0
    if len(units.names) > 1:
        for i, name in enumerate(units.names):
            fake = without(units, i, treated=units.donors[:, i])
            _, comparator, gaps = mixed(fake)
            lines[name] = comparator, gaps
            error, _, ratios[name] = errors(fake, gaps)
            exact += error <= NEAR * float(np.abs(fake.treated).max() or 1.0)
    rank, count = sum(ratio >= own for ratio in ratios.values()), len(ratios)  # ties count against
    floor = 1.0 / count
    return Placebo(rank=rank, units=count, share=rank / count, floor=floor, ratios=ratios, lines=lines, exact=exact)
