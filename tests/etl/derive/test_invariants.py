"""What no scaling, no group and no repetition may change."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.judge.specification import Specification
from etl.judge.weigh import share, weigh
from etl.measures.lists_from_trade import from_trade
from etl.measures.ranks import ranked
from tests.etl.derive.making import flow, table
from tests.etl.judge.making import part, reading

PARTNERS = ["CHN", "TUR", "IND", "RUS", "BRA", "DEU"]
VALUES = st.lists(st.integers(1, 10**9), min_size=len(PARTNERS), max_size=len(PARTNERS))
SHOWN = ["partner", "flow", "basis", "rank", "rank_best", "rank_worst"]


def ranks(exports: list[int], imports: list[int], *more: dict[str, object], times: int = 1) -> pd.DataFrame:
    rows = [flow("IRN", p, 2024, v * times) for p, v in zip(PARTNERS, exports, strict=True)]
    rows += [flow(p, "IRN", 2024, v * times, "importer") for p, v in zip(PARTNERS, imports, strict=True)]
    lists = [entry for entry in from_trade(table("trade", [*rows, *more])) if entry.reporter == "IRN"]
    result = ranked(lists, {}, None).ranks
    return result[result["partner"].isin([*PARTNERS, "EU"])][SHOWN].reset_index(drop=True)


@given(VALUES, VALUES, st.integers(1, 10**6))
def test_scaling_all_values_moves_no_rank(exports: list[int], imports: list[int], times: int) -> None:
    pd.testing.assert_frame_equal(ranks(exports, imports), ranks(exports, imports, times=times))


@pytest.mark.parametrize("group", ["WLD", "NES899", "EAEU"])
@given(VALUES, VALUES, st.integers(1, 10**12))
def test_a_group_or_areas_nes_moves_no_rank(group: str, exports: list[int], imports: list[int], value: int) -> None:
    more = [flow("IRN", group, 2024, value), flow(group, "IRN", 2024, value, "importer")]
    pd.testing.assert_frame_equal(ranks(exports, imports), ranks(exports, imports, *more))


def spread(family: str, count: int, holds: bool) -> list[Specification]:
    rank = 5 if holds else 9
    return [reading(family, low=rank, high=rank, series=f"s{i}") for i in range(count)]


@given(st.integers(1, 12), st.integers(1, 12), st.booleans(), st.booleans())
def test_more_specifications_of_one_family_do_not_move_the_share(a: int, b: int, yes: bool, also: bool) -> None:
    one = weigh([*spread("A", 1, yes), *spread("B", 1, also)], part())
    many = weigh([*spread("A", a, yes), *spread("B", b, also)], part())
    assert share(many, "holds_strong") == pytest.approx(share(one, "holds_strong"))
    assert sum(s.weight for s in many) == pytest.approx(1)


def test_weights_of_every_published_part_sum_to_one(published: dict[str, pd.DataFrame]) -> None:
    specs = published["specifications"]
    assert (specs["weight"] >= 0).all()
    sums = specs.groupby(["claim", "part"])["weight"].sum().astype(float)
    assert (sums - 1).abs().max() < 1e-6


def test_weights_of_every_published_mix_sum_to_one(published: dict[str, pd.DataFrame]) -> None:
    weights = published["donor_weights"]
    assert (weights["weight"] >= 0).all()
    sums = weights.groupby(["pool", "series", "flow", "outcome"])["weight"].sum().astype(float)
    assert (sums - 1).abs().max() < 1e-6
