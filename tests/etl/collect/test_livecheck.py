from __future__ import annotations

from etl.collect.livecheck import check
from etl.sources import SOURCES
from tests.etl.faultserver import Publishers, Reply
from tests.etl.livekit import FakeClock, session


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
