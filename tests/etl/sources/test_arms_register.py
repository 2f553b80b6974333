from __future__ import annotations

import pandas as pd

from etl.sources import arms_register
from etl.sources.left_out import LeftOut
from tests.etl.publications import sipri_body

DELIVERIES = [("Russia", "Iran", 2022, "7.25"), ("Russia", "Iran", 2022, "1"), ("Russia", "India", 2023, "10")]


def _rows() -> list[tuple[object, ...]]:
    return list(arms_register.read("register/2022-2023", sipri_body(DELIVERIES), LeftOut()).rows)


def test_deliveries_of_a_year_are_numbered() -> None:
    assert _rows() == [
        ("Russia", "Iran", "2022", 1, 7.25),
        ("Russia", "Iran", "2022", 2, 1.0),
        ("Russia", "India", "2023", 1, 10.0),
    ]


def test_a_year_without_a_delivery_is_not_zero() -> None:
    sums = arms_register.sums(_rows(), "register/2022-2023").set_index(["supplier", "recipient", "period"])
    assert sums.loc[("RUS", "IRN", "2022")].tolist() == [8.25, "recorded"]
    assert sums.loc[("RUS", "WLD", "2023")].tolist() == [10.0, "recorded"]
    nothing = sums.loc[("RUS", "IRN", "2023")]
    assert pd.isna(nothing["tiv_million"])
    assert nothing["recorded"] == "none_recorded"
