from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from etl.collect import ledger
from etl.collect.collector import collect
from etl.collect.progress import NoProgress
from etl.collect.report import Outcome
from etl.collect.store import Store
from etl.contract.errors import DiskError
from etl.sources import SOURCES
from etl.sources.source import Source
from tests.etl import publications as pub
from tests.etl.faultserver import Publishers, Reply
from tests.etl.livekit import FakeClock, go, session

KEY = "s3cret-key-0123456789"


def _collect(source: Source, server: Publishers, live: Path, **env: str) -> Outcome:
    with session() as asking:
        return collect(source, Store(live), NoProgress(), env={**server.env, **env}, clock=FakeClock(), session=asking)


def test_a_run_that_was_cut_goes_on_from_what_is_on_disk(tmp_path: Path) -> None:
    with Publishers() as server:
        whole = _collect(SOURCES["comtrade"], server, tmp_path / "a")
        cut = _collect(SOURCES["comtrade"], server, tmp_path / "b", COMTRADE_BUDGET="5")
        assert not cut.good
        asked = len(server.asked)
        again = _collect(SOURCES["comtrade"], server, tmp_path / "b", COMTRADE_BUDGET="5")
        assert (again.kept, len(server.asked)) == (0, asked)
        # a larger budget is used the same day
        larger = _collect(SOURCES["comtrade"], server, tmp_path / "b", COMTRADE_BUDGET="6")
        assert (larger.kept, len(server.asked)) == (1, asked + 1)
    assert cut.kept == 5
    assert cut.until == "2026-11-23T00:00:00Z"
    with Publishers() as server, session() as asking:
        later = collect(
            SOURCES["comtrade"],
            Store(tmp_path / "b"),
            NoProgress(),
            env=server.env,
            clock=FakeClock("2026-11-23T00:00:01+00:00"),
            session=asking,
        )
    assert later.good
    # availability is looked at anew on another day
    assert later.kept + later.unchanged == whole.kept - 6 + 2


def test_a_full_disk_ends_the_run_with_the_name_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with Publishers() as server:
        monkeypatch.setattr("os.fsync", full)
        with pytest.raises(DiskError, match=r"worldbank/NY_GDP.*\.gz cannot be written: No space left on device"):
            _collect(SOURCES["worldbank"], server, tmp_path)
        assert len(server.asked) == 1
        monkeypatch.undo()
        assert _collect(SOURCES["worldbank"], server, tmp_path).kept == 4


def test_a_publisher_that_is_down_is_left_alone_and_the_reason_named(tmp_path: Path) -> None:
    with Publishers() as server:
        server.fail("/v2/", Reply(b"<h1>closed for repair</h1>", 404), forever=True)
        outcome = _collect(SOURCES["worldbank"], server, tmp_path)
    assert outcome.failures[-1] == ("no answer to 3 questions in a row; the rest was not asked; 404: closed for repair")


def test_calls_of_the_day_count_across_runs(tmp_path: Path) -> None:
    with Publishers() as server:
        _collect(SOURCES["worldbank"], server, tmp_path)
        server.fail("/v2/", Reply(b"", 500))
        spent = _collect(SOURCES["imf_imts"], server, tmp_path, IMF_IMTS_BUDGET="4")
        assert spent.good
        entry = Store(tmp_path)
        assert sum(e.source == "worldbank" for e in entry.entries) == 4


def test_a_publisher_that_is_down_is_not_asked_for_ever(tmp_path: Path) -> None:
    with Publishers() as server:
        server.fail("/public/v1/preview/", Reply(b"", 503), forever=True)
        outcome = _collect(SOURCES["comtrade"], server, tmp_path)
        assert len(server.paths("preview")) == 3 * 4  # three questions, each tried four times
    assert "in a row" in outcome.failures[-1]


def test_one_refused_answer_does_not_stop_the_others(tmp_path: Path) -> None:
    with Publishers() as server:
        server.fail("/public/v1/preview/", Reply(b"[]"))
        outcome = _collect(SOURCES["comtrade"], server, tmp_path)
    assert (outcome.asked, outcome.kept, len(outcome.failures)) == (9, 8, 1)


def test_an_answer_no_table_allows_is_not_kept(tmp_path: Path) -> None:
    def odd(snapshots: Any) -> Any:
        frames = SOURCES["worldbank"].tidy(snapshots)
        return {"indicators": frames["indicators"].assign(period=None)}

    with Publishers() as server:
        outcome = _collect(replace(SOURCES["worldbank"], tidy=odd), server, tmp_path)
    assert outcome.kept == 0
    assert "break the description of indicators" in outcome.failures[0]


