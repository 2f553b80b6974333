"""The walk takes in every page, and says which address fails."""

from __future__ import annotations

import re

import dash
import pytest

from dashboard.app import Ledger
from dashboard.charts.registry import CHARTS
from dashboard.edition import crawl, export
from dashboard.package.store import Package
from tests.dashboard.edition.conftest import BASE


def test_every_registered_page_every_chart_and_table_is_there(edition: dict[str, bytes], package: Package) -> None:
    plain = [e["path"] for e in dash.page_registry.values() if not e["path_template"] and "404" not in e["module"]]
    assert {f"{path.strip('/') or 'index'}.html" for path in plain} <= set(edition)
    assert {f"charts/{chart}.html" for chart in CHARTS} <= set(edition)
    assert {f"data/{table}.{kind}" for table in package.resources for kind in ("html", "csv")} <= set(edition)
    assert {"404.html", "ledger.css", "plotly.js", "data/datapackage.json", "data/ledger.zip"} <= set(edition)


def test_files_of_the_package_are_the_published_ones(edition: dict[str, bytes], package: Package) -> None:
    assert all(edition[f"data/{name}"] == content for name, content in package.files.items())


def test_a_page_for_a_disk_names_no_host_of_its_own(edition: dict[str, bytes]) -> None:
    for name in (n for n in edition if n.endswith(".html")):
        text = edition[name].decode()
        assert not re.search(r'(?:href|src|srcset|action)="/', text), name
        assert "application/ld+json" not in text
        assert "canonical" not in text


def test_an_edition_with_an_address_names_it(hosted: dict[str, bytes]) -> None:
    assert f'href="{BASE}index.html"'.encode() in hosted["404.html"]
    assert f"{BASE}charts/turnover.html".encode() in hosted["charts/turnover.html"]
    assert b"application/ld+json" in hosted["data.html"]
    assert f"{BASE}data/ledger.zip".encode() in hosted["data.html"]
    assert f"{BASE}charts/turnover.html".encode() in hosted["charts/turnover.svg"]


def test_an_address_that_fails_is_named(app: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = crawl.Crawl._answer

    def failing(self: crawl.Crawl, address: str) -> tuple[int, str, bytes]:
        return (500, "", b"") if address == "/ties" else whole(self, address)

    monkeypatch.setattr(crawl.Crawl, "_answer", failing)
    with pytest.raises(crawl.EditionError, match=r"/ties is answered with 500"):
        export.edition(app)


def test_the_day_is_that_of_the_package(edition: dict[str, bytes], app: Ledger) -> None:
    assert b"ago" not in re.sub(rb"<main.*</main>", b"", edition["index.html"], flags=re.DOTALL)
