from __future__ import annotations

import pytest

from etl.contract.errors import PayloadError
from etl.sources.left_out import LeftOut
from etl.sources.payload import csv_rows, cut, json_object, json_value, lenient, plain, refusal, text


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


def test_csv_by_name_with_line_ends_in_quotes() -> None:
    rows = csv_rows('B,A\r\n1,"two\nlines, one cell"\r\n', ("A",), LeftOut(), optional=("C",))
    assert rows == [("two\nlines, one cell", "")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [("A,B\n1", "1 cells"), ("B\n1", "columns A"), ("", "columns A"), ('A\n"x', "broken CSV")],
)
def test_csv_that_is_not_whole(content: str, expected: str) -> None:
    with pytest.raises(PayloadError, match=expected):
        csv_rows(content, ("A",), LeftOut())


def test_a_short_row_is_left_out_and_a_short_last_row_is_a_cut_but_in_our_own_extract() -> None:
    left = LeftOut()
    assert csv_rows("A,B\n1\n1,2\n1,2,3\n", ("A",), left) == [("1",)]
    assert left.words() == "2 rows left out: a row of more or fewer cells than the 2 of the header (2; first: 1)"
    assert csv_rows("A,B\n1,2\n1", ("A",), LeftOut(), ours=True) == [("1",)]


@pytest.mark.parametrize("cell", [b"a\x00", b"\x1b[31m", b"\xe9", b"\x7f"])
def test_bytes_that_are_no_text_spoil_their_row_alone(cell: bytes) -> None:
    left = LeftOut()
    body = b"A,B\n1," + cell + b"\n1,2\n"
    assert csv_rows(lenient(body), ("A",), left) == [("1",)]
    assert left.words().startswith("1 row left out: a cell with bytes that are no text (1; first: 1")
    assert left.words().isprintable()


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
