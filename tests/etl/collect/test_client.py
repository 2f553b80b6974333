"""The client, against the loopback server: pace, budget, retries, and resuming."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from etl.collect.client import Client
from etl.collect.clock import Clock
from etl.collect.parts import LARGEST_FILE, Part
from etl.collect.settings import Settings
from etl.contract.errors import FetchError, PayloadError, QuotaSpent
from etl.sources import SOURCES
from tests.etl.collect.asking import PAGE, client_of, says
from tests.etl.faultserver import Publishers, Reply
from tests.etl.livekit import FakeClock, session


def _download(client: Client, part: Path, largest: int = LARGEST_FILE) -> list[tuple[int, int | None]]:
    seen: list[tuple[int, int | None]] = []
    client.download(PAGE, Part(part, largest), lambda done, total: seen.append((done, total)))
    return seen


def _ranged(body: bytes, stamp: str) -> object:
    def answer(asked: object) -> Reply:
        start = asked.headers.get("Range", "").removeprefix("bytes=").removesuffix("-")  # type: ignore[attr-defined]
        if start and asked.headers.get("If-Range") == stamp:  # type: ignore[attr-defined]
            span = f"bytes {start}-{len(body) - 1}/{len(body)}"
            return Reply(body[int(start) :], 206, {"ETag": stamp, "Content-Range": span})
        return Reply(body, 200, {"ETag": stamp})

    return answer


def test_pace_between_calls_to_one_host() -> None:
    clock = FakeClock()
    with Publishers() as server:
        server.fail("/page", says(b"yes"), forever=True)
        client = client_of(server, clock, COMTRADE_PACE="1.5")
        for _ in range(3):
            client.ask(PAGE)
    assert clock.slept == [1.5, 1.5]


def test_our_own_budget_ends_at_midnight() -> None:
    with Publishers() as server:
        server.fail("/page", says(b"yes"), forever=True)
        client = client_of(server, FakeClock("2026-11-22T23:00:00+00:00"), spent=2, COMTRADE_BUDGET="3")
        client.ask(PAGE)
        with pytest.raises(QuotaSpent, match="budget of 3 calls a day") as caught:
            client.ask(PAGE)
        assert caught.value.seconds == 3600
        assert len(server.asked) == 1


def test_backing_off_grows_with_jitter_and_is_noted() -> None:
    clock, notes = FakeClock(), list[tuple[str, ...]]()
    with Publishers() as server:
        server.fail("/page", Reply(b"", 502), forever=True)
        client = client_of(server, clock)
        client.note = lambda *note: notes.append(note)
        with pytest.raises(FetchError, match=r"502.*call 4 of 4") as caught:
            client.ask(PAGE)
    assert caught.value.status == "502"
    assert [status for _, status, _ in notes] == ["502"] * 3
    for pause, middle in zip(clock.slept, (2, 6, 18), strict=True):
        assert 0.5 * middle <= pause <= 1.5 * middle


@pytest.mark.parametrize("status", [408, 425, 500, 502, 503, 504])
def test_what_may_pass_is_asked_again(status: int) -> None:
    notes = list[tuple[str, ...]]()
    with Publishers() as server:
        server.fail("/page", Reply(b"", status), forever=True)
        client = client_of(server)
        client.note = lambda *note: notes.append(note)
        with pytest.raises(FetchError, match="call 4 of 4"):
            client.ask(PAGE)
    assert [status for _, status, _ in notes] == [str(status)] * 3


def test_no_pause_goes_beyond_the_time_limit() -> None:
    clock = FakeClock()
    with Publishers() as server:
        server.fail("/page", Reply(b"", 503, {"Retry-After": "100"}), forever=True)
        with pytest.raises(FetchError, match="503"):
            client_of(server, clock, COMTRADE_TIME_LIMIT="60").ask(PAGE)
    assert clock.slept == []


def test_the_time_limit_ends_a_slow_source() -> None:
    clock = FakeClock()
    with Publishers() as server:
        server.fail("/page", says(b"yes"), forever=True)
        client = client_of(server, clock, COMTRADE_TIME_LIMIT="60")
        clock.sleep(61)
        with pytest.raises(FetchError, match="time limit of 60 s"):
            client.ask(PAGE)
        assert server.asked == []


def test_nobody_there() -> None:
    with Publishers() as server:
        gone = server.base
    client = Client(
        SOURCES["comtrade"],
        replace(Settings.of(SOURCES["comtrade"], {"COMTRADE_BASE_URL": gone, "COMTRADE_PACE": "0"}), attempts=1),
        session=session(),
        clock=FakeClock(),
    )
    with pytest.raises(FetchError, match="the connection broke"):
        client.ask(PAGE)


def test_a_part_of_an_answer_is_none() -> None:
    with Publishers() as server:
        server.fail("/page", Reply(b"half", 206, {"Content-Range": "bytes 0-3/8"}))
        with pytest.raises(PayloadError, match="206: an answer without the data"):
            client_of(server).ask(PAGE)


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Range": "bytes 0-9/10"},
        {"Content-Range": "bytes 5-6/10"},
        {"Content-Range": "bytes 5-19/20"},
        {"Content-Range": "bytes 5-9/10", "ETag": '"two"'},
        {"Content-Range": "bytes 5-9/10", "Content-Encoding": "gzip"},
        {"Content-Range": "bytes 5-9/*"},
        {},
    ],
)
def test_what_is_not_the_rest_of_a_file_is_not_added_to_it(tmp_path: Path, headers: dict[str, str]) -> None:
    part = tmp_path / "part"
    part.write_bytes(b"01234")
    with Publishers() as server:
        asking = client_of(server)
        Part(part).mark(asking.address(PAGE), {"ETag": '"one"', "Content-Length": "10"}, 0)
        server.fail("/page", Reply(b"56789", 206, headers), says(b"the whole file"))
        _download(asking, part)
        assert [asked.headers.get("Range") for asked in server.asked] == ["bytes=5-", None]
    assert part.read_bytes() == b"the whole file"


def test_the_time_limit_ends_a_drip_into_a_file(tmp_path: Path) -> None:
    with Publishers() as server:
        server.fail("/page", Reply(manner="drip of a body"), forever=True)
        with pytest.raises(FetchError, match="time limit"):
            _download(client_of(server, Clock(), COMTRADE_TIME_LIMIT="1"), tmp_path / "part")


def test_parts_of_a_file_never_grow_beyond_the_largest_one(tmp_path: Path) -> None:
    part = tmp_path / "part"
    with Publishers() as server:
        server.fail("/page", Reply(b"x" * 5000, 200, {"ETag": '"one"'}, "cut"))
        server.fail("/page", Reply(b"x" * 5000, 206, {"Content-Range": "bytes 5000-5999/6000"}), forever=True)
        with pytest.raises(PayloadError, match="larger than any"):
            _download(client_of(server), part, largest=6000)
    assert not part.exists()


def test_a_download_goes_on_after_a_break(tmp_path: Path) -> None:
    body = bytes(range(250)) * 24  # 6000, as a cut answer says
    with Publishers() as server:
        server.answers["/page"] = _ranged(body, '"one"')  # type: ignore[assignment]
        server.fail("/page", Reply(body[:5000], 200, {"ETag": '"one"'}, "cut"))
        seen = _download(client_of(server), tmp_path / "part")
        assert [asked.headers.get("Range") for asked in server.asked] == [None, "bytes=5000-"]
    assert (tmp_path / "part").read_bytes() == body
    assert seen[-1] == (len(body), len(body))


def test_a_download_goes_on_in_another_run_and_not_twice(tmp_path: Path) -> None:
    body = bytes(range(250)) * 24  # 6000, as a cut answer says
    with Publishers() as server:
        server.answers["/page"] = _ranged(body, '"one"')  # type: ignore[assignment]
        server.fail("/page", Reply(body[:5000], 200, {"ETag": '"one"'}, "reset"), Reply(b"", 404))
        with pytest.raises(FetchError):
            _download(client_of(server), tmp_path / "part")
        have = (tmp_path / "part").stat().st_size
        _download(client_of(server), tmp_path / "part")
        assert have == 0 or server.asked[-1].headers["Range"] == f"bytes={have}-"
        asked = len(server.asked)
        _download(client_of(server), tmp_path / "part")
        assert len(server.asked) == asked
    assert (tmp_path / "part").read_bytes() == body


def test_a_file_that_changed_is_fetched_from_its_beginning(tmp_path: Path) -> None:
    with Publishers() as server:
        server.answers["/page"] = _ranged(b"new" * 900, '"two"')  # type: ignore[assignment]
        server.fail("/page", Reply(b"old" * 900, 200, {"ETag": '"one"'}, "cut"))
        _download(client_of(server), tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == b"new" * 900


def test_a_file_that_became_shorter_than_what_we_hold(tmp_path: Path) -> None:
    with Publishers() as server:
        server.answers["/page"] = _ranged(b"new", '"two"')  # type: ignore[assignment]
        server.fail("/page", Reply(b"old" * 900, 200, {"ETag": '"one"'}, "cut"), Reply(b"", 416))
        _download(client_of(server), tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == b"new"


def test_without_a_strong_stamp_nothing_is_gone_on_with(tmp_path: Path) -> None:
    with Publishers() as server:
        server.fail("/page", Reply(b"old" * 900, 200, {"ETag": 'W/"one"'}, "cut"), says(b"new"))
        _download(client_of(server), tmp_path / "part")
        assert "Range" not in server.asked[1].headers
    assert (tmp_path / "part").read_bytes() == b"new"
