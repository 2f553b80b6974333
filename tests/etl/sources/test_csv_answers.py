"""CSV of a publisher: its cells, the rows that are of no use, and what is no CSV of the documented kind."""

from __future__ import annotations

import io

import pytest

from etl.contract.errors import PayloadError
from etl.sources.csv_answers import csv_lines, csv_rows
from etl.sources.left_out import LeftOut
from etl.sources.payload import lenient


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


def _lines(body: bytes) -> bytes:
    return b"".join(csv_lines(io.BytesIO(body), ["id", "who"], "who", lambda cell: cell == "IRN"))


def test_the_header_and_the_rows_that_are_wanted() -> None:
    assert _lines(b"id,who\n1,IRN\n2,USA\n3,IRN\n") == b"id,who\n1,IRN\n3,IRN\n"


def test_a_row_of_another_length_is_kept_when_any_cell_is_wanted() -> None:
    assert _lines(b"id,who\n1,2,IRN\n1,2,USA\n2,USA\n") == b"id,who\n1,2,IRN\n"


def test_bytes_that_are_no_text_stay_as_they_are() -> None:
    assert _lines(b"id,who\n\xe9,IRN\n") == b"id,who\n\xe9,IRN\n"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<html>wait</html>", "challenge page"),
        (b" ", "challenge page"),
        (b"id,what\n", "columns who"),
        (b"\xef\xbb\xbf", "columns id, who"),
        (b"id,who\n1,IRN\n2", "cut off"),
        (b'id,who\n1,"IRN\n', "broken CSV"),
    ],
)
def test_what_is_no_such_csv(body: bytes, words: str) -> None:
    with pytest.raises(PayloadError, match=words):
        _lines(body)
