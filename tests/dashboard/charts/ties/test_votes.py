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


def test_no_two_countries_look_alike() -> None:
    names = ["IRN", "BLR", "CHN", "SYR", "IND", "KAZ", "ARM", "AZE", "TUR", "USA", "UKR"]
    looks = _votes.looks(pd.DataFrame({"other": names}))
    assert len({(look.colour, look.symbol) for look in looks.values()}) == len(names)
