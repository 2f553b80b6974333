"""Reading files too large for memory as they come: the rows of a CSV that are wanted, the members of a zip."""

from __future__ import annotations

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from etl.contract.csv_reader import csv_reader
from etl.contract.errors import PayloadError
from etl.sources.payload import cut, plain

LARGEST_MEMBER = 4 * 2**30  # bytes


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
        header = next(reader)
        missing = [c for c in columns if c not in header]
        if missing:
            raise PayloadError(f"the columns {', '.join(missing)} are missing")
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


def zip_members(file: BinaryIO, name: re.Pattern[str]) -> Iterator[tuple[str, BinaryIO]]:
    """Names and contents of the members of a zip that are called `name`, in the order of their names."""
    with zipfile.ZipFile(file) as archive:
        members = sorted(m for m in archive.namelist() if name.fullmatch(m))
        if not members:
            raise PayloadError("the archive holds no file that is documented")
        for member in members:
            if archive.getinfo(member).file_size > LARGEST_MEMBER:
                raise PayloadError("the archive is larger than any that is documented")
            with archive.open(member) as handle:
                yield member, io.BufferedReader(handle, 1 << 20)  # type: ignore[type-var, misc]
