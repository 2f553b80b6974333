"""A CSV is read by column where every line is a row, else row by row: the two ways read the same cells."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from etl.contract import reading
from etl.contract.errors import Violation

CELLS = [
    "a",
    "",
    "1",
    "NA",
    '"x,y"',
    '"a""b"',
    'a"b',
    '"x"y',
    ' "x"',
    "\u00e9\u2028",
    '"a\nb"',
    "#c",
    "\x01",
    "\\",
    "\ufeff",
    "\0",
]
LINES = st.lists(st.sampled_from(CELLS), min_size=1, max_size=3).map(",".join)
TEXTS = st.lists(LINES, max_size=4).map("\n".join) | st.text(alphabet='ab,"\n\r\0\x01', max_size=12)


@given(text=TEXTS)
def test_both_ways_read_the_same_cells(text: str) -> None:
    text, by_row, faults = text.removeprefix("\ufeff"), list[Violation](), list[Violation]()
    with patch.object(reading, "_LONG", -1):
        header, lines, columns = reading._cells(text, "a.csv", by_row)
    expected, at, rows = reading._rows(text, "a.csv", faults)
    assert (header, list(lines), by_row) == (expected, at, faults)
    assert [list(cells) for cells in zip(*columns, strict=True)] == rows


def test_lines_that_are_rows_are_read_by_column() -> None:
    assert [list(c) for c in reading._of_lines('a,b\nNA,"x, ""y"""\n1,')] == [["a", "NA", "1"], ["b", 'x, "y"', ""]]
    for other in ("a,b\n1", "a,b\n1,2,3", "a,b\n\n1,2", 'a,b\n"1\n2",3', "a,b\r\n1,2", 'a,b\n1,"2', ""):
        assert not len(reading._of_lines(other)), other


def test_a_short_text_is_read_by_row_and_a_long_one_by_column() -> None:
    for rows, by_column in ((2, False), (reading._LONG, True)):
        with patch.object(reading, "_of_lines", wraps=reading._of_lines) as asked:
            reading._cells("a,b\n" + "1,2\n" * (rows // 4 + 1), "a.csv", [])
        assert asked.called == by_column
