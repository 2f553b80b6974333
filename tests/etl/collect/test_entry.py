"""Lines of a ledger: what is wrong with one that cannot be read, and what may stand in a cell."""

from __future__ import annotations

import pytest

from etl.collect.entry import plain_cell, read_line

BLANK = "," * 7


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("imf,r/1,,20x6-11-26T00:00:00Z,200,ok" + BLANK, "expected the time of a call, found '20x6"),
        ("imf,r/1,,9999-99-99,200,ok" + BLANK, "expected the time of a call"),
        ("imf,r/1,,9999-12-31T00:00:00Z,200,ok" + BLANK, "expected the time of a call"),
        ("imf,r/1,,,200,ok" + BLANK, "expected the time of a call"),
        ("imf,r/1,,2026-01-01T00:00:00Z,200,yes" + BLANK, "expected an outcome"),
        ("imf,r/1", "expected 13 cells, found 2"),
        ('imf,"r/1', "expected 13 cells"),
        ("\0\0\0", "expected 13 cells"),
        ("imf,r/1,a\rb,2026-01-01T00:00:00Z,200,ok" + BLANK, "expected 13 cells: new-line character"),
        ("imf,r/1,a\0b,2026-01-01T00:00:00Z,200,ok" + BLANK, "expected text, found control characters"),
        (f"imf,{'r' * 5000},,2026-01-01T00:00:00Z,200,ok{BLANK}", "expected cells of at most 4000 letters"),
        (f"imf,{'r' * 17 * 2**20},,2026-01-01T00:00:00Z,200,ok" + BLANK, "expected 13 cells: field larger than"),
    ],
)
def test_a_line_that_cannot_be_read_says_why(line: str, fault: str) -> None:
    entry, why = read_line(line.encode())
    assert entry is None
    assert why.startswith(fault)


def test_a_cell_is_one_line_of_letters_that_can_be_written() -> None:
    assert plain_cell('a\nb\0c\udcffd "e"') == "a b c d 'e'"


def test_a_line_of_the_first_version_has_two_cells_less() -> None:
    entry, _ = read_line(b"imf,r/1,,2026-01-01T00:00:00Z,200,ok,,,,,")
    assert entry is not None
    assert (entry.request, entry.rows, entry.access, entry.row_count) == ("r/1", "", "", 0)
