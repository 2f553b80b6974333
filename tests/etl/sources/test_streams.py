from __future__ import annotations

import io
import re
import zipfile

import pytest

from etl.contract.errors import PayloadError
from etl.sources.streams import csv_lines, zip_members


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
        (b"id,who\n1,IRN\n2", "cut off"),
        (b'id,who\n1,"IRN\n', "broken CSV"),
    ],
)
def test_what_is_no_such_csv(body: bytes, words: str) -> None:
    with pytest.raises(PayloadError, match=words):
        _lines(body)


def _zip(**members: bytes) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file


def test_the_members_of_a_zip_by_name() -> None:
    file = _zip(year2=b"b", readme=b"x", year1=b"a")
    assert [(n, lines.read()) for n, lines in zip_members(file, re.compile(r"year\d"))] == [
        ("year1", b"a"),
        ("year2", b"b"),
    ]


def test_a_zip_without_such_members() -> None:
    with pytest.raises(PayloadError, match="no file that is documented"):
        list(zip_members(_zip(readme=b"x"), re.compile("year")))
