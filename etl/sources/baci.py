"""BACI of CEPII: the records of exporter and importer reconciled into one FOB figure, for every pair of countries.

Partners that never file, such as Iraq, appear through those who trade with them. A release comes once a year as one
large zip of all goods and years, found by its name on the page of the data set. While the archive is read, the rows of
Iran and Russia are added up over all goods; this extract is what is stored.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import pandas as pd

from etl.contract.countries import from_m49
from etl.sources.answers import Reader, Row, folder
from etl.sources.baci_archive import COUNTRIES, extract, read
from etl.sources.base import Request
from etl.sources.bilateral import bilateral, trade_frame
from etl.sources.editions import Edition, Editions

NOMENCLATURES = {2022: "HS22", 2017: "HS17", 2012: "HS12", 1995: "HS92"}  # first year each nomenclature covers
_RELEASE = re.compile(rb"BACI_HS\d\d_V(20\d{4}[a-z]?)\.zip")


def _named(body: bytes) -> Iterator[Edition]:
    """The releases on the page: 202601, or 202401b for one that replaces another."""
    return (Edition(f"{name[:4]}-{name[4:6]}", 0, name) for name in map(bytes.decode, _RELEASE.findall(body)))


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
    columns = {"period": [year for _, _, year in flows], "value_usd": list(flows.values())}
    return trade_frame("baci", ((source, target, True) for source, target, _ in flows), columns)


def _at(release: Edition, since: int) -> tuple[str, str]:
    goods = next((name for year, name in NOMENCLATURES.items() if since >= year), "HS92")
    return f"{goods}/{release.name}", f"/DATA_DOWNLOAD/baci/data/BACI_{goods}_V{release.name}.zip"


_PAGE = Request(key="page", path="/CEPII/en/bdd_modele/bdd_modele_item.asp", params=(("id", "37"),), accept="text/html")
_RELEASES = Editions(name="baci", lookup=_PAGE, named=_named, at=_at, missing="no release of BACI is named on its page")
_LOOKUPS = {_PAGE.key: lambda body: _RELEASES.newest(body).name}
_READER = Reader(read=read, figure=lambda row: row[:3], scope=folder, lookups=_LOOKUPS)
SOURCE = bilateral("baci", _READER, _frame, requests=_RELEASES.requests, probes=_RELEASES.probes, extract=extract)
