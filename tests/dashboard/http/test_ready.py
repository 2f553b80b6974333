"""What was answered once is sent again without asking Flask, compressed, whole or in part, and only to who lacks it."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import brotli
import pytest
from werkzeug.test import Client, TestResponse

from dashboard.app import create_app
from dashboard.http import ready
from dashboard.http.answers import FOREVER, REVALIDATE
from dashboard.http.ready import ReadyAnswers, compressed
from dashboard.package.current import Store
from tests.dashboard.sample import write_package

BODY = b"rank,value\n" + b"5,2411000000\n" * 200
LAST = "Thu, 01 Jan 1970 00:00:00 GMT"
HEADERS = {"ETag": '"t"', "Content-Type": "text/csv", "Last-Modified": LAST, "X-Data-Version": "v"}


class Inner:
    """Counts what it is asked; answers 200 but at /nothing, and with the `headers` it has."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.headers, self.body = dict(HEADERS), BODY

    def __call__(self, question: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        assert not any(name.startswith(("HTTP_IF", "HTTP_RANGE")) for name in question)
        self.asked.append(question["REQUEST_METHOD"])
        start_response("404 NOT FOUND" if question["PATH_INFO"] == "/nothing" else "200 OK", list(self.headers.items()))
        return [self.body[:9], self.body[9:]]


@pytest.fixture
def inner() -> Inner:
    return Inner()


@pytest.fixture
def reader(inner: Inner, folder: Path) -> Client:
    return Client(ReadyAnswers(inner, Store(folder)))


def sent(answer: TestResponse) -> tuple[int, bytes]:
    return answer.status_code, answer.data


def test_the_second_reader_gets_the_same_without_asking(reader: Client, inner: Inner) -> None:
    assert [sent(reader.get("/a?x=1")) for _ in range(3)] == [(200, BODY)] * 3
    assert inner.asked == ["GET"]


@pytest.mark.parametrize(
    ("accepted", "best"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("gzip;q=0.0", ""),
        ("identity", ""),
        ("", ""),
    ],
)
def test_the_best_encoding_that_the_reader_accepts(reader: Client, accepted: str, best: str) -> None:
    answer = reader.get("/a", headers={"Accept-Encoding": accepted})
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[best]
    assert (answer.headers.get("Content-Encoding", ""), unpack(answer.data)) == (best, BODY)
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert len(answer.data) < len(BODY) or not best


def test_equal_answers_are_compressed_to_equal_bytes() -> None:
    assert len({compressed(BODY, "gzip", 5) for _ in range(2)} | {compressed(BODY, "br", 5) for _ in range(2)}) == 2


@pytest.mark.parametrize(
    ("kind", "body"), [("application/zip", BODY), ("image/png", BODY), ("text/csv", b"tiny"), ("text/csv", BODY[:599])]
)
def test_what_is_compressed_or_tiny_is_left_as_it_is(reader: Client, inner: Inner, kind: str, body: bytes) -> None:
    inner.headers["Content-Type"], inner.body = kind, body
    answer = reader.get("/a", headers={"Accept-Encoding": "br"})
    assert ("Content-Encoding" in answer.headers, answer.data) == (False, body)


def test_what_comes_compressed_is_left_as_it_is(reader: Client, inner: Inner) -> None:
    inner.headers["Content-Encoding"] = "br"
    assert sent(reader.get("/a", headers={"Accept-Encoding": "gzip"})) == (200, BODY)


def test_what_a_reader_keeps_is_compressed_best(reader: Client, inner: Inner) -> None:
    inner.headers["Cache-Control"] = FOREVER
    inner.body = b"".join(f"{n * n},{n % 7}\n".encode() for n in range(2000))
    forever = reader.get("/a", headers={"Accept-Encoding": "br"}).data
    inner.headers["Cache-Control"] = REVALIDATE
    again = reader.get("/b", headers={"Accept-Encoding": "br"}).data
    assert len(forever) < len(again)
    assert brotli.decompress(forever) == brotli.decompress(again) == inner.body


@pytest.mark.parametrize("how", ["br", "gzip", ""])
def test_a_reader_that_has_it_gets_304_with_the_headers_that_stay(reader: Client, inner: Inner, how: str) -> None:
    asking = {"Accept-Encoding": how}
    tag = reader.get("/a", headers=asking).headers["ETag"]
    for given in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        answer = reader.get("/a", headers={**asking, "If-None-Match": given, "If-Modified-Since": LAST})
        assert sent(answer) == (304, b""), given
        assert answer.headers["X-Data-Version"] == "v"
        assert not {"Content-Type", "Content-Encoding", "Date"} & set(answer.headers.keys())
    assert inner.asked == ["GET"]


def test_a_tag_that_only_contains_ours_is_another_one(reader: Client) -> None:
    for given in ('"zztzz"', '"t-br"', '""'):
        assert sent(reader.get("/a", headers={"If-None-Match": given})) == (200, BODY), given


def test_a_date_revalidates_where_no_tag_is_sent(reader: Client) -> None:
    assert reader.get("/a", headers={"If-Modified-Since": LAST}).status_code == 304
    assert reader.get("/a", headers={"If-Modified-Since": LAST, "If-None-Match": '"other"'}).status_code == 200


def test_a_range_of_the_bytes_is_206_and_says_which(reader: Client, inner: Inner) -> None:
    part = reader.get("/a", headers={"Range": "bytes=5-9"})
    assert (*sent(part), part.headers["Content-Range"]) == (206, BODY[5:10], f"bytes 5-9/{len(BODY)}")
    assert part.headers["Accept-Ranges"] == "bytes"
    assert sent(reader.get("/a", headers={"Range": "bytes=5-9", "If-Range": '"other"'})) == (200, BODY)
    assert sent(reader.get("/a", headers={"Range": "bytes=5-9", "If-Range": '"t"'}))[0] == 206
    outside = reader.get("/a", headers={"Range": f"bytes={len(BODY)}-", "Accept-Encoding": "br"})
    assert outside.status_code == 416
    assert outside.headers["X-Data-Version"] == "v"
    assert "Content-Encoding" not in outside.headers
    whole = reader.get("/a", headers={"Accept-Encoding": "br"}).data
    assert outside.headers["Content-Range"] == f"bytes */{len(whole)}"


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "lines=1-2", "bytes=x", "bytes=9-5", ""])
def test_what_is_not_one_range_of_bytes_is_ignored(reader: Client, asked: str) -> None:
    answer = reader.get("/a", headers={"Range": asked})
    assert (*sent(answer), answer.headers.get("Content-Range")) == (200, BODY, None)


