"""Everything that can be asked, on a package of a hundred countries: pages, charts under every choice, downloads."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import dash
import pytest
from flask.testing import FlaskClient

from bench.looks import first_look
from dashboard.app import create_app
from dashboard.charts.registry import CHARTS
from dashboard.package import claims
from dashboard.package.reading import load
from dashboard.package.store import Package
from tests.dashboard.charts.test_whole_package import combinations
from tests.world import quarter, quarter_raw

__all__ = ["quarter", "quarter_raw"]
OTHER_FORMS = ("html", "svg", "csv")


@pytest.fixture(scope="module")
def now(quarter: Path) -> Package:
    return load(quarter)


@pytest.fixture(scope="module")
def reader(quarter: Path) -> FlaskClient:
    return create_app(quarter).server.test_client()


@pytest.fixture(scope="module")
def another(quarter: Path) -> FlaskClient:
    """A reader of a dashboard that was asked for nothing yet."""
    return create_app(quarter).server.test_client()


def test_every_page_answers(reader: FlaskClient, now: Package) -> None:
    paths = [p["path"] for p in dash.page_registry.values() if p["path"] and not p["path_template"]]
    paths += [f"/claims/{name}" for name in claims.ids(now)] + [f"/data/{name}" for name in now.resources]
    paths += [f"/charts/{name}" for name in CHARTS]
    statuses = {path: reader.get(path).status_code for path in paths if path != "/not-found-404"}
    assert len(statuses) > 80
    assert {path: status for path, status in statuses.items() if status != 200} == {}


@pytest.mark.parametrize("name", CHARTS)
def test_the_slowest_address_of_a_chart_answers_in_time(
    reader: FlaskClient, another: FlaskClient, now: Package, name: str
) -> None:
    chart = CHARTS[name].with_options(now.tables)
    queries = list({chart.canonical(choices): None for choices in combinations(chart)})
    took = {query: first_look((reader, another), f"/charts/{name}.json?{query}") for query in queries}
    slowest = max(took, key=took.__getitem__)
    others = [f"/charts/{name}.{form}?{query}" for query in {"", slowest} for form in OTHER_FORMS]
    took |= {path: first_look((another, reader), path) for path in others}
    assert {path: ms for path, ms in took.items() if ms >= 150} == {}


def test_every_download_answers(reader: FlaskClient, now: Package) -> None:
    for name in now.resources:
        for query in ("", "?excel=1"):
            assert reader.get(f"/data/{name}.csv{query}").status_code == 200, name
    for file in ("ledger.zip", "datapackage.json", "README.md"):
        assert reader.get(f"/data/{file}").status_code == 200


def test_every_address_of_a_page_answers(reader: FlaskClient) -> None:
    """As a reader would follow them: links, pictures and forms of the pages with charts."""
    links: set[str] = set()
    for path in ("/", "/trade", "/ties", "/certainty", "/claims/trade-rank", "/data"):
        html = reader.get(path).get_data(as_text=True)
        links |= {unescape(link).partition("#")[0] for link in re.findall(r' (?:href|src|srcset)="(/[^"]+)"', html)}
    assert len(links) > 100
    assert {link: s for link in sorted(links)[::3] if (s := reader.get(link).status_code) != 200} == {}


def test_a_choice_among_all_partners_is_one_address_and_stays_within_the_cache(
    reader: FlaskClient, another: FlaskClient, now: Package
) -> None:
    chart = CHARTS["partner-rank"].with_options(now.tables)
    several = [choice for choice in chart.choices if len(choice.options) > 50]
    assert several
    paths = [f"/charts/partner-rank.json?{several[0].name}={option}" for option in several[0].options]
    assert [path for path in paths if first_look((reader, another), path) >= 150] == []
