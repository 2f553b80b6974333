from __future__ import annotations

import errno
from pathlib import Path
from unittest.mock import patch

import pytest

from etl.collect import ledger, rebuild
from etl.collect.answers import load
from etl.collect.entry import REFUSED
from etl.collect.rebuild import fingerprint
from etl.contract.errors import EtlError
from tests.etl.faultserver import Publishers, Reply
from tests.etl.livekit import FakeClock, go
from tests.etl.publications import comext_body
from tests.etl.test_run import Builder


def _without(*sources: str) -> Builder:
    """A build that fails while answers of any of `sources` are there."""

    def act(raw: Path) -> None:
        there = [s for s in sources if s in load(raw / "live")]
        if there:
            raise EtlError(f"rows of {there[0]} do not fit\nand another line")

    return Builder(act)


def test_the_new_answers_of_one_source_are_taken_back_and_the_rest_is_published(tmp_path: Path) -> None:
    with Publishers() as server:
        report = go(server, tmp_path / "raw", "worldbank", "comext", builder=_without("comext"))
    assert report.built
    assert report.code == 1
    assert report.problems == ["the new answers of comext were taken back: rows of comext do not fit (and 1 more)"]
    assert set(load(tmp_path / "raw" / "live")) == {"worldbank"}


def test_when_nobody_alone_is_at_fault_all_new_answers_are_taken_back(tmp_path: Path) -> None:
    with Publishers() as server:
        report = go(server, tmp_path / "raw", "worldbank", "comext", builder=_without("comext", "worldbank"))
    assert report.built
    assert "worldbank, comext were taken back" in report.problems[0]


def test_a_full_disk_is_no_fault_of_an_answer(tmp_path: Path) -> None:
    def full(raw: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "trade.csv")

    with Publishers() as server, pytest.raises(OSError, match="No space left"):
        go(server, tmp_path / "raw", "worldbank", "comext", builder=Builder(full))
    assert REFUSED not in {e.outcome for e in ledger.read(tmp_path / "raw" / "live")}


def test_when_no_answer_is_at_fault_all_stay(tmp_path: Path) -> None:
    def always(raw: Path) -> None:
        raise EtlError("a claim file is broken")

    with Publishers() as server:
        report = go(server, tmp_path / "raw", "worldbank", "comext", builder=Builder(always))
    assert not report.built
    assert set(load(tmp_path / "raw" / "live")) == {"worldbank", "comext"}


def test_older_good_answers_stay_and_the_question_is_asked_again(tmp_path: Path) -> None:
    raw, clock = tmp_path / "raw", FakeClock()
    with Publishers() as server:
        go(server, raw, "comext", builder=Builder(), clock=clock)
        held = [s.read() for s in load(raw / "live")["comext"]]
        clock.sleep(86400 * 40)
        server.answers = {
            "/eurostat/": lambda asked: Reply(comext_body(dict.fromkeys(("0", "1", "4", "6", "11"), 9))),
            **server.answers,
        }

        def newer(raw: Path) -> None:
            if len(load(raw / "live")["comext"]) > 2:
                raise EtlError("no")

        assert go(server, raw, "comext", builder=Builder(newer), clock=clock).code == 1
        assert [s.read() for s in load(raw / "live")["comext"]] == held
        assert ledger.read(raw / "live")[-1].outcome == REFUSED
        asked = len(server.asked)
        go(server, raw, "comext", builder=Builder(), clock=clock)
        assert len(server.asked) == asked + 1


def test_a_fault_of_ours_in_the_build_is_reported_not_thrown(tmp_path: Path) -> None:
    def broken(raw: Path) -> None:
        raise ZeroDivisionError("oh")

    with Publishers() as server:
        report = go(server, tmp_path / "raw", "comext", builder=Builder(broken))
    assert report.problems == ["nothing was published: ZeroDivisionError in the build: oh"]


def test_a_build_that_fails_leaves_the_package_and_says_so(tmp_path: Path) -> None:
    def refuse(raw: Path) -> None:
        raise EtlError("claims/x.toml: no such rule")

    with Publishers() as server:
        report = go(server, tmp_path / "raw", "comext", builder=Builder(refuse))
    assert report.code == 1
    assert report.problems == ["nothing was published: claims/x.toml: no such rule"]
    assert load(tmp_path / "raw" / "live")["comext"]


def test_a_package_that_went_or_was_changed_is_built_again(tmp_path: Path) -> None:
    builder, raw = Builder(), tmp_path / "raw"
    with Publishers() as server:
        go(server, raw, "worldbank", builder=builder)
        (tmp_path / "processed" / "datapackage.json").write_text("{ }")
        assert go(server, raw, "worldbank", builder=builder).built


def test_what_counts_as_a_change(tmp_path: Path) -> None:
    raw, clock = tmp_path / "raw", FakeClock()
    (raw / "bundled").mkdir(parents=True)
    with Publishers() as server:
        go(server, raw, "worldbank", clock=clock)
        before = fingerprint(raw)
        (raw / "bundled" / "x.csv").write_text("1")
        bundled = fingerprint(raw)
        clock.sleep(86400 * 30)
        go(server, raw, "worldbank", clock=clock)
        looked = fingerprint(raw)
        clock.sleep(86400 * 30)
        server.fail("/v2/", Reply(b"", 500), forever=True)
        go(server, raw, "worldbank", clock=clock)
        failed = fingerprint(raw)
    with patch.object(rebuild, "code_version", return_value="another query"):
        other_code = fingerprint(raw)
    assert len({before, bundled, looked, failed, other_code}) == 5
