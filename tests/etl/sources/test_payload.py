from __future__ import annotations

import pytest

from etl.contract.errors import PayloadError
from etl.sources.payload import cut, json_object, json_value, plain, refusal, text


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", "an empty answer"),
        (b" \n", "an empty answer"),
        (b"\xff\xfe{", "not UTF-8"),
        (b"{\x00}", "zero bytes"),
        (b"  <html><p>Just a moment</p>", "Just a moment"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "HTML or XML"),
    ],
)
def test_what_is_no_text_of_ours(body: bytes, expected: str) -> None:
    with pytest.raises(PayloadError, match=expected):
        text(body)


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert text(b"\xef\xbb\xbfKEY") == "KEY"


@pytest.mark.parametrize("body", [b'{"a":', b"[" * 100_000, b"a,b\n1,2"])
def test_broken_json(body: bytes) -> None:
    with pytest.raises(PayloadError, match="broken JSON"):
        json_value(body)


def test_an_object_is_asked_for() -> None:
    assert json_object(b'{"a": 1}') == {"a": 1}
    with pytest.raises(PayloadError, match="a JSON list"):
        json_object(b"[1]")


def test_a_zero_byte_within_a_text_of_json_is_a_part_of_that_text() -> None:
    assert json_value(b'["plain", "with a \x00 byte"]') == ["plain", "with a \x00 byte"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b'{"statusCode":429,"message":"Try again"}', "Try again"),
        (b'{"data":[],"error":"one period"}', "one period"),
        (b'{"errorObject":{"errorMessage":"one period"}}', "one period"),
        (b'[{"message":[{"id":"120","key":"Invalid value","value":"not valid"}]}]', "120 Invalid value: not valid"),
        (b"<h1>Service &amp; more</h1>", "Service & more"),
        (b"Request URL Too Long", "Request URL Too Long"),
        (b'{"other": 1}', '{"other": 1}'),
        (b"\xff\xfe", "\ufffd\ufffd"),
        (b"", ""),
    ],
)
def test_what_a_publisher_says(body: bytes, expected: str) -> None:
    assert refusal(body) == expected


def test_long_words_are_cut_to_one_line() -> None:
    line = cut(plain("a\nb\x1b[31m" + "c" * 500))
    assert line.startswith("a b [31mccc")
    assert len(line) == 200
    assert line.endswith("...")
