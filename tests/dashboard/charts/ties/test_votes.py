"""Pairs turned so that every row reads from one country."""

from __future__ import annotations

import pandas as pd

from dashboard.charts.ties import _votes


def test_a_pair_is_found_from_either_side_and_once() -> None:
    rows = pd.DataFrame({"country_a": ["RUS", "IRN", "RUS"], "country_b": ["IRN", "CHN", "BLR"], "value": [1, 2, 3]})
    iran = _votes.around(rows, "IRN")
    assert dict(zip(iran["other"], iran["value"], strict=True)) == {"CHN": 2, "RUS": 1}
    assert set(iran["country"]) == {"IRN"}
    assert set(_votes.around(rows, "RUS")["other"]) == {"IRN", "BLR"}


def test_the_newest_row_of_the_pair_is_found_and_named() -> None:
    rows = pd.DataFrame({"country": "IRN", "other": ["RUS", "CHN", "RUS"], "year": [2020, 2022, 2021], "value": 0.5})
    row = _votes.newest_of_pair(rows)
    assert row is not None
    assert (row.year, _votes.compared(row, rows)["names"]) == (2021, "nobody")
    assert _votes.newest_of_pair(rows[rows["other"] == "CHN"]) is None
    higher = rows.assign(value=[0.4, 0.6, 0.7])
    known = {"n": 3, "above": 2, "names": "Russia, China", "centre": "Iran", "other": "Russia"}
    assert _votes.compared(row, higher) == known
