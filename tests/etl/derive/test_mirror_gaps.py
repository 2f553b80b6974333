"""Mirror gaps, and what two reporters typically differ by."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from etl.derive.mirror_gaps import mirror_gaps
from etl.derive.reporter_gaps import pair_gaps, reporter_gap
from tests.etl.derive.making import WORDS
from tests.etl.derive.making import observed_tables as made
from tests.etl.judge.readings import figure, flow


def test_a_mirror_gap_needs_both_sides() -> None:
    both = made(flow("RUS", "2021", 100), flow("RUS", "2021", 212, by="IRN"), flow("RUS", "2022", 5))
    result = mirror_gaps(both, WORDS)
    gaps, lone = result[result["gap_log"].notna()], result[result["mirror_only"].astype(bool)]
    assert set(gaps["period"]) == {"2021"}
    assert gaps["factor"].is_unique
    assert set(lone["period"]) == {"2022"}
    assert set(lone["import_source"]) == {"none"}
    assert set(lone["reconciled_usd"]) == {5_000_000}
    present = gaps[gaps["factor"] == 1.06].iloc[0]
    assert present["gap_log"] == pytest.approx(math.log(2), abs=1e-6)
    assert present["ratio"] == pytest.approx(2.12)


def test_no_trade_gives_no_gaps_and_no_typical_one() -> None:
    assert mirror_gaps(made(), WORDS).empty
    assert reporter_gap(made()) is None
    assert reporter_gap(made(flow("RUS", "2021", 0), figures=CRUDE)) is None, "a zero has no log"


CRUDE = (
    figure(1, "1400", 53, flow="import"),
    figure(2, "1400-10m", 9, flow="import"),
    figure(3, "1401", 106, flow="import"),
)


def test_the_pairs_own_crude_gap_is_of_the_year_an_iranian_year_stands_for() -> None:
    result = pair_gaps(made(flow("RUS", "2021", 100), flow("RUS", "2022", 100), figures=CRUDE))
    assert {(r.period, r.import_source): round(r.gap_log, 3) for r in result.itertuples()} == {
        ("2021", "irica:1400"): round(math.log(0.5), 3),
        ("2022", "irica:1401"): 0,
    }
    assert set(result["gap_kind"]) == {"crude"}
    assert set(result["gap_kind"]) == {"crude"}


def test_iran_s_exports_are_held_against_what_russia_bought() -> None:
    sold = figure(4, "1400", 100, flow="export")
    result = pair_gaps(made(flow("IRN", "2021", 212), figures=(*CRUDE, sold)))
    assert result[["exporter", "importer", "export_usd", "import_usd"]].to_numpy().tolist() == [
        ["IRN", "RUS", 100_000_000, 212_000_000]
    ]
    assert result["gap_log"].iloc[0] == pytest.approx(math.log(2))


def test_an_import_without_freight_is_held_against_nothing() -> None:
    given = made(flow("RUS", "2021", 100), flow("RUS", "2021", 200, by="IRN", valuation="FOB"))
    assert mirror_gaps(given, WORDS)["gap_log"].isna().all()


def test_without_pairs_enough_the_median_of_crude_gaps_stands_in() -> None:
    given = made(flow("RUS", "2021", 100), flow("RUS", "2022", 100), figures=CRUDE)
    # two years, log 2 and nothing; a second figure of one of them counts with it, not beside it
    assert reporter_gap(given) == pytest.approx(math.log(2) / 2)
    again = figure(9, "1400", 53, flow="import", series="tccima")
    twice = made(flow("RUS", "2021", 100), flow("RUS", "2022", 100), figures=(*CRUDE, again))
    assert reporter_gap(twice) == pytest.approx(math.log(2) / 2)


def test_the_typical_gap_of_the_bundle_is_the_median_of_both_directions(published: dict[str, pd.DataFrame]) -> None:
    crude = published["mirror_gaps"].query("gap_kind == 'crude' and factor == 1.06 and export_source != 'imts_2026'")
    assert set(crude["exporter"]) == {"RUS", "IRN"}
    assert reporter_gap(published) == pytest.approx(0.5, abs=0.05)


def test_what_reporters_typically_differ_by_is_the_median_of_the_last_five_years() -> None:
    rows = []
    for year in range(2010, 2025):
        # half the importer's before 2022, a third since: of six years as many were half as a third
        for exporter in ("RUS", "IRN"):
            importer = "IRN" if exporter == "RUS" else "RUS"
            rows += [
                flow(exporter, str(year), 106 * (2 if year < 2022 else 3), by=importer),
                flow(exporter, str(year), 100),
            ]
            rows[-1]["recorded_by"], rows[-1]["valuation"] = "exporter", "FOB"
    assert reporter_gap(made(*rows)) == pytest.approx(math.log(3))
