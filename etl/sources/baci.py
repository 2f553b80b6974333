"""BACI of CEPII: the records of exporter and importer reconciled into one FOB figure, for every pair of countries.

Partners that never file, such as Iraq, appear through those who trade with them. A release comes once a year as one
large zip of all goods and years, found by its name on the page of the data set. While the archive is read, the rows of
Iran and Russia are added up over all goods; kept is this extract. Values are thousands of US dollars.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import BinaryIO

import pandas as pd

from etl.contract.bounds import USD, YEAR, within
from etl.contract.countries import from_m49, is_m49
from etl.contract.errors import PayloadError
from etl.sources import trade_rows
from etl.sources.base import Checked, Request, RequestContext, Snapshot, described
from etl.sources.left_out import LeftOut
from etl.sources.parsed import parsed
from etl.sources.payload import csv_rows, lenient

COUNTRIES = (364, 643)
EDITIONS = {2022: "HS22", 2017: "HS17", 2012: "HS12", 1995: "HS92"}  # first year each nomenclature covers
HEADER = ("t", "i", "j", "v")
LARGEST_MEMBER, LARGEST_EXTRACT = 4 * 2**30, 2_000_000  # bytes of one year; pairs and years
_PAGE = "page"
_RELEASE = re.compile(rb"BACI_HS\d\d_V(20\d{4}[a-z]?)\.zip")
_MEMBER = re.compile(r"(?:.*/)?BACI_HS\d\d_Y(\d{4})_V\w+\.csv")
_CUSTOMS_UNION = {711: 710}  # the South African customs union, as South Africa, to 1999
_NO_AMOUNT = Decimal("NaN")
Sums = dict[tuple[str, int, int], Decimal]


def requests(context: RequestContext) -> Iterator[Request]:
    """The page first; then the newest release when we do not hold it yet."""
    page = context.newest(_PAGE)
    request = _archive(_newest(page.read(), f"{context.today:%Y%m}"), context.since) if page is not None else None
    # an older release that the page names again is no news
    held = request is not None and any(
        key.partition("/")[0] == request.key.partition("/")[0] and key >= request.key for key in context.last_success
    )
    if context.due(_PAGE, SOURCE.cadence_days if held else 1):
        yield _page()
    elif request is not None and not held:
        yield request


def _page() -> Request:
    params = (("id", "37"),)
    return Request(key=_PAGE, path="/CEPII/en/bdd_modele/bdd_modele_item.asp", params=params, accept="text/html")


def _archive(release: str, since: int) -> Request:
    edition = next((name for year, name in EDITIONS.items() if since >= year), "HS92")
    path = f"/DATA_DOWNLOAD/baci/data/BACI_{edition}_V{release}.zip"
    day = f"{release[:4]}-{release[4:6]}"
    return Request(key=f"{edition}/{release}", path=path, accept="*/*", expects=True, released=day, stream=True)


def probes(context: RequestContext) -> Iterator[Request]:
    yield _page()


def scopes(key: str) -> tuple[str, ...]:
    """The pairs, whatever the release is called."""
    return () if key == _PAGE else (key.partition("/")[0],)


def _newest(body: bytes, until: str = "2100") -> str:
    """The newest release named on the page, as 202601; none of a month after `until`."""
    releases = [name for found in _RELEASE.findall(body) if (name := found.decode())[:6] <= until]
    if not releases:
        raise PayloadError("no release of BACI is named on its page")
    return max(releases)


def extract(file: BinaryIO) -> Iterator[bytes]:
    """Pairs of Iran and Russia, summed over all goods: a CSV of year, exporter, importer and thousands of dollars."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = sorted(m for m in archive.namelist() if _MEMBER.fullmatch(m))
            if not members:
                raise PayloadError("the archive holds no year of BACI")
            yield (",".join(HEADER) + "\n").encode()
            for member in members:
                if archive.getinfo(member).file_size > LARGEST_MEMBER:
                    raise PayloadError("the archive is larger than any that is documented")
                with archive.open(member) as handle:
                    sums, strange = _sums(handle, member)  # type: ignore[arg-type]
                yield "".join(f"{t},{i},{j},{v}\n" for (t, i, j), v in sorted(sums.items())).encode()
                yield "".join(f"{line}\n" for line in strange).encode()
    except PayloadError:
        raise
    except Exception as err:  # a spoiled zip raises what its bytes happen to mean: struct.error, KeyError, RuntimeError
        raise PayloadError(f"the archive cannot be read ({type(err).__name__})") from None


