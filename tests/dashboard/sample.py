"""A small valid package for the dashboard's tests: every table of the contract, a few rows in those that matter."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.package.reading import default_folder, load
from dashboard.package.store import Package
from etl import claims
from etl.contract.frames import conform, empty, write
from etl.contract.tables import TABLES
from etl.package import crate, datapackage, lineage, lists
from etl.package.subject import Subject

Rows = list[dict[str, Any]]
CREATED = "2026-11-22"
VERSION = "0123456789ab"
ARTICLE = {
    "title": "A War",
    "publisher": "example.org",
    "written_note": "Date unknown.",
    "event": "2022-02-24",
    "event_name": "the war",
    "place": 5,
    "place_word": "fifth",
    **{name: claims.article().described[name] for name in ("price_year", "comparators", "orders")},
    "leads": {"trade": "So it is."},
}
SUBJECT = Subject(first="Russia", second="Iran", article=ARTICLE)


def _rank(period: str, source: str, best: int, worst: int | None, **more: Any) -> dict[str, Any]:
    """One row of `partner_ranks`; what is not named is the plain case."""
    usual = {
        "reporter": "IRN",
        "partner": "RUS",
        "calendar": "gregorian",
        "flow": "total",
        "root_family": "imf_estimate",
        "basis": "as_recorded",
        "obs_status": "A",
        "rank": None,
        "partners": 40,
        "value_usd": 2_411_000_000,
    }
    return usual | {"period": period, "source": source, "rank_best": best, "rank_worst": worst} | more


RANKS: Rows = [
    _rank("2015", "wits_irn", 4, None, root_family="iran_customs", obs_status="M", missing="DEU TUR", value_usd=None),
    _rank("1401", "iran_customs", 6, 15, root_family="iran_customs", calendar="solar_hijri", share=0.020564),
    _rank("1402-11m", "iran_customs", 7, 7, root_family="iran_customs", calendar="solar_hijri", rank=7),
    _rank("1402-5m", "iran_customs", 3, None, root_family="iran_customs", calendar="solar_hijri"),
    _rank("2025", "imts_2025", 6, 7, obs_status="E", rank=5, leaning_on="IRQ"),
    _rank("2025", "imts_2025", 7, 8, obs_status="E", rank=6, basis="eu_one"),
    _rank("2025", "imts_2025", 10, 11, obs_status="E", rank=9, flow="export"),
    _rank("2025", "imts_2025", 2, 2, partner="CHN"),
]


def _part(claim: str, part: str, position: int, rule: str, **more: Any) -> dict[str, Any]:
    return {
        "claim": claim,
        "part": part,
        "position": position,
        "title": f"Part {part}",
        "rule": rule,
        "strong": f"Strong {part}.",
        "weak": f"Weak {part}.",
        "settle": f"Settled by {part}.",
    } | more


def _specification(name: str, holds: bool | None, **more: Any) -> dict[str, Any]:
    usual = {
        "claim": "trade-rank",
        "part": "level",
        "specification": name,
        "root_family": "imf_estimate",
        "series": "imts_2025",
        "period": "2025",
        "calendar": "gregorian",
        "flow": "total",
        "eu": "countries",
        "weight": 0.5,
        "unit": "place",
        "cell_basis": "imputed",
        "value_low": 6.0,
        "value_high": 7.0,
        "holds_strong": holds,
        "holds_weak": True,
    }
    return usual | more


_OTHERS = {
    "ARE": "United Arab Emirates",
    "ARM": "Armenia",
    "BLR": "Belarus",
    "BRA": "Brazil",
    "DEU": "Germany",
    "EU": "European Union",
    "GBR": "United Kingdom",
    "IND": "India",
    "IRQ": "Iraq",
    "ISR": "Israel",
    "KAZ": "Kazakhstan",
    "TUR": "Turkey",
    "UGA": "Uganda",
    "USA": "United States",
}
ROWS: dict[str, Rows] = {
    "countries": [
        {"id": "IRN", "name": "Iran", "country_kind": "country", "iso3": "IRN", "party": 2},
        {"id": "RUS", "name": "Russia", "country_kind": "country", "iso3": "RUS", "party": 1},
        {"id": "CHN", "name": "China", "country_kind": "country", "iso3": "CHN"},
        {"id": "NAM", "name": "Namibia", "country_kind": "country", "iso3": "NAM"},
        *[{"id": i, "name": name, "country_kind": "country", "iso3": i} for i, name in _OTHERS.items()],
    ],
    "families": [
        {"series": "imts_2025", "root_family": "imf_estimate", "basis": "imputed", "rankable": True, "about": "IMF"},
        {
            "series": "iran_customs",
            "root_family": "iran_customs",
            "basis": "observed",
            "rankable": True,
            "about": "IRICA",
        },
    ],
    "sources": [
        {
            "id": "imts_2025",
            "title": "Goods trade of 2025",
            "publisher": "IMF",
            "mode": "bundled",
            "licence": "terms",
            "redistribute": "yes",
            "citation": "IMF",
            "cadence_days": 92,
            "last_succeeded": "2026-11-22",
            "standing": "answered",
            "stale_after": "2027-03-08",
            "newest_observation": "2025",
        },
    ],
    "claims": [
        {
            "id": "trade-rank",
            "position": 1,
            "phrase": "fifth-largest trading partner",
            "title": "Fifth",
            "about": "A rank.",
        },
        {"id": "energy-deal", "position": 2, "phrase": "$40 billion <deal> & more", "title": "Deal", "about": "A sum."},
    ],
    "parts": [
        _part("trade-rank", "level", 1, "measure", charts="russia-rank", natural="Iran's own customs."),
        _part("trade-rank", "cause", 2, "cause"),
        _part("energy-deal", "binding", 1, "ladder"),
    ],
    "choices": [
        {"choice": "eu", "option": "countries", "title": "EU members singly", "about": "Each counts."},
        {"choice": "eu", "option": "one", "title": "EU as one", "about": "All of them are one."},
    ],
    "rules": [{"rule": "measure", "position": 1, "verdict": "not yet checked", "condition": "No method yet."}],
    "partner_ranks": RANKS,
    "specifications": [
        _specification("imf/2025", False),
        _specification(
            "irica/1402",
            None,
            root_family="iran_customs",
            reading="natural",
            period="1402-11m",
            calendar="solar_hijri",
            cell_basis="observed",
            why_not="partners missing: IRQ",
            value=7.0,
            value_low=7.0,
            value_high=7.0,
        ),
    ],
    "evidence": [
        {
            "claim": "energy-deal",
            "part": "binding",
            "row_table": "agreements",
            "row_key": "EA01",
            "stance": "against",
            "date": "2022-07",
            "summary": "A memorandum, not binding.",
            "root": "NIOC",
            "root_authority": "NIOC",
            "publisher": "Upstream",
            "source_url": "https://example.org/memo",
            "denial": "Gazprom",
        },
    ],
    "verdicts": [
        {
            "claim": "trade-rank",
            "part": "level",
            "rule": "measure",
            "verdict": "overstated",
            "holds": 0,
            "computable": 1,
            "defined": 2,
            "strong_share": 0.0,
            "weak_share": 1.0,
            "natural_holds": False,
            "evidence": "limited",
            "agreement": "high",
            "flips_on": "root_family",
            "stable": True,
            "verdict_without_imputed": "cannot be settled",
            "verdict_to_1402": "overstated",
            "sentence": "Russia is seventh, two places from fifth.",
            "data_as_of": "2025-12-31",
        },
        {
            "claim": "trade-rank",
            "part": "cause",
            "rule": "cause",
            "verdict": "not yet checked",
            "evidence": "none",
            "sentence": "Not yet checked.",
        },
        {
            "claim": "energy-deal",
            "part": "binding",
            "rule": "ladder",
            "verdict": "contradicted",
            "evidence": "limited",
            "sentence": "Expressly not so.",
            "data_as_of": "2025-03-08",
        },
    ],
    "verdict_log": [
        {
            "claim": "trade-rank",
            "part": "level",
            "data_version": VERSION,
            "rule_version": "ba9876543210",
            "package_date": CREATED,
            "verdict": "overstated",
            "why": "first",
        },
    ],
}


def _frame(name: str, rows: Rows) -> pd.DataFrame:
    return conform(TABLES[name], pd.DataFrame(rows, columns=TABLES[name].names))


@cache
def published() -> Package:
    """The package that is published with the project, read once by a process of tests."""
    return load(default_folder())


@cache
def _usual(name: str) -> pd.DataFrame:
    return _frame(name, ROWS.get(name, []))


def write_package(folder: Path, version: str = VERSION, created: str = CREATED, **rows: Rows) -> Path:
    """Writes a whole package into `folder`; `rows` replace those of ROWS by table. The descriptor comes last."""
    folder.mkdir(parents=True, exist_ok=True)
    frames = lists.split({n: _frame(n, rows[n]) if n in rows else _usual(n) for n in TABLES})
    files = {n: write(t.published, frames[n]) for n, t in TABLES.items()}
    for name, content in files.items():
        (folder / f"{name}.csv").write_bytes(content)
    counts = {n: len(frames[n]) for n in TABLES}
    (folder / "README.md").write_bytes(datapackage.codebook(counts, version, created, SUBJECT))
    trail = _crate(files, version, created)
    (folder / crate.FILE).write_bytes(trail)
    described = datapackage.descriptor(files, version, created, SUBJECT, provenance=trail)
    (folder / "datapackage.json").write_bytes(described)
    return folder


def _crate(files: Mapping[str, bytes], version: str, created: str) -> bytes:
    """A crate in which every observed table has a file of its own."""
    observed = [name for name, table in TABLES.items() if table.kind == "observed"]
    raw = {
        f"bundled/{name}.csv": lineage.RawFile(
            name=f"bundled/{name}.csv",
            sources=(),
            retrieved=created,
            sha256=hashlib.sha256(files[name]).hexdigest(),
            bytes=len(files[name]),
        )
        for name in observed
    }
    origins = {name: [f"bundled/{name}.csv"] if name in observed else [lineage.RULES] for name in TABLES}
    result = crate.Made(version=version, created=created, code="c0de", rules="0", subject=SUBJECT)
    named = {f"{name}.csv": content for name, content in files.items()}
    return crate.crate(named, empty(TABLES["sources"]), lineage.Lineage(raw=raw, origins=origins), result)
