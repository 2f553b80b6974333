"""`donor_weights`: what each mix of other partners is made of."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from etl.contract.frames import of_rows
from etl.contract.tables import TABLES
from etl.derive.pool_fits import PoolFit

CARRIES = 1e-9  # the solver leaves dust of this size where a donor has no weight


def donor_weights(fits: Sequence[PoolFit]) -> pd.DataFrame:
    """Frame of `donor_weights`: donors of some weight, with the mean gap of the mix without them."""
    rows = [
        {**fit.key, "donor": donor, "weight": weight, "mean_gap_without": fit.without.get(donor)}
        for fit in fits
        for donor, weight in fit.mix.weights.items()
        if weight > CARRIES
    ]
    return of_rows(TABLES["donor_weights"], rows)
