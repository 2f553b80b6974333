"""Shares of arms deliveries: SIPRI's own printed shares come out, and two vintages are never one line."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from etl.derive.arms_shares import SPANS, arms_shares
from tests.etl.derive.making import WORDS, table

Published = dict[str, pd.DataFrame]


def delivery(supplier: str, period: int, tiv: float | None, source: str = "sipri_register") -> dict[str, Any]:
    return {
        "supplier": supplier,
        "recipient": "IRN",
        "period": str(period),
        "tiv_million": tiv,
        "recorded": "none_recorded" if tiv is None else "recorded",
        "source": source,
        "vintage": "v",
        "vintage_date": "2026-01-01",
        "publisher": "P",
        "current": True,
    }


def shares(*rows: dict[str, Any]) -> pd.DataFrame:
    return arms_shares({"arms": table("arms", list(rows))}, WORDS["depth"]["arms_list"]).set_index(
        ["source", "period_label", "supplier"]
    )


def test_a_share_is_of_all_suppliers_and_ties_share_the_better_rank() -> None:
    result = shares(delivery("RUS", 2007, 30), delivery("CHN", 2008, 30), delivery("UKR", 2016, 20))
    own = result.loc[("sipri_register", "2007-2016", "RUS")]
    assert (own["share_pct"], own["rank"], own["partners"], own["years_recorded"]) == (37.5, 1, 3, 1)
    assert result.loc[("sipri_register", "2007-2016", "CHN"), "rank"] == 1
    assert result.loc[("sipri_register", "2007-2016", "UKR"), "rank"] == 3


def test_no_delivery_gives_no_row_and_a_vintage_answers_only_for_its_years() -> None:
    result = shares(delivery("RUS", 2010, None), delivery("CHN", 2015, 5)).reset_index()
    assert set(result["supplier"]) == {"CHN"}
    assert set(result["period_label"]) == {"2010-2015", "2015"}


def test_of_nothing_that_counts_there_are_no_shares() -> None:
    result = shares(delivery("RUS", 2019, 0.0), delivery("CHN", 2020, 5), delivery("RUS", 2020, 0.0)).reset_index()
    rows = result[["period_label", "supplier", "share_pct"]].to_numpy().tolist()
    assert rows == [["2020", "CHN", 100], ["2020", "RUS", 0]]


def test_vintages_stay_apart() -> None:
    result = shares(delivery("RUS", 2020, 10), delivery("CHN", 2020, 30, "sipri_register_2026"))
    assert result.loc[("sipri_register", "2020", "RUS"), "share_pct"] == 100
    assert result.loc[("sipri_register_2026", "2020", "CHN"), "share_pct"] == 100


@pytest.mark.parametrize(
    ("source", "span", "share"),
    [
        ("sipri_register_2026", "1995-2024", 59.6),
        ("sipri_register", "2007-2016", 71.9),
        ("sipri_register_2026", "2007-2016", 74.5),
        ("sipri_register_2026", "2020-2024", 100.0),
    ],
)
def test_russia_among_iran_s_suppliers(published: Published, source: str, span: str, share: float) -> None:
    rows = published["arms_shares"].query("side == 'imports' and supplier == 'RUS' and recipient == 'IRN'")
    own = rows[(rows["source"] == source) & (rows["period_label"] == span)].iloc[0]
    assert round(own["share_pct"], 1) == share
    assert span != "2020-2024" or own["total_tiv_million"] == 65


def test_russia_among_iran_s_recipients(published: Published) -> None:
    rows = published["arms_shares"].query("side == 'exports' and supplier == 'IRN' and period_label == '2020-2024'")
    own = rows.set_index("recipient")["share_pct"].round(1)
    assert (own["RUS"], own["VEN"]) == (80.1, 11.0)


def test_shares_of_a_list_sum_to_a_hundred(published: Published) -> None:
    rows = published["arms_shares"]
    own = rows["supplier"].where(rows["side"] == "exports", rows["recipient"])
    sums = rows.groupby(["side", own, "source", "period_label"])["share_pct"].sum()
    assert (sums - 100).abs().max() < 1e-4


def test_spans_and_lists_are_in_order() -> None:
    assert all(first < last for first, last in SPANS)
    assert len({tuple(entry.values()) for entry in WORDS["depth"]["arms_list"]}) == len(WORDS["depth"]["arms_list"])
