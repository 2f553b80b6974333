"""A treated unit and its donors: which units and years a comparison can be made of."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from etl.measures.arrays import Flags, Floats

COVERAGE = 0.90


@dataclass(frozen=True, kw_only=True)
class Pool:
    """A treated unit and its donors over the years in which all of them have a value.

    `treated` (years,), `donors` (years, donors), `before` marks the years before the event; `years_left_out`
    are those that some unit lacks.
    """

    unit: str
    names: tuple[str, ...]
    years: tuple[int, ...]
    treated: Floats
    donors: Floats
    before: Flags
    years_left_out: tuple[int, ...] = ()


def indexed(panel: pd.DataFrame, base: tuple[int, ...]) -> pd.DataFrame:
    """Each column with the mean of its `base` years as 100; missing throughout when one of them is, or all are zero."""
    means = panel.reindex(list(base)).mean(skipna=False)
    return 100.0 * panel / means.where(means > 0)


def pool(panel: pd.DataFrame, unit: str, event: int, coverage: float = COVERAGE) -> Pool:
    """Take a pool from a panel of years (index) by units (columns), NaN where missing.

    Donors with values in less than `coverage` of the years are dropped; then only years that all have are kept: nothing
    is filled in. Raises ValueError when no donor, or no year before or after `event`, is left.
    """
    table = panel.sort_index()
    years, units = table.index.to_numpy(dtype=int), [*map(str, table.columns)]
    values = table.to_numpy(dtype=float, na_value=np.nan)
    known, own = ~np.isnan(values), units.index(unit)
    others = np.array([at for at in range(len(units)) if at != own], dtype=int)
    enough = known[:, others].sum(axis=0) / max(len(years), 1) >= coverage
    lines = np.array([own, *others[enough]])
    whole = known[:, lines].all(axis=1)
    before = years[whole] < event
    if len(lines) < 2 or before.all() or not before.any():
        raise ValueError(f"{unit}: no donor, or no year before or after {event}, has values")
    return Pool(
        unit=unit,
        names=tuple(units[at] for at in lines[1:]),
        years=tuple(years[whole].tolist()),
        treated=values[whole, own],
        donors=values[np.ix_(whole, lines[1:])],
        before=before,
        years_left_out=tuple(years[~whole].tolist()),
    )


def without(units: Pool, place: int, treated: Floats | None = None) -> Pool:
    """The pool without one donor, that donor perhaps in the place of the treated unit."""
    names = units.names[:place] + units.names[place + 1 :]
    own = units.treated if treated is None else treated
    return replace(units, names=names, treated=own, donors=np.delete(units.donors, place, axis=1))
