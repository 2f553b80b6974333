"""Ranks of the pair's partners, and lower bounds from Iran's own books."""

from __future__ import annotations

import pandas as pd

from etl.contract.pair import pair_of
from etl.derive.partner_ranks import floors, partner_ranks, ranked
from etl.sources.bundled import Tables
from tests.etl.derive.making import observed_tables as made
from tests.etl.judge.readings import figure


def test_a_part_of_a_year_bounds_it_from_below_and_1404_stands_for_2025() -> None:
    figures = (
        figure(1, "2025-10m", 10_500, calendar="gregorian", partner="IRQ", flow="export"),
        figure(2, "2025-4m", 900, calendar="gregorian", partner="IRQ", flow="export"),
        figure(3, "2025", 7, calendar="gregorian", partner="CHN"),
        figure(4, "1404", 9, partner="TUR"),
        figure(5, "2025", 99, calendar="gregorian", partner="ARE", series="irica-eaeu"),
    )
    result = floors(made(figures=figures))
    assert result == {
        ("IRN", "2025", "export"): {"IRQ": 10_500_000_000},
        ("IRN", "2025", "total"): {"IRQ": 10_500_000_000, "CHN": 7_000_000, "TUR": 9_000_000},
    }


def made_of(tables: Tables) -> pd.DataFrame:
    return partner_ranks(ranked(tables, []), pair_of(tables))


def test_ranks_are_those_of_the_two_reporters_alone(observed: Tables) -> None:
    ranks = made_of(observed)
    assert set(ranks["reporter"]) == {"IRN", "RUS"}
    assert set(ranks["flow"]) == {"export", "import", "total"}
    assert (ranks["rank_worst"].fillna(10**6) >= ranks["rank_best"]).all()
    inside = ranks["rank"].isna() | (ranks["rank"] <= ranks["rank_worst"].fillna(10**6))
    assert inside.all()


def test_old_vintages_are_not_ranked(observed: Tables) -> None:
    trade = observed["trade"]
    older = trade[trade["source"] == "imts_2025"].assign(vintage_date="2000-01-01", current=False, value_usd=1)
    both = {**observed, "trade": pd.concat([older, trade], ignore_index=True)}
    pd.testing.assert_frame_equal(made_of(both), made_of(observed))
