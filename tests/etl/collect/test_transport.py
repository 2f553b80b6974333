"""One call, against the loopback server: addresses, moving, encodings, time limits, and the key nobody sees."""

from __future__ import annotations

import gzip
import time
import zlib
from dataclasses import replace

import brotli
import pytest

from etl.collect.client import Client
from etl.collect.clock import Clock
from etl.collect.settings import Settings
from etl.contract.errors import FetchError, PayloadError, SettingError
from etl.sources import SOURCES
from tests.etl.collect.asking import KEY, PAGE, client_of, says
from tests.etl.faultserver import DRIPS, Publishers, Reply
from tests.etl.livekit import FakeClock, session


def test_the_address_is_what_the_ledger_may_show() -> None:
    with Publishers() as server:
        server.fail("/page", says(b"yes"))
        client = client_of(server, COMTRADE_API_KEY=KEY)
        assert client.ask(PAGE) == b"yes"
        assert client.address(PAGE) == f"{server.base}/page?a=1%2C2&b=x+y"
        assert server.asked[0].headers["Ocp-Apim-Subscription-Key"] == KEY
        assert KEY not in server.asked[0].target


def test_no_key_no_header() -> None:
    with Publishers() as server:
        server.fail("/page", says(b"yes"))
        client_of(server).ask(PAGE)
        assert "Ocp-Apim-Subscription-Key" not in server.asked[0].headers


def test_the_key_is_in_no_error_and_no_answer() -> None:
    with Publishers() as server:
        server.fail("/page", Reply(f'{{"message":"invalid key {KEY}"}}'.encode(), 400), says(f'"{KEY}"'.encode()))
        client = client_of(server, COMTRADE_API_KEY=KEY)
        with pytest.raises(FetchError, match=r"invalid key \*\*\*"):
            client.ask(PAGE)
        with pytest.raises(PayloadError, match="repeats our key"):
            client.ask(PAGE)


@pytest.mark.parametrize("key", ["bad\nkey", "k\u20acy"])
def test_a_key_that_is_no_header_is_named_and_not_repeated(key: str) -> None:
    with Publishers() as server, pytest.raises(SettingError, match="COMTRADE_API_KEY") as caught:
        client_of(server, COMTRADE_API_KEY=key)
    assert key not in str(caught.value)


@pytest.mark.parametrize("said", [KEY, KEY.upper(), KEY.swapcase()])
def test_a_key_across_the_place_where_words_are_cut_leaves_no_half(said: str) -> None:
    for before in range(150, 200, 7):
        with Publishers() as server:
            server.fail("/page", Reply(f"{'x' * before} {said}".encode(), 401), forever=True)
            with pytest.raises(FetchError) as caught:
                client_of(server, COMTRADE_API_KEY=KEY).ask(PAGE)
        assert said[:6].lower() not in str(caught.value).lower()


def test_the_key_does_not_follow_to_another_host() -> None:
    with Publishers() as server, Publishers() as other:
        server.fail("/page", Reply(b"", 302, {"Location": f"{other.base}/page"}), forever=True)
        other.fail("/page", says(b"yes"))
        with pytest.raises(FetchError, match="another host"):
            client_of(server, COMTRADE_API_KEY=KEY).ask(PAGE)
        assert other.asked == []
        assert client_of(server).ask(PAGE) == b"yes"


def test_moved_within_the_host_and_for_ever() -> None:
    with Publishers() as server:
        server.fail("/page", Reply(b"", 301, {"Location": "/there"}))
        server.fail("/there", says(b"yes"))
        assert client_of(server).ask(PAGE) == b"yes"
        server.fail("/page", Reply(b"", 307, {"Location": "/page"}), forever=True)
        with pytest.raises(FetchError, match="moved too often"):
            client_of(server).ask(PAGE)


@pytest.mark.parametrize("status", [200, 500])
def test_an_answer_larger_than_any(status: int) -> None:
    source = replace(SOURCES["comtrade"], largest=1000)
    with Publishers() as server:
        server.fail("/page", Reply(b" " * 5000, status).packed(), forever=True)
        asking = Client(source, Settings.of(source, server.env), session=session(), clock=FakeClock())
        with pytest.raises(PayloadError, match="larger than any"):
            asking.ask(PAGE)


def test_only_encodings_that_are_read_are_asked_for() -> None:
    with Publishers() as server:
        server.fail("/page", says(b"yes"))
        client_of(server).ask(PAGE)
        assert server.asked[0].headers["Accept-Encoding"] == "gzip, deflate, br"


@pytest.mark.parametrize("encoding", ["br", "gzip", "deflate", "gzip, br"])
def test_an_encoded_answer_is_read(encoding: str) -> None:
    body = b"words " * 5000
    packed = brotli.compress(gzip.compress(body) if "," in encoding else body)
    packed = {"gzip": gzip.compress(body), "deflate": zlib.compress(body)}.get(encoding, packed)
    with Publishers() as server:
        server.fail("/page", says(packed, **{"Content-Encoding": encoding}))
        assert client_of(server).ask(PAGE) == body


def test_a_redirect_to_bytes_that_are_no_name_is_refused_with_a_sentence() -> None:
    with Publishers() as server:
        server.fail("/page", Reply(b"", 302, {"Location": "http://\xff\xfe/"}), forever=True)
        with pytest.raises(FetchError, match="no web address"):
            client_of(server, COMTRADE_API_KEY="").ask(PAGE)


def test_a_redirect_to_what_is_no_address_is_named() -> None:
    with Publishers() as server:
        server.fail("/page", Reply(b"", 302, {"Location": "http://[::1"}), forever=True)
        with pytest.raises(FetchError, match="moved to what is no address"):
            client_of(server).ask(PAGE)


def test_an_encoding_nobody_asked_for_is_named() -> None:
    with Publishers() as server:
        server.fail("/page", says(b"...", **{"Content-Encoding": "zstd"}))
        with pytest.raises(PayloadError, match="encoded as 'zstd'"):
            client_of(server).ask(PAGE)


@pytest.mark.parametrize("manner", DRIPS)
def test_the_time_limit_ends_every_drip(manner: str) -> None:
    with Publishers() as server:
        server.fail("/page", Reply(manner=manner), forever=True)
        asking = client_of(server, Clock(), COMTRADE_TIME_LIMIT="1")
        start = time.monotonic()
        with pytest.raises(FetchError, match="time limit of 1 s"):
            asking.ask(PAGE)
        assert time.monotonic() - start < 6


@pytest.mark.parametrize("between", ["", "<b></b>", "<i>", " ", "&#8203;"])
def test_a_key_in_pieces_is_masked_too(between: str) -> None:
    text = KEY[:9] + between + KEY[9:]
    with Publishers() as server:
        server.fail("/page", Reply(f"<p>no: {text}</p>".encode(), 401))
        with pytest.raises(FetchError) as caught:
            client_of(server, COMTRADE_API_KEY=KEY).ask(PAGE)
        assert KEY[:9] not in str(caught.value)
        assert KEY[9:] not in str(caught.value)
        server.fail("/page", says(f'"{text}"'.encode()))
        if not between.startswith("&"):
            with pytest.raises(PayloadError, match="repeats our key"):
                client_of(server, COMTRADE_API_KEY=KEY).ask(PAGE)
