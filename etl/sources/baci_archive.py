"""The archive of BACI, read as it comes: the rows of Iran and Russia added up over all goods, and the stored extract.

Values are thousands of US dollars.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import BinaryIO

from etl.contract.countries import is_m49
from etl.contract.errors import PayloadError
from etl.contract.types import USD, within
from etl.sources.answers import Answer
from etl.sources.csv_answers import csv_rows
from etl.sources.left_out import LeftOut, no_year
from etl.sources.payload import lenient

COUNTRIES = (364, 643)
HEADER = ("t", "i", "j", "v")
LARGEST_MEMBER = 4 * 2**30  # bytes
LARGEST_EXTRACT = 2_000_000  # pairs and years
_MEMBER = re.compile(r"(?:.*/)?BACI_HS\d\d_Y(\d{4})_V\w+\.csv")
_CUSTOMS_UNION = {711: 710}  # the South African customs union, as South Africa, to 1999
_NO_AMOUNT = Decimal("NaN")
Sums = dict[tuple[str, int, int], Decimal]


def extract(file: BinaryIO) -> Iterator[bytes]:
    """Pairs of Iran and Russia, summed over all goods: a CSV of year, exporter, importer and thousands of dollars."""
    yield (",".join(HEADER) + "\n").encode()
    try:
        for member, lines in _members(file):
            sums, strange = _sums(lines, member)
            yield "".join(f"{t},{i},{j},{v}\n" for (t, i, j), v in sorted(sums.items())).encode()
            yield "".join(f"{line}\n" for line in strange).encode()
    except PayloadError:
        raise
    except Exception as err:  # a spoiled zip raises what its bytes happen to mean: struct.error, KeyError, RuntimeError
        raise PayloadError(f"the archive cannot be read ({type(err).__name__})") from None


def _members(file: BinaryIO) -> Iterator[tuple[str, BinaryIO]]:
    """Names and contents of the tables in the archive, in the order of their names."""
    with zipfile.ZipFile(file) as archive:
        names = sorted(name for name in archive.namelist() if _MEMBER.fullmatch(name))
        if not names:
            raise PayloadError("the archive holds no file that is documented")
        for name in names:
            if archive.getinfo(name).file_size > LARGEST_MEMBER:
                raise PayloadError("the archive is larger than any that is documented")
            with archive.open(name) as handle:
                yield name, io.BufferedReader(handle, 1 << 20)  # type: ignore[type-var, misc]


def _sums(lines: BinaryIO, member: str) -> tuple[Sums, list[str]]:
    """Thousands of dollars by year, exporter and importer, and lines of no known pair as rows that are of no use.

    A sum that lacks one of its goods would be too low: where one value cannot be read, the sum is NaN.
    """
    header = lines.readline(4096).decode("utf-8-sig", errors="replace").strip().replace('"', "").split(",")
    if not set(HEADER) <= set(header):
        raise PayloadError(f"{member} has other columns than documented")
    at = [header.index(name) for name in HEADER]
    codes = tuple(f",{code},".encode() for code in COUNTRIES)
    sums: Sums = defaultdict(Decimal)
    strange: list[str] = []
    # hundreds of millions of lines: only those that can be about the two countries are taken apart
    line = b""
    for line in iter(lambda: lines.readline(4096), b""):
        if codes[0] in line or codes[1] in line:
            cells = line.decode("ascii", errors="replace").strip().replace('"', "").split(",")
            flow = [cells[place].strip() for place in at] if len(cells) == len(header) else []
            if not flow or not all(re.fullmatch(r"\d{1,4}", code) for code in flow[:3]):
                strange.append(" ".join(cells)[:60].replace("\0", " ") + ",,,")
            elif int(flow[1]) in COUNTRIES or int(flow[2]) in COUNTRIES:
                sums[flow[0], int(flow[1]), int(flow[2])] += _amount(flow[3])
            if len(sums) + len(strange) > LARGEST_EXTRACT:
                raise PayloadError("the archive has more pairs than any that is documented")
    if 0 < line.count(b",") < len(header) - 1:
        raise PayloadError(f"{member} ends with {line.count(b',') + 1} cells, the header has {len(header)}: cut off?")
    return sums, strange


def _amount(value: str) -> Decimal:
    """Thousands of dollars; NaN for what is no value, which a sum then is too."""
    try:
        amount = Decimal(value)
    except InvalidOperation:
        return _NO_AMOUNT
    return amount if amount.is_finite() and amount >= 0 else _NO_AMOUNT


def _code(text: str) -> int:
    return _CUSTOMS_UNION.get(int(text), int(text))


_FAULTS = (
    ("a line that is no flow", lambda _, exporter, *__: not exporter),
    no_year(0),
    (
        "a code that is in none of our lists",
        lambda _, *row: not all(re.fullmatch(r"\d{1,4}", c) and is_m49(_code(c)) for c in row[:2]),
    ),
    (
        "a negative or impossible value",
        lambda *row: not (re.fullmatch(r"\d{1,15}(\.\d{1,9})?", row[3]) and within(float(row[3]) * 1000, *USD)),
    ),
)


def read(key: str, body: bytes, left: LeftOut) -> Answer:
    """Whole US dollars by year, exporter and importer (codes of UN Comtrade), from an extract."""
    used = left.usable(csv_rows(lenient(body), HEADER, left, ours=True), _FAULTS)
    sums: dict[tuple[str, int, int], int] = defaultdict(int)
    for year, exporter, importer, value in used:
        sums[year, _code(exporter), _code(importer)] += int((Decimal(value) * 1000).to_integral_value())
    years = sorted({int(year) for year, _, _ in sums})
    if years and len(years) != years[-1] - years[0] + 1:
        raise PayloadError("the archive lacks a year between its first and its last")
    return Answer([(*at, dollars) for at, dollars in sums.items()])
