"""What was answered once is sent again without asking Flask; what depends on more than the address is not."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from dashboard.app import create_app
from dashboard.http import ready
from dashboard.http.ready import ReadyAnswers
from dashboard.package.store import Store
from tests.dashboard.sample import write_package

HEADERS = [("ETag", 'W/"t"'), ("Content-Type", "text/plain"), ("Content-Encoding", "br"), ("X-Data-Version", "v")]


class Inner:
    """Counts what it is asked; answers 200 but at /nothing."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, question: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.asked.append(question["REQUEST_METHOD"])
        result = question["PATH_INFO"] != "/nothing"
        start_response("200 OK" if result else "404 NOT FOUND", HEADERS)
        return [b"body of ", question["PATH_INFO"].encode()]


@pytest.fixture
def inner() -> Inner:
    return Inner()


@pytest.fixture
def reader(inner: Inner, folder: Path) -> Client:
    return Client(ReadyAnswers(inner, Store(folder)))


def sent(answer: TestResponse) -> tuple[int, bytes, str | None]:
    return answer.status_code, answer.data, answer.headers.get("Content-Encoding")


def test_the_second_reader_gets_the_same_without_asking(reader: Client, inner: Inner) -> None:
    answers = [sent(reader.get("/a?x=1")) for _ in range(3)]
    assert answers == [(200, b"body of /a", "br")] * 3
    assert inner.asked == ["GET"]


def test_a_reader_that_has_it_gets_304_with_the_headers_that_stay(reader: Client, inner: Inner) -> None:
    for tag in ('W/"t"', '"t"', '"other", "t"', "*"):
        answer = reader.get("/a", headers={"If-None-Match": tag, "If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"})
        assert sent(answer) == (304, b"", None), tag
        assert answer.headers["X-Data-Version"] == "v"
        assert "Content-Type" not in answer.headers
    assert sent(reader.get("/a", headers={"If-None-Match": '"zztzz"'}))[0] == 200
    assert inner.asked == ["GET"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Range": "bytes=0-1"},
        {"If-Match": '"t"'},
        {"If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"},
        {"If-Unmodified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"},
    ],
)
def test_what_flask_decides_is_asked_each_time(reader: Client, inner: Inner, headers: dict[str, str]) -> None:
    for _ in range(2):
        reader.get("/a", headers=headers)
    assert len(inner.asked) == 2


def test_other_methods_and_wrong_addresses_are_asked_each_time(reader: Client, inner: Inner) -> None:
    for _ in range(2):
        reader.post("/a")
        reader.head("/a")
        assert reader.get("/nothing").status_code == 404
    assert sorted(inner.asked) == ["GET", "GET", "HEAD", "HEAD", "POST", "POST"]


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
