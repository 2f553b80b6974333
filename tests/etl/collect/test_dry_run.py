from __future__ import annotations

from pathlib import Path
from typing import Any

from etl.collect.dry_run import check, plan
from etl.sources import SOURCES
from tests.etl.faultserver import Publishers, Reply
from tests.etl.livekit import FakeClock, go, session


def test_every_publisher_passes_when_it_answers_as_documented() -> None:
    with Publishers() as server, session() as asking:
        for source in SOURCES.values():
            env = {**server.env, source.key_env: "a-key-0123456789"} if source.needs_key else server.env
            results = check(source, env, FakeClock("2024-11-22T10:00:00+00:00"), asking)
            assert results
            assert [r.words for r in results if not r.good] == []


def test_what_changed_is_reported_and_asked_only_once() -> None:
    with Publishers() as server, session() as asking:
        server.fail("/v2/", Reply(b"", 503), forever=True)
        server.fail("/api/p/", Reply(b"<html>"), forever=True)
        bank = check(SOURCES["worldbank"], server.env, FakeClock(), asking)
        sipri = check(SOURCES["sipri"], server.env, FakeClock(), asking)
        assert len(server.asked) == 2
    assert [r.good for r in bank + sipri] == [False, False]
    assert "503" in bank[0].words
    assert "HTML" in sipri[0].words


def test_an_empty_answer_to_a_question_that_has_one() -> None:
    with Publishers() as server, session() as asking:
        server.fail("/v2/", Reply(b'[{"page":1,"pages":1,"total":0},[]]'))
        assert "empty" in check(SOURCES["worldbank"], server.env, FakeClock(), asking)[0].words


FIRST: dict[str, Any] = {"since": None, "again": False, "clock": FakeClock()}


def test_a_plan_asks_nothing_and_writes_nothing(tmp_path: Path) -> None:
    lines = plan(tmp_path / "raw", SOURCES["sipri"], env={"SIPRI_BASE_URL": "http://x"}, **FIRST)
    assert lines == ["GET http://x/api/p/trades/getMaxYear"]
    assert list(tmp_path.iterdir()) == []


def test_a_plan_passes_over_an_answer_that_cannot_be_read(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    with Publishers() as server:
        go(server, raw, "un_votes")
    for path in (raw / "live" / "un_votes").iterdir():
        path.write_bytes(b"spoiled")
    lines = plan(raw, SOURCES["un_votes"], env={"UN_VOTES_BASE_URL": "http://x"}, **FIRST)
    assert lines == ["GET http://x/api/v1/file?recid=4060887"]
