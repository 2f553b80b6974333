"""BACI of CEPII: the records of exporter and importer reconciled into one FOB figure, for every pair of countries.

Partners that never file, such as Iraq, appear through those who trade with them. A release comes once a year as one
large zip of all goods and years, found by its name on the page of the data set. While the archive is read, the rows of
Iran and Russia are added up over all goods; kept is this extract. Values are thousands of US dollars.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

import pandas as pd

from etl.contract.bounds import USD, within
from etl.contract.countries import from_m49, is_m49
from etl.contract.errors import PayloadError
from etl.sources.answers import Answer, Reader, Row, folder, is_year, newest_file
from etl.sources.baci_archive import COUNTRIES, HEADER, extract
from etl.sources.base import Request, RequestContext
from etl.sources.bilateral import bilateral, recorded
from etl.sources.left_out import LeftOut
from etl.sources.payload import csv_rows, lenient, picked

EDITIONS = {2022: "HS22", 2017: "HS17", 2012: "HS12", 1995: "HS92"}  # first year each nomenclature covers
_PAGE = Request(key="page", path="/CEPII/en/bdd_modele/bdd_modele_item.asp", params=(("id", "37"),), accept="text/html")
_RELEASE = re.compile(rb"BACI_HS\d\d_V(20\d{4}[a-z]?)\.zip")
_CUSTOMS_UNION = {711: 710}  # the South African customs union, as South Africa, to 1999


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
