from __future__ import annotations

from decimal import Decimal

from etl.sources import ecb_rates
from etl.sources.left_out import LeftOut
from tests.etl.publications import ecb_csv


def test_a_rate_for_each_year_and_none_beyond_what_is_plausible() -> None:
    left = LeftOut()
    answer = ecb_rates.read(ecb_csv([("2021", "1.18"), ("2022", "1.05"), ("2023", "30")]), left)
    assert sorted(answer.rows) == [("2021", Decimal("1.18")), ("2022", Decimal("1.05"))]
    assert "not a rate of dollars for a euro" in left.words()
