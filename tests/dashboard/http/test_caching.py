"""Ready bytes: the encoding a reader accepts, tags that revalidate, ranges, and a cache that stays within bounds."""

from __future__ import annotations

import gzip

import brotli
import pytest
from flask import Flask, Response

from dashboard.http import caching
from dashboard.http.caching import Answer, answer, answer_cache, encoding, respond
from dashboard.package.cache import Cache

BODY = b"rank,value\n" + b"5,2411000000\n" * 200
READY = answer(BODY, "text/csv")
PLAIN = {"Accept-Encoding": "identity"}


def response_to(headers: dict[str, str], ready: Answer = READY, *, forever: bool = False) -> Response:
    with Flask("t").test_request_context(headers=headers):
        return respond(ready, forever=forever, modified=0)


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
def test_the_best_encoding_that_the_reader_accepts(accepted: str, best: str) -> None:
    with Flask("t").test_request_context(headers={"Accept-Encoding": accepted}):
        assert encoding() == best


def test_compressed_bytes_decompress_to_the_body() -> None:
    assert brotli.decompress(caching.compressed(BODY, "br")) == BODY
    assert gzip.decompress(caching.compressed(BODY, "gzip")) == BODY
    assert caching.compressed(BODY, "") == BODY
    assert caching.compressed(BODY, "gzip") == caching.compressed(BODY, "gzip")


@pytest.mark.parametrize("how", ["br", "gzip", ""])
def test_a_reader_that_has_the_answer_gets_304_in_every_encoding(how: str) -> None:
    first = response_to({"Accept-Encoding": how})
    assert (first.status_code, first.headers.get("Content-Encoding", "")) == (200, how)
    tag = first.headers["ETag"]
    for given in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        assert response_to({"Accept-Encoding": how, "If-None-Match": given}).status_code == 304, given


def test_a_tag_that_only_contains_ours_is_another_one() -> None:
    tag = response_to(PLAIN).headers["ETag"].strip('"')
    for given in (f'"zz{tag}zz"', f'"{tag}-br"', f'"{tag[:-1]}"'):
        assert response_to({**PLAIN, "If-None-Match": given}).status_code == 200, given


def test_a_date_revalidates_where_no_tag_is_sent() -> None:
    assert response_to({"If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"}).status_code == 304
    wrong = {"If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT", "If-None-Match": '"other"'}
    assert response_to(wrong).status_code == 200


def test_a_range_of_the_bytes_is_206_and_says_which() -> None:
    part = response_to({**PLAIN, "Range": "bytes=5-9"})
    assert (part.status_code, part.get_data()) == (206, BODY[5:10])
    assert part.headers["Content-Range"] == f"bytes 5-9/{len(BODY)}"
    assert response_to(PLAIN).headers["Accept-Ranges"] == "bytes"
    old = response_to({**PLAIN, "Range": "bytes=5-9", "If-Range": '"other"'})
    assert (old.status_code, old.get_data()) == (200, BODY)


def test_only_the_current_version_is_cached_for_ever() -> None:
    assert "immutable" in response_to({}, forever=True).headers["Cache-Control"]
    assert response_to({}).headers["Cache-Control"] == "no-cache"


def test_scripts_of_other_sites_may_read_it() -> None:
    headers = response_to({}).headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "X-Data-Version" in headers["Access-Control-Expose-Headers"]
    assert headers["Last-Modified"] == "Thu, 01 Jan 1970 00:00:00 GMT"
    assert "Date" not in headers  # the server's own


@pytest.mark.parametrize("ready", [answer(BODY, "application/zip"), answer(b"tiny", "text/csv")])
def test_what_is_compressed_or_tiny_is_left_as_it_is(ready: Answer) -> None:
    assert "Content-Encoding" not in response_to({"Accept-Encoding": "br"}, ready).headers


def test_the_tag_names_the_content() -> None:
    assert answer(BODY, "text/csv").tag == READY.tag
    assert answer(BODY + b"1", "text/csv").tag != READY.tag


def test_a_cached_value_is_made_once() -> None:
    cache: Cache[int] = Cache(count=9)
    calls: list[int] = []
    for _ in range(3):
        assert cache.get("a", lambda: calls.append(1) or len(calls)) == 1
    assert calls == [1]


def test_another_key_is_made_anew() -> None:
    cache: Cache[str] = Cache(count=9)
    assert [cache.get(("v1", "/"), lambda: "old"), cache.get(("v2", "/"), lambda: "new")] == ["old", "new"]


def test_a_cache_stays_within_bytes_and_count() -> None:
    by_bytes, by_count = answer_cache(limit=10 * len(BODY)), answer_cache(count=3)
    for i in range(50):
        by_bytes.get(i, lambda: answer(BODY, "text/csv"))
        by_count.get(i, lambda: answer(BODY, "text/csv"))
    assert len(by_bytes) == 5
    assert len(by_count) == 3


def test_the_least_recently_used_value_is_removed_first() -> None:
    cache: Cache[int] = Cache(count=2)
    for key in ("a", "b", "a", "c"):
        cache.get(key, lambda: 1)
    assert len(cache) == 2
    assert cache.get("a", lambda: pytest.fail("a was used after b and should still be there")) == 1
    assert cache.get("b", lambda: 5) == 5


def test_one_answer_larger_than_the_cache_is_still_given() -> None:
    cache = answer_cache(limit=1)
    assert cache.get("a", lambda: answer(BODY, "text/csv")).body == BODY
    assert len(cache) == 1
