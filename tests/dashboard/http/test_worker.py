"""Clients that open, drip, keep silent or do not read stop nobody else; a new worker answers with nothing older."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

from dashboard.http import reached
from tests.dashboard.sample import write_package
from tests.dashboard.serving import Served, serving

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the several workers of gunicorn need fork")
HEAD = b"POST /_dash-update-component HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
SLOW = {
    "silent": b"",
    "half a line": b"GET /data/REA",
    "half the headers": b"GET / HTTP/1.1\r\nHost: localhost\r\nX-",
    "half a body": HEAD + b"Content-Length: 100\r\n\r\n{",
    "half a chunk": HEAD + b"Transfer-Encoding: chunked\r\n\r\n40\r\n{",
    "does not read": b"GET /plotly.js HTTP/1.1\r\nHost: localhost\r\n\r\n" * 8,
}
CLIENTS = 20


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[Served]:
    with serving(folder) as one:
        yield one


@pytest.mark.parametrize("kind", SLOW)
def test_slow_clients_stop_nobody(served: Served, kind: str) -> None:
    clients = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(CLIENTS)]
    try:
        for client in clients:
            client.sendall(SLOW[kind])
        time.sleep(0.3)
        start = time.monotonic()
        assert [served.ask("/").status for _ in range(4)] == [200] * 4
        assert time.monotonic() - start < 2
    finally:
        for client in clients:
            client.close()


def test_a_dripping_client_gets_its_answer_in_the_end(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.port), timeout=30) as client:
        for byte in b"GET /data/claims.csv HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n":
            client.sendall(bytes([byte]))
            time.sleep(0.01)
        assert client.recv(15) == b"HTTP/1.1 200 OK"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (
            b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ".ljust(reached.WAITRESS["max_request_header_size"], b"x"),
            b"431",
        ),
        (HEAD + b"Content-Length: 300000\r\n\r\n", b"413"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"80000\r\n".ljust(reached.LARGEST_QUESTION, b"x"), b"413"),
    ],
)
def test_what_is_too_large_is_refused_before_it_has_come(served: Served, sent: bytes, status: bytes) -> None:
    with socket.create_connection(("127.0.0.1", served.port), timeout=30) as client:
        client.sendall(sent)
        assert client.recv(12).split(b" ")[1] == status


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ", b"431"),
        (HEAD + b"Content-Length: 8000000\r\n\r\n", b"413"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n800000\r\n", b"413"),
    ],
)
def test_who_goes_on_sending_what_is_too_large_sees_the_refusal(served: Served, head: bytes, status: bytes) -> None:
    with socket.create_connection(("127.0.0.1", served.port), timeout=30) as client:
        client.sendall(head + b"x" * 4_000_000)
        answer = b"".join(iter(lambda: client.recv(65536), b""))
    assert answer.split(b" ")[1] == status


def _drip(client: socket.socket, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        client.sendall(b"x" * 100)
        time.sleep(0.1)


def test_who_never_ends_sending_is_closed(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.port), timeout=30) as client:
        client.sendall(HEAD + b"Content-Length: 8000000\r\n\r\n")
        with pytest.raises((BrokenPipeError, ConnectionResetError)):
            _drip(client, seconds=20)


def test_no_server_names_itself(served: Served) -> None:
    for path in ("/", "/data/claims.csv", "/nothing"):
        assert served.ask(path).headers["Server"] is None


@pytest.mark.parametrize("names", ["SCRIPT_NAME", "Script-Name", "X-Script-Name", "X-Forwarded-Prefix", "PATH_INFO"])
def test_where_it_is_mounted_is_not_believed_from_outside(served: Served, names: str) -> None:
    with socket.create_connection(("127.0.0.1", served.port), timeout=30) as client:
        head = f"GET /data/claims HTTP/1.1\r\nHost: localhost\r\n{names}: /x\r\nConnection: close\r\n\r\n"
        client.sendall(head.encode())
        answer = b"".join(iter(lambda: client.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b'"/x/' not in answer


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGHUP])
def test_after_the_end_of_a_worker_no_answer_is_older_than_one_before(tmp_path: Path, end: signal.Signals) -> None:
    folder = write_package(tmp_path / "p", version="0" * 12)
    with serving(folder) as served:
        for build in (1, 2):
            write_package(folder, version=f"{build:012x}")
            while served.version() != f"{build:012x}":
                pass
        versions: list[str] = []
        done = threading.Event()

        def read() -> None:
            while not done.is_set():
                try:
                    versions.append(served.version())
                except (OSError, HTTPException):  # cut off with the worker
                    continue

        readers = [threading.Thread(target=read) for _ in range(6)]
        for reader in readers:
            reader.start()
        before = set(served.workers())
        for pid in [served.process.pid] if end == signal.SIGHUP else before:
            os.kill(pid, end)
        until = time.monotonic() + 30
        while (len(served.workers()) < 2 or before & set(served.workers())) and time.monotonic() < until:
            time.sleep(0.1)
        after = len(versions)
        while len(versions) < after + 20 and time.monotonic() < until:  # of the new workers
            time.sleep(0.1)
        done.set()
        for reader in readers:
            reader.join(60)
        assert not before & set(served.workers())
    assert len(versions) >= after + 20
    assert set(versions) == {f"{2:012x}"}


def test_an_answer_on_its_way_is_finished_when_the_server_stops(folder: Path) -> None:
    with serving(folder) as served, closing(HTTPConnection("127.0.0.1", served.port, timeout=30)) as connection:
        connection.request("GET", "/plotly.js")
        answer = connection.getresponse()
        first = answer.read(1000)
        served.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        assert len(first + answer.read()) == int(answer.headers["Content-Length"])
