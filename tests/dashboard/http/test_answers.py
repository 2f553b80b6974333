"""Ready bytes: the encoding a reader takes, tags that revalidate, and a shelf that stays within bounds."""

from __future__ import annotations

import gzip

import brotli
import pytest
from flask import Flask, Response, request

from dashboard.http import answers
from dashboard.http.answers import Ready, Shelf, encoding, ready, respond

BODY = b"rank,value\n" + b"5,2411000000\n" * 200


@pytest.mark.parametrize(
    ("accepted", "how"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("gzip;q=0.0", ""),
        ("identity", ""),
        ("", ""),
    ],
)
def test_the_best_encoding_that_the_reader_takes(accepted: str, how: str) -> None:
    assert encoding(accepted) == how


def test_compressed_bytes_are_the_body_again() -> None:
    assert brotli.decompress(answers.compressed(BODY, "br")) == BODY
    assert gzip.decompress(answers.compressed(BODY, "gzip")) == BODY
    assert answers.compressed(BODY, "") == BODY
    assert answers.compressed(BODY, "gzip") == answers.compressed(BODY, "gzip")


def _answer(found: Ready, known: bool = False, **headers: str) -> Response:
    with Flask("t").test_request_context(headers=headers):
        return respond(found, request, known=known, modified=0)


def test_a_reader_that_has_it_is_told_so_in_every_encoding() -> None:
    found = ready(BODY, "text/csv")
    for how in ("br", "gzip", ""):
        first = _answer(found, **{"Accept-Encoding": how})
        again = _answer(found, **{"Accept-Encoding": how, "If-None-Match": first.headers["ETag"]})
        assert (first.status_code, again.status_code) == (200, 304)
        assert again.get_data() == b""
        assert first.headers.get("Content-Encoding", "") == how


def test_only_the_known_version_is_kept_for_ever() -> None:
    found = ready(BODY, "text/csv")
    assert "immutable" in _answer(found, known=True).headers["Cache-Control"]
    assert _answer(found, known=False).headers["Cache-Control"] == "no-cache"


def test_scripts_of_other_sites_may_read_it() -> None:
    headers = _answer(ready(BODY, "text/csv")).headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "X-Data-Version" in headers["Access-Control-Expose-Headers"]
    assert headers["Last-Modified"] == "Thu, 01 Jan 1970 00:00:00 GMT"


def test_what_is_packed_or_tiny_is_left_as_it_is() -> None:
    for found in (ready(BODY, "application/zip"), ready(b"tiny", "text/csv")):
        assert "Content-Encoding" not in _answer(found, **{"Accept-Encoding": "br"}).headers


def test_the_tag_names_the_content() -> None:
    assert ready(BODY, "text/csv").tag == ready(BODY, "text/csv").tag
    assert ready(BODY, "text/csv").tag != ready(BODY + b"1", "text/csv").tag


def test_the_shelf_makes_each_answer_once() -> None:
    shelf, made = Shelf(), []
    for _ in range(3):
        shelf.get("a", lambda: made.append(1) or ready(BODY, "text/csv"))
    assert len(made) == 1


def test_the_shelf_stays_within_bytes_and_count() -> None:
    by_bytes, by_count = Shelf(limit=10 * len(BODY)), Shelf(count=3)
    for i in range(50):
        by_bytes.get(i, lambda: ready(BODY, "text/csv"))
        by_count.get(i, lambda: ready(BODY, "text/csv"))
    assert len(by_bytes) == 5
    assert len(by_count) == 3


def test_what_was_used_last_stays_longest() -> None:
    shelf = Shelf(count=2)
    for key in ("a", "b", "a", "c"):
        shelf.get(key, lambda: ready(BODY, "text/csv"))
    shelf.get("a", lambda: pytest.fail("a was used after b and should still be there"))


def test_one_answer_larger_than_the_shelf_is_still_given() -> None:
    shelf = Shelf(limit=1)
    assert shelf.get("a", lambda: ready(BODY, "text/csv")).body == BODY
    assert len(shelf) == 1
