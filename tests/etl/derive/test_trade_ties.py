"""Shares each way and trade intensity."""

from __future__ import annotations

import pandas as pd
import pytest

from etl.derive.trade_ties import trade_ties
from tests.etl.derive.making import COUNTRIES, WORDS, flow, table

SAY = WORDS


def ranked(partner: str, usd: int, share: float | None, **given: object) -> dict[str, object]:
    base = {
        "reporter": "RUS",
        "partner": partner,
        "period": "2024",
        "calendar": "gregorian",
        "flow": "export",
        "source": "book",
        "root_family": "customs",
        "basis": "as_recorded",
        "value_usd": usd,
        "share": share,
        "obs_status": "A",
        "partners": 3,
    }
    return {**base, **given}


RANKS = [ranked("IRN", 10, 0.1), ranked("CHN", 60, 0.6), ranked("IND", 10, 0.1)]
TRADE = [
    flow("RUS", "IRN", 2024, 10),
    flow("RUS", "CHN", 2024, 60),
    flow("RUS", "IND", 2024, 10),
    flow("RUS", "OTH", 2024, 20, list_scope="remainder"),
]


def ties(*more: dict[str, object], ranks: list[dict[str, object]] = RANKS) -> pd.DataFrame:
    tables = {
        "partner_ranks": table("partner_ranks", ranks),
        "trade": table("trade", [*TRADE, *more]),
        "countries": COUNTRIES,
    }
    return trade_ties(tables, SAY)


def test_unspecified_partners_are_kept_and_dropped() -> None:
    rows = ties().set_index("yardstick")
    assert rows.loc["share", ["value", "total_usd"]].tolist() == [0.1, 100]
    assert rows.loc["share_named", "value"] == pytest.approx(10 / 80)


def test_intensity_says_what_is_missing() -> None:
    row = ties().set_index("yardstick").loc["intensity"]
    assert pd.isna(row["value"])
    assert row["note"] == SAY["depth"]["ties"]["missing_intensity"]


@pytest.mark.parametrize("step", [1, -1])
def test_of_several_sources_the_last_by_name_says_it_in_whatever_order_ranks_come(step: int) -> None:
    ranks = table("partner_ranks", [ranked("IRN", 10, 0.1, source=source) for source in ("a", "b", "c")]).iloc[::step]
    result = trade_ties({"partner_ranks": ranks, "trade": table("trade", TRADE), "countries": COUNTRIES}, SAY)
    assert result.loc[result["yardstick"] == "intensity", "source"].tolist() == ["c"]


def test_intensity_in_both_variants_once_the_world_is_known() -> None:
    world = [flow("WLD", "IRN", 2024, 50, "importer"), flow("WLD", "WLD", 2024, 1000)]
    value = ties(*world).set_index("yardstick")["value"]
    assert value["intensity"] == pytest.approx((10 / 100) / (50 / 1000))
    assert value["intensity_without"] == pytest.approx((10 / 100) / (40 / 900), abs=1e-6)


def test_parts_of_a_year_and_the_eu_as_one_stay_out() -> None:
    more = [ranked("IRN", 5, 0.5, period="2024-3m"), ranked("IRN", 5, 0.5, basis="eu_one")]
    assert len(ties(ranks=[*RANKS, *more])) == len(ties())


def test_the_bundled_shares_of_iran(published: dict[str, pd.DataFrame]) -> None:
    rows = published["trade_ties"].query("reporter == 'RUS' and source == 'imts_rus' and yardstick == 'share'")
    total = rows[rows["flow"] == "total"].set_index("period")
    assert total.loc["2021", "value"] > total.loc["2024", "value"]
    whole = total["value_usd"].astype(float) / total["total_usd"].astype(float)
    assert (whole - total["value"].astype(float)).abs().max() < 1e-6
