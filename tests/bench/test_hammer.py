"""The load tool counts what was answered and what went wrong, with and without wrk."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from bench import hammer, load, pages, visits

ASKED: list[tuple[str, str, bytes]] = []


class Server(BaseHTTPRequestHandler):
    """Answers 200, and 404 below /wrong; keeps what was asked."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        ASKED.append((self.command, self.path, body))
        self.send_response(404 if self.path.startswith("/wrong") else 200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    do_POST = do_GET  # noqa: N815 -- the name that the server looks for

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    ASKED.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def hit(*given: Any) -> hammer.Answers:
    """The load of a thread of its own: a browser of another test may keep an event loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(hammer.hit, *given).result()


def test_the_loop_counts_answers(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    result = hit(f"{address}/charts/x.json?v=1", 3, 0.1)
    assert result.rate > 0
    assert 0 < result.p50 <= result.p95
    assert result.wrong == 0
    assert 0 < result.busy <= 1.5
    assert {(verb, path) for verb, path, _ in ASKED} == {("GET", "/charts/x.json?v=1")}


def test_the_loop_counts_what_went_wrong_and_posts_a_body(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    result = hit(f"{address}/wrong", 2, 0.1, '{"a": 1}')
    assert 0 < result.wrong <= len(ASKED) <= result.wrong + 2  # what two users had asked when the time was over
    assert {(verb, body) for verb, _, body in ASKED} == {("POST", b'{"a": 1}')}


def test_what_wrk_prints_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = "Running 1s test\n  Latency 1ms\nDONE\t500\t2.0\t1.5\t3.25\t4\n"
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/wrk")
    monkeypatch.setattr(hammer.subprocess, "run", lambda *_, **__: hammer.subprocess.CompletedProcess([], 0, printed))
    assert hammer.hit("http://x/", 1, 1) == hammer.Answers(rate=250, p50=1.5, p95=3.25, wrong=4)


def test_an_answer_that_comes_in_pieces_is_one() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        user = hammer._User(ours, b"GET / HTTP/1.1\r\n\r\n")
        for piece in (b"HTTP/1.1 200 OK\r\nContent-", b"Length: 5\r\n\r\nab", b"cd"):
            theirs.sendall(piece)
            assert user.answered() == (None, b"")
        theirs.sendall(b"e")
        took, status = user.answered()
        assert took is not None
        assert (took > 0, status) == (True, b"200")
        assert theirs.recv(1000).count(b"GET") == 2
        theirs.close()
        with pytest.raises(EOFError):
            user.answered()


# ---------------------------------------------------------------- the tables that are printed
def test_a_limit_is_kept_or_missed_by_its_own_direction() -> None:
    assert load.against("p95", 100, 20, 25)[-3:] == ["5.0", "under 25", "kept"]
    assert load.against("p95", 100, 26, 25)[-1] == "MISSED"
    assert load.against("answers", 4, 1999, 2000, more=True)[-1] == "MISSED"
    assert load.against("answers", 4, 2000, 2000, more=True)[-3:] == ["500.0", "at least 2,000", "kept"]


def test_what_was_not_measured_is_not_told_as_kept() -> None:
    assert pages.against("charts", 36.0, None, 8.0)[-1] == "NOT MEASURED"
    assert pages.against("charts", 36.0, 9.0, 8.0)[-1] == "MISSED"


def test_the_middle_visit_keeps_the_worst_gap() -> None:
    same = {"four": None, "all": None, "megabytes": 0.5, "requests": 20}
    seen = [visits.Visit(verdict=v, blank=blank, **same) for v, blank in ((0.5, 0.0), (0.9, 30.0), (0.6, 0.0))]
    assert visits.median(seen) == visits.Visit(verdict=0.6, blank=30.0, **same, refused=0)
