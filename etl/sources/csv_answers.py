"""Answers in CSV: the cells of one in memory, and the rows that are wanted of a file too large for it."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import BinaryIO

from etl.contract.csv_reader import csv_reader
from etl.contract.errors import PayloadError
from etl.sources.left_out import LeftOut
from etl.sources.payload import cut, plain

# control characters, and bytes that were no UTF-8
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\udc80-\udcff]")


def csv_rows(
    decoded: str, columns: Sequence[str], left: LeftOut, *, optional: Sequence[str] = (), ours: bool = False
) -> list[tuple[str, ...]]:
    """The cells of a CSV in `columns`, which its header must have, then in the `optional` ones, empty without them.

    A row that is not as long as the header, or holds what is no text, is added to `left`. A last row that is shorter
    says that the answer was cut, but not in an extract that is `ours`.
    """
    known, used = _Known(), list[tuple[str, ...]]()
    has_no_text = _NO_TEXT.search(decoded) is not None
    try:
        rows = filter(None, csv_reader(io.StringIO(decoded, newline=""), strict=True))
        last = header = [c.strip() for c in next(rows, [])]
        _check_columns(header, columns)
        width = len(header)
        pick = itemgetter(*(header.index(c) if c in header else width for c in (*columns, *optional)))
        for last in rows:
            if len(last) != width:
                left.add(f"a row of more or fewer cells than the {width} of the header", " ".join(last))
            elif has_no_text and any(map(_NO_TEXT.search, last)):
                left.add("a cell with bytes that are no text", " ".join(last))
            else:
                last.append("")  # the cell of a column that is not there
                used.append(tuple(map(known.__getitem__, pick(last))))
    except csv.Error as err:
        raise PayloadError(f"broken CSV ({err})") from None
    if len(last) < width and not ours:
        raise PayloadError(f"the last row has {len(last)} cells, the header {width}: cut off?")
    return used


class _Known(dict[str, str]):
    """Cells without spaces around them: most say what others say too, and one text for all takes less memory."""

    def __missing__(self, cell: str) -> str:
        self[cell] = text = cell.strip()
        return text


def csv_lines(file: BinaryIO, columns: Sequence[str], column: str, matches: Callable[[str], bool]) -> Iterator[bytes]:
    """Header and rows of a CSV that have a `matches` text in `column`; all `columns` must be there.

    Where a row has a cell too many or too few, the text may be in any of them. A byte that is no UTF-8 is left as
    it is: its row alone is left out when the lines are read.
    """
    start = file.read(4096)
    file.seek(0)
    if not start.strip() or start.lstrip(codecs.BOM_UTF8 + b" \r\n").startswith(b"<"):
        raise PayloadError(f"a challenge page instead of the file: {cut(plain(start.decode(errors='replace')))}")
    lines = io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
    try:
        reader = csv_reader(lines, strict=True)
        header = next(reader, [])  # of a byte order mark alone
        _check_columns(header, columns)
        yield _line(header)
        row, at = header, header.index(column)
        for row in reader:
            if any(map(matches, [row[at]] if len(row) == len(header) else row)):
                yield _line(row)
        if len(row) < len(header):
            raise PayloadError(f"line {reader.line_num} has {len(row)} cells, the header {len(header)}: cut off?")
    except csv.Error as err:
        raise PayloadError(f"broken CSV ({err})") from None
    finally:
        lines.detach()


def _line(row: Sequence[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(row)
    return out.getvalue().encode("utf-8", "surrogateescape")


def _check_columns(header: Sequence[str], columns: Sequence[str]) -> None:
    if missing := [c for c in columns if c not in header]:
        raise PayloadError(f"the columns {', '.join(missing)} are missing")
