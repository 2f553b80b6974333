"""The build: all or nothing, equal bytes from equal input, without a clock; and the committed package is its work."""

from __future__ import annotations

import datetime
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from etl import build as building
from etl import claims
from etl.build import OUT, RAW, Summary, build
from etl.contract.errors import ClaimError, EtlError
from etl.contract.tables import TABLES
from etl.package import redact
from etl.sources import SOURCES, observations
from etl.sources.bundled import Tables
from etl.sources.source import PUBLISH_ALL


def held(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()}


@pytest.fixture
def copied(package: Path, tmp_path: Path) -> Path:
    """A copy of the package to build into."""
    shutil.copytree(package, tmp_path / "processed")
    return tmp_path / "processed"


def test_the_committed_package_is_what_build_makes(package: Path, tmp_path: Path) -> None:
    result = package
    if (RAW / "live").is_dir():  # answers were fetched here: the package is that of the bundled files and of these
        result = tmp_path / "processed"
        shutil.copytree(OUT, result)
        build(RAW, result)
    assert [n for n, content in held(result).items() if held(OUT).get(n) != content] == []
    assert set(held(result)) == set(held(OUT))


def no_clock(*_: object, **__: object) -> None:
    raise AssertionError("the clock was read")


class Stopped(type):
    """What is a date stays one, whatever class stands in for `date`."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, cls.__mro__[1])


@pytest.fixture
def clockless(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No clock can be read while this stands."""

    class Day(datetime.date, metaclass=Stopped):
        today = no_clock  # type: ignore[assignment]

    class Moment(datetime.datetime, metaclass=Stopped):
        now = utcnow = today = no_clock  # type: ignore[assignment]

    with monkeypatch.context() as patch:
        patch.setattr(datetime, "date", Day)
        patch.setattr(datetime, "datetime", Moment)
        for name in ("time", "time_ns", "gmtime", "localtime"):
            patch.setattr(time, name, no_clock)
        yield


def test_building_again_without_a_clock_changes_nothing(
    bundled: Path, built: tuple[Path, Summary], copied: Path, clockless: None
) -> None:
    before, stamps = held(copied), {p.name: p.stat().st_mtime_ns for p in copied.iterdir()}
    steps: list[str] = []
    again = build(bundled, copied, report=steps.append)
    assert not again.changed
    assert held(copied) == before
    assert {p.name: p.stat().st_mtime_ns for p in copied.iterdir()} == stamps
    assert (again.version, again.created, again.verdicts) == (built[1].version, built[1].created, built[1].verdicts)
    wanted = [f"reading {bundled}", "measuring", "judging", "checking", "publishing"]
    assert [s for s in steps if s in wanted] == wanted


def test_a_look_at_the_clock_would_be_noticed(clockless: None) -> None:
    for look in (datetime.date.today, datetime.datetime.now, time.time):
        with pytest.raises(AssertionError, match="clock"):
            look()


