"""BACI of CEPII: the records of exporter and importer reconciled into one FOB figure, for every pair of countries.

Partners that never file, such as Iraq, appear through those who trade with them. A release comes once a year as one
large zip of all goods and years, found by its name on the page of the data set. While the archive is read, the rows of
Iran and Russia are added up over all goods; kept is this extract. Values are thousands of US dollars.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import BinaryIO

import pandas as pd

from etl.contract.bounds import USD, within
from etl.contract.countries import from_m49, is_m49
from etl.contract.errors import PayloadError
from etl.sources.answers import Answer, Reader, Row, folder, is_year, newest_file
from etl.sources.base import Request, RequestContext
from etl.sources.bilateral import bilateral, recorded
from etl.sources.left_out import LeftOut
from etl.sources.payload import csv_rows, lenient, picked
from etl.sources.streams import zip_members

COUNTRIES = (364, 643)
EDITIONS = {2022: "HS22", 2017: "HS17", 2012: "HS12", 1995: "HS92"}  # first year each nomenclature covers
HEADER = ("t", "i", "j", "v")
LARGEST_EXTRACT = 2_000_000  # pairs and years
_PAGE = Request(key="page", path="/CEPII/en/bdd_modele/bdd_modele_item.asp", params=(("id", "37"),), accept="text/html")
_RELEASE = re.compile(rb"BACI_HS\d\d_V(20\d{4}[a-z]?)\.zip")
_MEMBER = re.compile(r"(?:.*/)?BACI_HS\d\d_Y(\d{4})_V\w+\.csv")
_CUSTOMS_UNION = {711: 710}  # the South African customs union, as South Africa, to 1999
_NO_AMOUNT = Decimal("NaN")
Sums = dict[tuple[str, int, int], Decimal]


def requests(context: RequestContext) -> Iterator[Request]:
    """The page first; then the newest release when we do not hold it yet."""

    def newest(page: bytes) -> Request:
        release = _newest(page, f"{context.today:%Y%m}")
        edition = next((name for year, name in EDITIONS.items() if context.since >= year), "HS92")
        path, day = f"/DATA_DOWNLOAD/baci/data/BACI_{edition}_V{release}.zip", f"{release[:4]}-{release[4:6]}"
        return Request(key=f"{edition}/{release}", path=path, accept="*/*", expects=True, released=day, stream=True)

    return newest_file(context, _PAGE, newest, supersedes=_supersedes, days=SOURCE.cadence_days)


def _supersedes(key: str, other: str) -> bool:
    """Whether `key` is of the same nomenclature as `other`, and not older: the page may name an earlier one again."""
    return folder(key) == folder(other) and key >= other


def probes(context: RequestContext) -> Iterator[Request]:
    yield _PAGE


def _newest(body: bytes, until: str = "2100") -> str:
    """The newest release named on the page, as 202601; none of a month after `until`."""
    releases = [name for found in _RELEASE.findall(body) if (name := found.decode())[:6] <= until]
    if not releases:
        raise PayloadError("no release of BACI is named on its page")
    return max(releases)


def extract(file: BinaryIO) -> Iterator[bytes]:
    """Pairs of Iran and Russia, summed over all goods: a CSV of year, exporter, importer and thousands of dollars."""
    yield (",".join(HEADER) + "\n").encode()
    try:
        for member, lines in zip_members(file, _MEMBER):
            sums, strange = _sums(lines, member)
            yield "".join(f"{t},{i},{j},{v}\n" for (t, i, j), v in sorted(sums.items())).encode()
            yield "".join(f"{line}\n" for line in strange).encode()
    except PayloadError:
        raise
    except Exception as err:  # a spoiled zip raises what its bytes happen to mean: struct.error, KeyError, RuntimeError
        raise PayloadError(f"the archive cannot be read ({type(err).__name__})") from None


def _sums(lines: BinaryIO, member: str) -> tuple[Sums, list[str]]:
    """Thousands of dollars by year, exporter and importer, and lines of no known pair as rows that are of no use.

    A sum that lacks one of its goods would be too low: where one value cannot be read, the sum is NaN.
    """
    header = lines.readline(4096).decode("utf-8-sig", errors="replace").strip().replace('"', "").split(",")
    if not set(HEADER) <= set(header):
        raise PayloadError(f"{member} has other columns than documented")
    at = [header.index(name) for name in HEADER]
    wanted = tuple(f",{code},".encode() for code in COUNTRIES)
    sums: Sums = defaultdict(Decimal)
    strange: list[str] = []
    # hundreds of millions of lines: only those that can be about the two countries are taken apart
    line = b""
    for line in iter(lambda: lines.readline(4096), b""):
        if wanted[0] in line or wanted[1] in line:
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


def _read(key: str, body: bytes, left: LeftOut) -> Answer:
    """Whole US dollars by year, exporter and importer (codes of UN Comtrade)."""
    used = left.usable(picked(*csv_rows(lenient(body), HEADER, left, ours=True), HEADER), _FAULTS)
    sums: dict[tuple[str, int, int], int] = defaultdict(int)
    for year, exporter, importer, value in used:
        sums[year, _code(exporter), _code(importer)] += int((Decimal(value) * 1000).to_integral_value())
    left.check(len(sums))
    years = sorted({int(year) for year, _, _ in sums})
    if years and len(years) != years[-1] - years[0] + 1:
        raise PayloadError("the archive lacks a year between its first and its last")
    return Answer([(*at, dollars) for at, dollars in sums.items()])


def _code(text: str) -> int:
    return _CUSTOMS_UNION.get(int(text), int(text))


_FAULTS = (
    ("a line that is no flow", lambda _, exporter, *__: not exporter),
    ("a period that is no year", lambda year, *_: not is_year(year)),
    (
        "a code that is in none of our lists",
        lambda _, *row: not all(re.fullmatch(r"\d{1,4}", c) and is_m49(_code(c)) for c in row[:2]),
    ),
    (
        "a negative or impossible value",
        lambda *row: not (re.fullmatch(r"\d{1,15}(\.\d{1,9})?", row[3]) and within(float(row[3]) * 1000, *USD)),
    ),
)


def _frame(_: str, cells: Sequence[Row]) -> pd.DataFrame:
    """What each pair trades, and each of the two countries with the world: the sum of its partners."""
    flows: dict[tuple[str, str, str], int] = defaultdict(int)
    for year, exporter, importer, dollars in cells:
        source, target = from_m49(exporter, importer), from_m49(importer, exporter)
        if source != target:
            flows[source, target, year] += dollars
            if exporter in COUNTRIES:
                flows[source, "WLD", year] += dollars
            if importer in COUNTRIES:
                flows["WLD", target, year] += dollars
    return recorded(
        ((source, target, True) for source, target, _ in flows),
        {
            "period": [year for _, _, year in flows],
            "recorded_by": "compiled",
            "valuation": "FOB",
            "source": SOURCE.id,
            "value_usd": list(flows.values()),
            "obs_status": "E",
            "root_family": "baci",
            "publisher": "CEPII BACI",
        },
    )


_READER = Reader(read=_read, figure=lambda row: row[:3], scope=folder, lookups={_PAGE.key: _newest})
SOURCE = bilateral("baci", _READER, _frame, requests=requests, probes=probes, extract=extract)
