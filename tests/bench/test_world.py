"""The made-up world: as many answers as life, readable by the project's own sources, and the same every time."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from bench import __main__ as bench
from bench import world
from bench.worlds import imts
from bench.worlds.flows import IMPLAUSIBLE, Flows, World, countries
from bench.worlds.publishers import answer
from etl.collect import ledger
from etl.collect.answers import load
from etl.sources import SOURCES

IMTS = "https://api.imf.org/external/sdmx/3.0/data/dataflow/IMF.STA/IMTS/+/"


def small(month: int = 1) -> World:
    return World(flows=Flows(ids=countries(80), years=range(2023, 2026)), comtrade_years=range(2024, 2026), month=month)


def test_a_world_of_one_size_is_the_same_every_time() -> None:
    address = f"{IMTS}RUS.XG_FOB_USD+MG_CIF_USD.*.A"
    assert answer(small(), address) == answer(small(), address)


def test_twice_the_world_is_twice_the_years() -> None:
    one, two = world.world(1.0), world.world(2.0)
    assert len(one.flows.ids) == len(two.flows.ids) == 200
    assert (len(two.flows.years), len(two.comtrade_years)) == (2 * len(one.flows.years), 2 * len(one.comtrade_years))


def test_half_the_world_is_half_the_reporters_alone() -> None:
    half, one = world.world(0.5), world.world(1.0)
    assert (2 * len(half.flows.ids), half.flows.years) == (len(one.flows.ids), one.flows.years)
    assert half.comtrade_years == one.comtrade_years


def test_every_source_answers_and_is_read(quarter_raw: Path) -> None:
    held = load(quarter_raw / "live")
    assert set(held) == {"comtrade", *world.OTHERS} <= set(SOURCES)
    assert {e.outcome for e in ledger.read(quarter_raw / "live")} == {"ok", "unchanged"}


def test_the_second_month_asks_for_what_was_released_again(quarter_raw: Path) -> None:
    second = [e for e in ledger.read(quarter_raw / "live") if e.retrieved > "2026-10"]
    asked = [e.request.partition("/")[0] for e in second if e.source == "comtrade"]
    assert sorted(asked) == ["availability", "partner-364", "partner-364", "partner-643", "partner-643"]


def test_it_holds_estimates_gaps_revisions_and_an_implausible_cell(quarter: Path) -> None:
    trade = pd.read_csv(quarter / "trade.csv", dtype="str")
    assert {"A", "E"} <= set(trade["obs_status"])
    assert len(pd.read_csv(quarter / "revisions.csv", dtype="str")) > 100
    marks = pd.read_csv(quarter / "anomalies.csv", dtype="str").query("treatment == 'left out' and period == '2024'")
    assert IMPLAUSIBLE[:2] in set(zip(marks["exporter"], marks["importer"], strict=True))


def test_groups_are_among_the_counterparts_that_are_no_countries() -> None:
    body = (answer(small(), f"{IMTS}RUS.XG_FOB_USD+MG_CIF_USD.*.A") or b"").decode()
    assert all(f",{group}," in body for group in (*imts.GROUPS, "G001"))


def test_the_command_makes_the_folder_and_touches_none_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result: list[tuple[Path, float]] = []
    monkeypatch.setattr(world, "write", lambda raw, size: result.append((raw, size)))
    assert bench.main(["world", "--out", str(tmp_path / "raw"), "--size", "2"]) == 0
    assert result == [(tmp_path / "raw", 2.0)]
    with pytest.raises(SystemExit):
        bench.main(["world", "--out", str(tmp_path)])
