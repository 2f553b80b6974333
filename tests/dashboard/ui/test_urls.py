"""The way from a verdict to its rows: a row key as the address of the page that shows them."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard.package.store import Package
from dashboard.ui import urls


@pytest.mark.parametrize(
    ("table", "key", "address"),
    [
        ("agreements", "EA01", "/data/agreements?id=EA01"),
        ("agreements", "", "/data/agreements"),
        (
            "partner_ranks",
            "IRN RUS 2025 gregorian",
            "/data/partner_ranks?reporter=IRN&partner=RUS&period=2025&calendar=gregorian",
        ),
        (
            "trade",
            "imts_rus 2021 2024",
            "/data/trade?source=imts_rus&period=2021&period=2024&exporter=IRN&exporter=RUS&importer=IRN&importer=RUS",
        ),
        (
            "official_figures",
            "irica-brics 1400 1401",
            "/data/official_figures?series=irica-brics&period=1400&period=1401"
            "&reporter=IRN&reporter=RUS&partner=IRN&partner=RUS",
        ),
    ],
)
def test_a_key_is_an_address(package: Package, table: str, key: str, address: str) -> None:
    assert urls.rows(package, table, key) == address


def _named(now: Package) -> list[tuple[str, str]]:
    tables = [now.tables[name] for name in ("specifications", "conditions", "rivals")]
    rows = pd.concat([t[["row_table", "row_key"]] for t in tables]).dropna().drop_duplicates()
    return list(rows.itertuples(index=False, name=None))


def test_every_key_of_the_package_leads_to_rows_that_are_there(now: Package) -> None:
    from dashboard.package import arrange, filters

    named = _named(now)
    assert len(named) > 20
    for table, key in named:
        query = urls.rows(now, table, key).partition("?")[2]
        pairs = [tuple(pair.split("=")) for pair in query.replace("%3A", ":").split("&") if pair]
        frame = now.tables[table]
        result = arrange.rows(frame, filters.parse(table, list(frame.columns), pairs))
        assert 0 < len(result) < len(frame), (table, key)


@pytest.mark.parametrize("table", ["trade", "official_figures"])
def test_a_whole_key_names_its_own_columns_alone(now: Package, table: str) -> None:
    columns = now.resources[table]["schema"]["primaryKey"]
    words = [f"v{n}" for n in range(len(columns))]
    query = urls.rows(now, table, " ".join(words)).partition("?")[2]
    assert query == "&".join(f"{c}={w}" for c, w in zip(columns, words, strict=True))
