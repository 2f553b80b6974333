"""The site map: every public page once, each of which stands, and none that is missing."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import dash
from flask.testing import FlaskClient

from dashboard.charts.registry import CHARTS
from dashboard.http.sitemap import NAMESPACE
from dashboard.package.store import default_folder, load


def paths(client: FlaskClient, host: str = "https://ledger.example") -> list[str]:
    answer = client.get("/sitemap.xml", base_url=host)
    assert answer.mimetype == "application/xml"
    root = ET.fromstring(answer.get_data())
    assert root.tag == f"{{{NAMESPACE}}}urlset"
    result = [str(u.findtext(f"{{{NAMESPACE}}}loc")) for u in root]
    assert all(f.startswith(host + "/") for f in result)
    assert {u.findtext(f"{{{NAMESPACE}}}lastmod") for u in root} == {load(default_folder()).created}
    return [f.removeprefix(host) for f in result]


def test_every_page_of_the_registry_is_in_it(whole: FlaskClient) -> None:
    result = paths(whole)
    assert len(set(result)) == len(result) > 150
    package = load(default_folder())
    assert {p["path"] for p in dash.page_registry.values() if not p["path_template"]} - set(result) == {
        "/not-found-404"
    }
    assert {f"/charts/{name}" for name in CHARTS} <= set(result)
    assert {f"/claims/{name}" for name in package.tables["claims"]["id"]} <= set(result)
    assert {f"/data/{name}" for name in package.resources} <= set(result)
    assert sum(path.count("/") == 4 for path in result) == len(package.tables["specifications"])


def test_a_page_of_each_kind_stands(whole: FlaskClient) -> None:
    kinds = {path.count("/") * 100 + len(path.split("/")[1]): path for path in paths(whole)}
    for path in kinds.values():
        assert whole.get(path).status_code == 200, path
