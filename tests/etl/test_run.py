from __future__ import annotations

import shutil
from collections.abc import Callable
from fnmatch import fnmatch
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from etl.build import build
from etl.collect.answers import load
from etl.collect.disk import LOCK, lock
from etl.contract.errors import Busy, SettingError
from etl.run import every, seconds_of
from tests.etl.faultserver import Publishers, Reply
from tests.etl.livekit import FakeClock, go

ROOT = Path(__file__).parents[2]


class Builder:
    """A build that only counts and leaves a package of one file."""

    def __init__(self, act: Callable[[Path], None] = lambda raw: None) -> None:
        self.calls = 0
        self.act = act

    def __call__(self, raw: Path, out: Path, as_of: str | None, report: Callable[[str], None]) -> Any:
        self.calls += 1
        self.act(raw)
        out.mkdir(exist_ok=True)
        (out / "datapackage.json").write_text("{}")
        return SimpleNamespace(version="abc", changed=True, failed=[])


def test_a_run_builds_when_answers_came_and_only_then(tmp_path: Path) -> None:
    builder, raw, clock = Builder(), tmp_path / "raw", FakeClock()
    with Publishers() as server:
        first = go(server, raw, "worldbank", builder=builder, clock=clock)
        second = go(server, raw, "worldbank", builder=builder, clock=clock)
        clock.sleep(60)
        third = go(server, raw, "worldbank", builder=builder, clock=clock, again=True)
    assert (first.code, first.built, first.outcomes[0].kept) == (0, True, 4)
    assert (second.built, second.outcomes[0].asked) == (False, 0)
    assert (third.built, third.outcomes[0].unchanged) == (False, 4)
    assert builder.calls == 1


def test_one_source_failing_never_stops_another_and_never_looks_like_success(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    with Publishers() as server:
        server.fail("/v2/", Reply(b"", 500), forever=True)
        report = go(server, raw, "worldbank", "comext", builder=(builder := Builder()))
    assert report.code == 1
    assert [o.good for o in report.outcomes] == [False, True]
    assert "comext" in load(raw / "live")
    assert builder.calls == 1


def test_the_last_good_answer_stays(tmp_path: Path) -> None:
    raw, clock = tmp_path / "raw", FakeClock()
    with Publishers() as server:
        go(server, raw, "comext", clock=clock)
        before = [s.read() for s in load(raw / "live")["comext"]]
        clock.sleep(86400 * 40)
        server.fail("/", Reply(b"<html>"), forever=True)
        assert go(server, raw, "comext", clock=clock).code == 1
    assert [s.read() for s in load(raw / "live")["comext"]] == before


def test_two_runs_at_once_the_second_leaves(tmp_path: Path) -> None:
    with Publishers() as server, lock(tmp_path / ".lock"), pytest.raises(Busy):
        go(server, tmp_path / "raw")
    assert server.asked == []


def test_a_wrong_setting_is_reported_before_anything_is_asked(tmp_path: Path) -> None:
    with Publishers() as server, pytest.raises(SettingError, match="SIPRI_BUDGET"):
        go(server, tmp_path / "raw", env={"SIPRI_BUDGET": "some"})
    assert server.asked == []


@pytest.mark.parametrize(("span", "seconds"), [("30d", 2592000), ("12h", 43200), ("1.5m", 90), ("9s", 9)])
def test_spans(span: str, seconds: float) -> None:
    assert seconds_of(span) == seconds


@pytest.mark.parametrize("span", ["", "30", "d", "0d", "-1d", "1 month"])
def test_no_span(span: str) -> None:
    with pytest.raises(ValueError, match="30d"):
        seconds_of(span)


def test_every_span_and_sooner_after_a_failure() -> None:
    clock, codes = FakeClock(), iter([0, 1, SettingError.code])
    assert every(30 * 86400.0, lambda: next(codes), clock) == SettingError.code
    assert clock.slept == [30 * 86400.0, 86400.0]


def test_a_round_longer_than_its_span_is_followed_at_once() -> None:
    clock, codes = FakeClock(), iter([0, SettingError.code])

    def once() -> int:
        clock.sleep(25)
        return next(codes)

    every(10.0, once, clock)
    assert clock.slept == [25, 0.0, 25]


def test_a_whole_run_with_the_real_build(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    shutil.copytree(ROOT / "data" / "raw" / "bundled", raw / "bundled")
    with Publishers() as server:
        report = go(server, raw, builder=build)
        assert (report.code, report.built, report.changed) == (0, True, True)
        assert not go(server, raw, builder=build).built
        # what a publisher says next month supersedes, and the old figure stays as a vintage
        clock = FakeClock("2026-12-22T10:00:00+00:00")
        answer = server.answers["/v2/country/"]
        server.answers["/v2/country/"] = lambda asked: Reply(answer(asked).body.replace(b"1000002023", b"2000002023"))
        later = go(server, raw, builder=build, clock=clock)
    assert (later.code, later.built) == (0, True)
    indicators = (tmp_path / "processed" / "indicators.csv").read_text()
    revisions = (tmp_path / "processed" / "revisions.csv").read_text()
    assert "2026-11-22" in indicators
    assert "2026-12-22" in indicators
    assert "worldbank" in revisions


def test_the_lock_and_the_stamp_lie_where_git_ignores_them() -> None:
    ignored = (ROOT / ".gitignore").read_text().splitlines()
    assert any(fnmatch(f"data/{LOCK}", pattern) for pattern in ignored)
    assert "data/raw/live/" in ignored