def test_a_fault_of_ours_is_reported_as_one(tmp_path: Path) -> None:
    def broken(snapshots: Any) -> Any:
        raise ZeroDivisionError("oh")

    with Publishers() as server:
        outcome = _collect(replace(SOURCES["worldbank"], tidy=broken), server, tmp_path)
        outcome2 = _collect(replace(SOURCES["worldbank"], requests=broken), server, tmp_path)
    assert "a fault of ours, ZeroDivisionError: oh" in outcome.failures[0]
    assert outcome2.failures == ["a fault of ours, ZeroDivisionError: oh"]
    assert ledger.read(tmp_path)[-1].outcome == "failed"


def test_every_call_is_written_into_the_ledger(tmp_path: Path) -> None:
    with Publishers() as server:
        server.fail("/v2/", Reply(b"", 502), Reply(b"", 503))
        _collect(SOURCES["worldbank"], server, tmp_path)
        assert len(ledger.read(tmp_path)) == len(server.asked) == 6
    assert [e.status for e in ledger.read(tmp_path)][:3] == ["502", "503", "200"]
    assert all(e.address.startswith(server.base) for e in ledger.read(tmp_path))


def test_the_extract_of_a_large_file_says_what_it_is_from(tmp_path: Path) -> None:
    with Publishers() as server:
        size = len(pub.un_file(SimpleNamespace(headers={}))[2])
        outcome = _collect(SOURCES["un_votes"], server, tmp_path)
    entry = ledger.read(tmp_path)[-1]
    assert outcome.good
    assert f"extract of a file of {size} bytes" in entry.message
    assert int(entry.bytes) < size
    assert entry.released == "2026-02-06"
    assert not list((tmp_path / ".parts").iterdir())


@pytest.mark.parametrize("status", [200, 400, 401, 403, 429, 500])
def test_the_key_appears_in_no_file(status: int, tmp_path: Path) -> None:
    echo = Reply(f'{{"message": "you sent {KEY}", "data": [], "count": 0, "error": ""}}'.encode(), status)
    with Publishers() as server:
        server.fail("/", echo, forever=True)
        outcome = _collect(SOURCES["comtrade"], server, tmp_path, COMTRADE_API_KEY=KEY)
    assert not outcome.good
    assert KEY not in " ".join(outcome.failures)
    files = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert files
    for path in files:
        assert KEY.encode() not in path.read_bytes()


def test_a_new_key_wakes_a_source_whose_keyless_quota_sleeps(tmp_path: Path) -> None:
    text = b'{"statusCode":403,"message":"Out of call volume quota. Quota will be replenished in 20.09:58:55."}'
    with Publishers() as server:
        server.fail("/public/v1/preview/", Reply(text, 403), forever=True)
        assert _collect(SOURCES["comtrade"], server, tmp_path).until == "2026-12-12T19:58:55Z"
        asleep = _collect(SOURCES["comtrade"], server, tmp_path)
        assert (asleep.asked, asleep.good) == (0, False)
        awake = _collect(SOURCES["comtrade"], server, tmp_path, COMTRADE_API_KEY=KEY)
        assert awake.good
        assert awake.kept
        # and the quota of the key is its own
        server.fail("/data/v1/get/", Reply(text, 403), forever=True)
        server.answers["/public/v1/getDa/"] = lambda asked: Reply(pub.availability(asked, "2026-12-01T00:00:00"))
        lines = ledger.read(tmp_path)
    assert {e.access for e in lines} == {"keyless", "keyed"}
    assert [e.access for e in lines if e.outcome == "quota"] == ["keyless"]
    assert KEY not in (tmp_path / "ledger.csv").read_text()


def test_with_a_key_the_keyed_service_is_asked(tmp_path: Path) -> None:
    with Publishers() as server:
        report = go(server, tmp_path / "raw", "comtrade", env={"COMTRADE_API_KEY": KEY})
        assert report.code == 0
        assert server.paths("/data/v1/get/")
        assert not server.paths("preview")
        assert {a.headers.get("Ocp-Apim-Subscription-Key") for a in server.asked} == {KEY}
        assert all(KEY not in a.target for a in server.asked)
