"""Year by year: the value beside what was expected."""

from __future__ import annotations

import pandas as pd

from etl.derive.counterfactuals import bands, counterfactuals
from etl.derive.pool_fits import pool_fits
from tests.etl.derive.making import SETUP, cells
from tests.etl.derive.test_comparators import panel
from tests.etl.derive.test_date_tests import STEADY


def test_lines_hold_the_fitted_years_and_the_band() -> None:
    rows = pd.DataFrame(bands({"s": cells(STEADY)}, "IRN", SETUP))
    war = rows[rows["method"] == "forecast"].set_index("year")
    assert war.index.tolist() == list(range(2014, 2025))
    assert war["band_low"].isna().tolist() == [True] * 8 + [False] * 3
    inside = war.loc[2022:]
    assert ((inside["actual"] >= inside["band_low"]) & (inside["actual"] <= inside["band_high"])).all()
    assert (inside["gap"] - (inside["actual"] - inside["band_centre"])).abs().max() < 1  # whole dollars
    assert set(rows.loc[rows["method"] == "false_date", "variant"]) == {str(d) for d in SETUP["false_dates"]}


def test_bands_and_mixes_are_in_one_table() -> None:
    frame = counterfactuals({"s": cells(STEADY)}, "IRN", pool_fits([panel(2.0)], SETUP), SETUP)
    assert set(frame["method"]) == {"forecast", "false_date", "pool", "placebo"}