def test_the_log_remembers_what_the_package_said_before(
    bundled: Path, copied: Path, published: dict[str, pd.DataFrame], hasty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged = {name: published[name] for name in ("claims", "verdicts")}
    monkeypatch.setattr(building.verdicts, "add", lambda tables, *_: tables.update(judged) or {})
    log = copied / "verdict_log.csv"
    lines = pd.read_csv(log, dtype="str", keep_default_na=False)
    own = (lines["claim"] == "trade-rank") & (lines["part"] == "level")
    text = lines[own].head(1).assign(data_version="0" * 12, verdict="supported", why="first", package_date="2025-01-01")
    pd.concat([lines[~own], text]).to_csv(log, index=False, lineterminator="\n")
    assert build(bundled, copied).changed
    after = pd.read_csv(log)
    level = after[(after["claim"] == "trade-rank") & (after["part"] == "level")]
    assert level["verdict"].tolist() == ["supported", "overstated"]
    assert level["why"].tolist()[0] == "first"
    assert level["why"].tolist()[1] in ("data", "rule")
    assert len(after) == len(lines[~own]) + 2


def test_the_summary_counts_what_was_published(built: tuple[Path, Summary]) -> None:
    out, summary = built
    assert set(summary.rows) == set(TABLES)
    for name, rows in summary.rows.items():
        assert rows == len(pd.read_csv(out / f"{name}.csv", dtype="str"))
    assert len(summary.verdicts) == summary.rows["verdicts"] == summary.rows["parts"]
    assert summary.changed
    assert summary.failed == []
    assert summary.periods[0] < summary.periods[1]


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is measured or judged."""
    monkeypatch.setattr(building, "_derive", lambda *_: None)
    monkeypatch.setattr(building.verdicts, "add", lambda *_: {})


def test_as_of_the_day_of_the_bundle_is_the_bundle(bundled: Path, tmp_path: Path, hasty: None) -> None:
    for name, day in (("plain", None), ("day", "2026-11-27")):
        build(bundled, tmp_path / name, day)
    assert held(tmp_path / "plain") == held(tmp_path / "day")


def test_as_of_a_day_before_anything_was_retrieved_there_is_no_package(
    bundled: Path, tmp_path: Path, hasty: None
) -> None:
    with pytest.raises(EtlError, match="retrieved"):
        build(bundled, tmp_path / "out", "2026-11-21")
    assert not (tmp_path / "out").exists()


def test_as_of_a_day_later_vintages_are_not_known(observed: Tables) -> None:
    trade = observed["trade"].head(2)
    later = trade.assign(vintage_date="2027-01-01")
    tables = {name: frame.copy() for name, frame in observed.items()} | {"trade": pd.concat([trade, later])}
    observations.complete(tables, {}, "2026-11-22")
    assert len(tables["trade"]) == 2
    assert len(tables["history"]) == len(observed["history"])


def test_a_build_does_without_what_asks_the_network() -> None:
    names = "requests", "urllib3", "http.client", "rich", "scipy"
    code = f"import sys; sys.argv[1:] = ['build']; import etl.build; print(*(n for n in {names} if n in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout.split() == []


def test_without_a_ledger_nothing_is_published(raw: Path, tmp_path: Path, hasty: None) -> None:
    (raw / "bundled" / "ledger.csv").unlink()
    with pytest.raises(EtlError, match=r"ledger\.csv"):
        build(raw, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_torn_line_of_the_ledger_dates_no_package(raw: Path) -> None:
    live = raw / "live"
    live.mkdir()
    header = (raw / "bundled" / "ledger.csv").read_text(encoding="utf-8").splitlines()[0]
    whole = "imts_rus,r,a,2026-12-01T00:00:00Z,200,ok,,,,,f"
    (live / "ledger.csv").write_text(f"{header}\n{whole}\nimts_rus,r,a,2027-1", encoding="utf-8")
    result = building._ledger(raw, None)
    assert result["retrieved"].max() == "2026-12-01T00:00:00Z"
    assert set(result["folder"]) == {"bundled", "live"}
    assert building._ledger(raw, "2026-11-22")["folder"].unique().tolist() == ["bundled"]


def test_a_claim_that_cannot_be_judged_leaves_the_old_package(
    bundled: Path, copied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "claims"
    shutil.copytree(claims.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    faulty = folder / "trade-rank.toml"
    faulty.write_text(faulty.read_text(encoding="utf-8").replace('"rank"', '"guess"'), encoding="utf-8")
    real = claims.load
    monkeypatch.setattr(claims, "load", lambda measures, article: real(measures, folder))
    monkeypatch.setattr(building, "_derive", lambda *_: None)
    before = held(copied)
    with pytest.raises(ClaimError, match=r"trade-rank\.toml.*unknown measure 'guess'"):
        build(bundled, copied, article=folder)
    assert held(copied) == before


def test_rows_that_break_the_contract_are_found_before_publishing(
    bundled: Path, copied: Path, hasty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = pd.DataFrame({"exporter": ["ATL"], "importer": ["RUS"], "period": ["2024"], "who": ["somebody"]})
    rival = dict.fromkeys(TABLES["rivals"].names, "a") | {"position": 1, "date": "2022"}
    rivals = pd.DataFrame([rival | {"row_table": "agreements", "row_key": "EA00"}])
    monkeypatch.setattr(building, "_derive", lambda tables, *_: tables.update(coverage=bad, rivals=rivals))
    before = held(copied)
    with pytest.raises(EtlError) as caught:
        build(bundled, copied)
    result = str(caught.value).splitlines()
    assert "coverage.csv, line 2, column exporter: expected an existing id of table countries, found 'ATL'" in result
    assert "rivals.csv, line 2, column row_key: expected the key of a row of table agreements, found 'EA00'" in result
    assert any(line.startswith("coverage.csv, line 2, column who: expected one of both") for line in result)
    assert held(copied) == before


def test_what_may_not_be_passed_on_is_asked_of_every_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PUBLISH_ALL, raising=False)
    assert redact.restricted(SOURCES.values()) == {"comtrade", "comtrade_matrix"}
    monkeypatch.setenv(PUBLISH_ALL, "yes")
    assert redact.restricted(SOURCES.values()) == set()


def test_a_place_for_no_package_is_said_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(EtlError, match="is a file: --out names the folder of a package"):
        build(tmp_path / "nowhere", tmp_path / "out")


def test_a_folder_without_raw_data_is_named_once(tmp_path: Path) -> None:
    with pytest.raises(EtlError) as caught:
        build(tmp_path / "nowhere", tmp_path / "out")
    assert str(caught.value).splitlines() == [
        f"there is no folder {tmp_path / 'nowhere' / 'bundled'}: --raw names a folder that holds bundled/ and live/"
    ]


def test_a_day_before_all_answers_is_said_before_anything_is_judged(bundled: Path, tmp_path: Path) -> None:
    with pytest.raises(EtlError, match="came after the day asked for"):
        build(bundled, tmp_path / "out", "2001-01-01")


def test_the_past_says_that_bundled_tables_are_not_those_of_the_day(bundled: Path, tmp_path: Path) -> None:
    summary = build(bundled, tmp_path / "out", "2026-11-22")
    assert [w for w in summary.warnings if w.startswith("the bundled tables are those of ")]
    assert summary.created <= "2026-11-22"