def test_head_is_the_same_without_its_body(reader: Client, inner: Inner) -> None:
    whole, head = reader.get("/a"), reader.head("/a")
    assert sent(head) == (200, b"")
    assert int(head.headers["Content-Length"]) == len(whole.data)
    assert head.headers["ETag"] == whole.headers["ETag"]
    assert inner.asked == ["GET"]


def test_other_methods_and_wrong_addresses_are_asked_each_time(reader: Client, inner: Inner) -> None:
    for _ in range(2):
        assert sent(reader.post("/a", headers={"If-None-Match": '"t"'})) == (200, BODY)
        assert reader.get("/nothing", headers={"If-None-Match": '"t"'}).status_code == 404
    assert sorted(inner.asked) == ["GET", "GET", "POST", "POST"]


@pytest.mark.parametrize("other", [{"ETag": ""}, {"Set-Cookie": "a=b"}])
def test_what_has_no_tag_or_is_for_one_reader_is_asked_each_time(
    reader: Client, inner: Inner, other: dict[str, str]
) -> None:
    inner.headers = {name: value for name, value in {**HEADERS, **other}.items() if value}
    for _ in range(2):
        assert sent(reader.get("/a", headers={"If-None-Match": '"t"'})) == (200, BODY)
    assert len(inner.asked) == 2


@pytest.mark.parametrize(
    "other",
    [
        {"path": "/b"},
        {"path": "/a", "query_string": "x=1"},
        {"path": "/a", "headers": {"Host": "other.example"}},
        {"path": "/a", "headers": {"Accept-Encoding": "gzip"}},
        {"path": "/a", "base_url": "https://localhost"},
    ],
)
def test_another_address_host_scheme_or_encoding_is_another_answer(
    reader: Client, inner: Inner, other: dict[str, Any]
) -> None:
    reader.get("/a", headers={"Accept-Encoding": "br"})
    reader.get(**{"headers": {"Accept-Encoding": "br"}, **other})
    assert len(inner.asked) == 2


def test_a_new_edition_is_asked_for(inner: Inner, tmp_path: Path) -> None:
    reader = Client(ReadyAnswers(inner, Store(write_package(tmp_path / "p"))))
    reader.get("/a")
    write_package(tmp_path / "p", version="ffffffffffff")
    reader.get("/a")
    assert len(inner.asked) == 2


def test_it_keeps_within_bounds(inner: Inner, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ready, "COUNT", 5)
    kept = ReadyAnswers(inner, Store(folder))
    reader = Client(kept)
    for number in range(50):
        reader.get(f"/{number}")
    assert len(kept._answers) == 5


def test_flask_answers_of_the_package_that_was_looked_at_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else an answer of a new build would be kept as one of the build before."""
    client = create_app(folder).server.test_client()
    looks: list[int] = []
    current = Store.current
    monkeypatch.setattr(Store, "current", lambda store: looks.append(1) or current(store))
    assert client.get("/data/claims.csv").status_code == 200
    assert len(looks) == 1
