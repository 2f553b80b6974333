"""Redirects stay on public hosts, and a deadline ends a connection at any stage."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from urllib3.connection import HTTPConnection

from etl.collect.client import Client
from etl.collect.clock import Clock
from etl.collect.network import GuardedAdapter, reach
from etl.collect.settings import Settings
from etl.contract.errors import FetchError
from etl.sources import SOURCES
from etl.sources.base import Request
from tests.etl.faultserver import Publishers, Reply
from tests.etl.livekit import FakeClock, session

PUBLIC = "https://publisher.example/data"
PAGE = Request(key="page", path="/page")


@pytest.mark.parametrize(
    "location",
    [
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://localhost:8080/",
        "https://a.localhost/",
        "https://10.1.2.3/",
        "https://169.254.169.254/latest/meta-data/",
        "https://0.0.0.0/",
        "https://192.168.0.1/x",
        "http://publisher.example/data",
        "file:///etc/passwd",
        "ftp://publisher.example/",
        "https://[broken/",
    ],
)
def test_a_redirect_that_is_not_followed(location: str) -> None:
    with pytest.raises(FetchError, match="moved"):
        GuardedAdapter([PUBLIC]).redirected(PUBLIC, location)


@pytest.mark.parametrize(
    ("location", "target"),
    [("/there", "https://publisher.example/there"), ("https://cdn.example/x", "https://cdn.example/x")],
)
def test_a_redirect_that_is_followed(location: str, target: str) -> None:
    assert GuardedAdapter([PUBLIC]).redirected(PUBLIC, location) == target


def test_a_source_on_this_machine_may_move_on_it() -> None:
    assert GuardedAdapter(["http://127.0.0.1:9"]).redirected("http://127.0.0.1:9/a", "http://localhost:8/b")


def test_a_name_that_leads_to_a_private_host_is_not_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    real: Callable[..., Any] = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *rest, **more: real("127.0.0.1", *rest, **more))
    with Publishers() as server:
        port = server.base.rpartition(":")[2]
        settings = replace(Settings.of(SOURCES["worldbank"], {}), bases={"": f"http://publisher.example:{port}"})
        client = Client(SOURCES["worldbank"], settings, session=session(), clock=FakeClock())
        server.fail("/page", Reply(b"yes"))
        assert client.ask(PAGE) == b"yes"
        server.fail("/page", Reply(status=302, headers={"Location": f"http://elsewhere.example:{port}/page"}))
        with pytest.raises(FetchError, match="private network"):
            client.ask(PAGE)
        assert len(server.asked) == 2


def test_a_connection_made_after_the_deadline_is_closed() -> None:
    guard = GuardedAdapter(["http://127.0.0.1:9"])
    with guard.until(0.0):
        time.sleep(0.1)
    with socket.create_server(("127.0.0.1", 0)) as server:
        result = socket.create_connection(server.getsockname())
        with pytest.raises(FetchError, match="time limit was over"):
            guard.register(HTTPConnection("127.0.0.1"), result)
        assert result.fileno() == -1


@pytest.mark.parametrize(
    ("base", "proxied", "head", "drop"),
    [
        ("https://127.0.0.1:{port}", False, b"\x16\x03\x03\x40\x00", b"\x02"),
        ("http://publisher.invalid", True, b"HTTP/1.1 200 OK\r\nX-Slow: ", b"x"),
    ],
    ids=["agreement on encryption", "headers through a proxy"],
)
def test_the_deadline_ends_what_comes_byte_by_byte(base: str, proxied: bool, head: bytes, drop: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        stop, port = threading.Event(), server.getsockname()[1]

        def drip() -> None:
            connection, _ = server.accept()
            with connection:
                connection.sendall(head)
                while not stop.wait(0.02):
                    try:
                        connection.sendall(drop)
                    except OSError:
                        return

        threading.Thread(target=drip, daemon=True).start()
        env = {"WORLDBANK_BASE_URL": base.format(port=port), "WORLDBANK_TIME_LIMIT": "1"}
        asking = session()
        asking.proxies = {"http": f"http://127.0.0.1:{port}"} if proxied else {}
        client = Client(SOURCES["worldbank"], Settings.of(SOURCES["worldbank"], env), session=asking, clock=Clock())
        start = time.monotonic()
        with pytest.raises(FetchError, match="time limit"):
            client.ask(PAGE)
        stop.set()
    assert time.monotonic() - start < 5


def test_a_host_behind_a_proxy_is_reached_when_the_proxy_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        assert reach(address) == ""
        monkeypatch.setenv("https_proxy", address)
        assert reach("https://publisher.invalid/data") == ""
    assert "127.0.0.1 cannot be reached" in reach("https://publisher.invalid/data")
