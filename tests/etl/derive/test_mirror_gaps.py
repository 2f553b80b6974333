"""Derived tables that need no judgement: who reported, mirror gaps, what two reporters differ by, and lower bounds."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from etl.derive import OLD
from etl.sources.bundled import Tables
from tests.etl.judge.readings import figure, flow, frame, tables

COUNTRIES = [{"id": c, "name": c, "country_kind": "country"} for c in ("RUS", "IRN", "CHN")]
COUNTRIES += [{"id": "OTH", "name": "Others", "country_kind": "residual"}]


def made(*trade: dict[str, Any], figures: tuple[dict[str, Any], ...] = ()) -> Tables:
    return tables(list(trade), list(figures), countries=frame("countries", *COUNTRIES))


def who(*trade: dict[str, Any]) -> dict[tuple[str, str, str], str]:
    found = OLD.coverage(made(*trade))
    return {(r.exporter, r.importer, r.period): r.who for r in found.itertuples(index=False)}


def test_coverage_says_which_side_recorded_a_flow() -> None:
    assert who(
        flow("RUS", "2021", 5), flow("RUS", "2021", 6, by="IRN"), flow("RUS", "2022", 5), flow("IRN", "2022", 5),
        flow("RUS", "2023", None, obs_status="M"),
    ) == {
        ("RUS", "IRN", "2021"): "both", ("RUS", "IRN", "2022"): "exporter", ("IRN", "RUS", "2022"): "importer",
        ("RUS", "IRN", "2023"): "nobody",
    }  # fmt: skip


def test_coverage_takes_the_best_status_and_leaves_groups_and_products_out() -> None:
    found = OLD.coverage(made(
        flow("RUS", "2021", 5, obs_status="E"), flow("RUS", "2021", 5, source="t"),
        flow("RUS", "2022", 5, importer="OTH"), flow("RUS", "2023", 5, commodity="27"),
    ))  # fmt: skip
    assert found[["period", "exporter_recorded"]].values.tolist() == [["2021", "A"]]
    assert found["importer_recorded"].isna().all()


def test_a_mirror_gap_needs_both_sides() -> None:
    both = made(flow("RUS", "2021", 100), flow("RUS", "2021", 212, by="IRN"), flow("RUS", "2022", 5))
    found = OLD.mirror_gaps(both)
    gaps, lone = found[found["gap_log"].notna()], found[found["mirror_only"].astype(bool)]
    assert set(gaps["period"]) == {"2021"}
    assert gaps["factor"].is_unique
    assert set(lone["period"]) == {"2022"}
    assert set(lone["import_source"]) == {"none"}
    assert set(lone["reconciled_usd"]) == {5_000_000}
    present = gaps[gaps["factor"] == 1.06].iloc[0]
    assert present["gap_log"] == pytest.approx(math.log(2), abs=1e-6)
    assert present["ratio"] == pytest.approx(2.12)


def test_no_trade_gives_no_gaps_and_no_typical_one() -> None:
    assert OLD.mirror_gaps(made()).empty
    assert OLD.reporter_gap(made()) is None


CRUDE = (
    figure(1, "1400", 53, flow="import"),
    figure(2, "1400-10m", 9, flow="import"),
    figure(3, "1401", 106, flow="import"),
)


def test_the_pairs_own_crude_gap_is_of_the_year_an_iranian_year_stands_for() -> None:
    found = OLD.pair_gaps(made(flow("RUS", "2021", 100), flow("RUS", "2022", 100), figures=CRUDE))
    assert {(r.period, r.import_source): round(r.gap_log, 3) for r in found.itertuples()} == {
        ("2021", "irica:1400"): round(math.log(0.5), 3), ("2022", "irica:1401"): 0,
    }  # fmt: skip
    assert set(found["note"]) == {OLD.CRUDE}


def test_without_pairs_enough_the_largest_crude_gap_stands_in() -> None:
    given = made(flow("RUS", "2021", 100), flow("RUS", "2022", 100), figures=CRUDE)
    assert OLD.reporter_gap(given) == pytest.approx(math.log(2))


def test_what_reporters_typically_differ_by_is_the_median_of_the_last_five_years() -> None:
    rows = []
    for year in range(2010, 2025):
        # the exporter's value is half the importer's before 2020, and a third since
        for exporter in ("RUS", "IRN"):
            importer = "IRN" if exporter == "RUS" else "RUS"
            rows += [
                flow(exporter, str(year), 106 * (2 if year < 2020 else 3), by=importer),
                flow(exporter, str(year), 100),
            ]
            rows[-1]["recorded_by"], rows[-1]["valuation"] = "exporter", "FOB"
    assert OLD.reporter_gap(made(*rows)) == pytest.approx(math.log(3))


def test_a_part_of_a_calendar_year_bounds_it_from_below() -> None:
    figures = (
        figure(1, "2025-10m", 10_500, calendar="gregorian", partner="IRQ", flow="export"),
        figure(2, "2025-4m", 900, calendar="gregorian", partner="IRQ", flow="export"),
        figure(3, "2025", 7, calendar="gregorian", partner="CHN"), figure(4, "1404", 9, partner="TUR"),
        figure(5, "2025", 99, calendar="gregorian", partner="ARE", series="irica-eaeu"),
    )  # fmt: skip
    floors = OLD._floors(made(figures=figures))
    assert floors == {
        ("IRN", "2025", "export"): {"IRQ": 10_500_000_000},
        ("IRN", "2025", "total"): {"IRQ": 10_500_000_000, "CHN": 7_000_000},
    }  # fmt: skip


def test_ranks_are_those_of_the_two_reporters_alone(observed: Tables) -> None:
    ranks = OLD.partner_ranks(observed, [])
    assert set(ranks["reporter"]) == {"IRN", "RUS"}
    assert set(ranks["flow"]) == {"export", "import", "total"}
    assert (ranks["rank_worst"].fillna(10**6) >= ranks["rank_best"]).all()
    inside = ranks["rank"].isna() | (ranks["rank"] <= ranks["rank_worst"].fillna(10**6))
    assert inside.all()


def test_old_vintages_are_not_ranked(observed: Tables) -> None:
    trade = observed["trade"]
    older = trade[trade["source"] == "imts_2025"].assign(vintage_date="2000-01-01", current=False, value_usd=1)
    both = {**observed, "trade": pd.concat([older, trade], ignore_index=True)}
    pd.testing.assert_frame_equal(OLD.partner_ranks(both, []), OLD.partner_ranks(observed, []))