def _sums(handle: BinaryIO, member: str) -> tuple[Sums, list[str]]:
    """Thousands of dollars by year, exporter and importer, and lines of no known pair as rows that are of no use.

    A sum that lacks one of its goods would be too low: with a value that is none, the whole sum is none.
    """
    lines = io.BufferedReader(handle, 1 << 20)  # type: ignore[type-var]
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


def check(request: Request, body: bytes) -> Checked:
    """Pairs and years of the extract, or the release that the page names."""
    if request.key == _PAGE:
        return Checked(rows=1, released=_newest(body))
    left = LeftOut()
    cells = _read(body, left)
    years = sorted({int(t) for t, _, _ in cells})
    if years and len(years) != years[-1] - years[0] + 1:
        raise PayloadError("the archive lacks a year between its first and its last")
    return Checked(rows=len(cells), cells={s: set(cells) for s in scopes(request.key)}, left_out=left.words())


def _read(body: bytes, left: LeftOut) -> dict[tuple[str, int, int], int]:
    """Whole US dollars by year, exporter and importer (codes of UN Comtrade)."""
    header, rows = csv_rows(lenient(body), HEADER, left, ours=True)
    out: dict[tuple[str, int, int], int] = {}
    for year, exporter, importer, value in (tuple(row[header.index(n)] for n in HEADER) for row in rows):
        codes = [int(c) for c in (exporter, importer) if re.fullmatch(r"\d{1,4}", c)]
        codes = [_CUSTOMS_UNION.get(c, c) for c in codes]
        why = ""
        if not exporter:
            why = "a line that is no flow"
        elif not re.fullmatch(YEAR, year):
            why = "a period that is no year"
        elif len(codes) < 2 or not all(map(is_m49, codes)):
            why = "a code that is in none of our lists"
        elif not re.fullmatch(r"\d{1,15}(\.\d{1,9})?", value) or not within(float(value) * 1000, *USD):
            why = "a negative or impossible value"
        if why:
            left.add(why, f"{year} {exporter} {importer} {value}")
        else:
            at = (year, codes[0], codes[1])
            out[at] = out.get(at, 0) + int((Decimal(value) * 1000).to_integral_value())
    left.check(len(out))
    return out


def tidy(snapshots: Sequence[Snapshot]) -> dict[str, pd.DataFrame]:
    """`trade` of every release, and what each of the two countries trades with the world: the sum of its partners."""
    held = [s for s in snapshots if s.key != _PAGE]
    answers = [(scopes(s.key)[0], s.retrieved[:10], parsed(s, "trade", partial(_frame, s))) for s in held]
    return {"trade": trade_rows.table(answers)}


def _frame(snapshot: Snapshot) -> pd.DataFrame:
    return _rows(_read(snapshot.read(), LeftOut()))


def _rows(cells: dict[tuple[str, int, int], int]) -> pd.DataFrame:
    flows: dict[tuple[str, str, str], int] = defaultdict(int)
    for (year, exporter, importer), dollars in cells.items():
        source, target = from_m49(exporter, importer), from_m49(importer, exporter)
        if source != target:
            flows[source, target, year] += dollars
            if exporter in COUNTRIES:
                flows[source, "WLD", year] += dollars
            if importer in COUNTRIES:
                flows["WLD", target, year] += dollars
    return trade_rows.rows(
        {
            "exporter": [source for source, _, _ in flows],
            "importer": [target for _, target, _ in flows],
            "period": [year for _, _, year in flows],
            "recorded_by": "compiled",
            "valuation": "FOB",
            "commodity": "TOTAL",
            "source": SOURCE.id,
            "value_usd": list(flows.values()),
            "obs_status": "E",
            "list_scope": "complete",
            "root_family": "baci",
            "publisher": "CEPII BACI",
        }
    )


SOURCE = described("baci", requests=requests, check=check, tidy=tidy, probes=probes, scopes=scopes, extract=extract)
