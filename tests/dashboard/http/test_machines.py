"""What machines look for is there, names the address it was reached under, and nothing that is not."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import dash
import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.http.machines import NAMESPACE
from dashboard.package import code_stamp
from dashboard.package.store import Package
from dashboard.texts import say
from tests.dashboard.charts import made
from tests.dashboard.sample import CREATED, VERSION, published, write_package

SITE = "https://ledger.example"


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/robots.txt", "text/plain"),
        ("/sitemap.xml", "application/xml"),
        ("/.well-known/security.txt", "text/plain"),
        ("/llms.txt", "text/plain"),
        ("/favicon.ico", "image/vnd.microsoft.icon"),
    ],
)
def test_each_is_answered_with_its_type_and_a_tag(client: FlaskClient, address: str, kind: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, kind)
    assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_robots_are_led_to_the_sitemap(client: FlaskClient) -> None:
    assert f"Sitemap: {SITE}/sitemap.xml" in client.get("/robots.txt", base_url=SITE).get_data(as_text=True)


def test_the_security_contact_is_whole_and_good_for_less_than_a_year(
    client: FlaskClient, package: Package, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = client.get("/.well-known/security.txt", base_url=SITE).get_data(as_text=True)
    fields = dict(line.split(": ", 1) for line in text.splitlines())
    assert fields["Contact"] == f"{SITE}/api#faults"
    assert 'id="faults"' in client.get("/api").get_data(as_text=True)
    days = date.fromisoformat(fields["Expires"][:10]) - date.fromisoformat(package.created)
    assert 0 < days.days < 365
    monkeypatch.setenv("LEDGER_CONTACT", "mailto:desk@ledger.example")
    other = client.get("/.well-known/security.txt", base_url="https://other.example").get_data(as_text=True)
    assert "Contact: mailto:desk@ledger.example" in other


def test_the_text_for_language_models_names_claims_and_tables(client: FlaskClient, package: Package) -> None:
    text = client.get("/llms.txt", base_url=SITE).get_data(as_text=True)
    assert text.startswith("# ")
    assert "\n> " in text
    links = re.findall(rf"\]\(({SITE}[^)]*)\)", text)
    assert {f"{SITE}/data/{table}.csv" for table in package.resources} <= set(links)
    assert {client.get(link.removeprefix(SITE)).status_code for link in links} == {200}


def test_the_icon_holds_three_sizes(client: FlaskClient) -> None:
    content = client.get("/favicon.ico").get_data()
    assert content[:6] == b"\0\0\1\0\3\0"
    assert [content[6 + 16 * i] for i in range(3)] == [16, 32, 48]


def paths(client: FlaskClient, host: str = "https://ledger.example") -> list[str]:
    answer = client.get("/sitemap.xml", base_url=host)
    assert answer.mimetype == "application/xml"
    root = ET.fromstring(answer.get_data())
    assert root.tag == f"{{{NAMESPACE}}}urlset"
    result = [str(u.findtext(f"{{{NAMESPACE}}}loc")) for u in root]
    assert all(f.startswith(host + "/") for f in result)
    assert {u.findtext(f"{{{NAMESPACE}}}lastmod") for u in root} == {published().created}
    return [f.removeprefix(host) for f in result]


def test_every_page_of_the_registry_is_in_it(whole: FlaskClient) -> None:
    result = paths(whole)
    assert len(set(result)) == len(result) > 150
    package = published()
    assert {p["path"] for p in dash.page_registry.values() if not p["path_template"]} - set(result) == {
        "/not-found-404"
    }
    shown = set(re.findall(r'href="(/charts/[a-z-]+)"', whole.get("/charts").text))
    assert shown == {path for path in result if path.startswith("/charts/")}
    assert {f"/claims/{name}" for name in package.tables["claims"]["id"]} <= set(result)
    assert {f"/data/{name}" for name in package.resources} <= set(result)
    assert sum(path.count("/") == 4 for path in result) == len(package.tables["specifications"])


def test_a_page_of_each_kind_stands(whole: FlaskClient) -> None:
    kinds = {path.count("/") * 100 + len(path.split("/")[1]): path for path in paths(whole)}
    for path in kinds.values():
        assert whole.get(path).status_code == 200, path


def offering(client: FlaskClient, chart: str) -> set[str]:
    """Which of the lists of all that there is name `chart`."""
    lists = ("/sitemap.xml", "/search.json", "/charts", "/trade", "/llms.txt", "/changes.atom")
    return {address for address in lists if f"/charts/{chart}" in client.get(address).text}


def test_a_chart_without_rows_is_offered_nowhere_and_says_why_and_is_back_with_its_rows(
    client: FlaskClient, tmp_path: Path
) -> None:
    rows = [made.trade("RUS", "IRN", "2024", 5, commodity="27")]
    live = create_app(write_package(tmp_path / "processed", trade=rows)).server.test_client()
    assert offering(client, "products") == set()
    alone = client.get("/charts/products")
    assert (alone.status_code, say("chart.products.none") in alone.text, ".. " in alone.text) == (200, True, False)
    assert offering(live, "products") == {"/sitemap.xml", "/search.json", "/charts", "/trade"}
    assert say("chart.products.none") not in live.get("/charts/products").text


def test_it_names_version_age_and_every_source(tmp_path: Path) -> None:
    client = create_app(write_package(tmp_path / "p")).server.test_client()
    answer = client.get("/healthz")
    result = answer.get_json()
    days = (date.today() - date.fromisoformat(CREATED)).days
    assert (answer.status_code, result["status"], result["version"], result["created"]) == (200, "ok", VERSION, CREATED)
    assert (result["age_days"], result["code"]) == (days, code_stamp.code())
    assert [(s["id"], s["last_succeeded"], s["age_days"]) for s in result["sources"]] == [("imts_2025", CREATED, days)]
    assert result["sources"][0]["state"] in ("fresh", "stale", "failing")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_package_that_cannot_be_read_is_503_with_a_sentence_and_no_path(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "p")
    client = create_app(folder).server.test_client()
    described = (folder / "datapackage.json").read_bytes()
    for break_it in (lambda path: path.write_bytes(b"{"), lambda path: path.unlink()):
        break_it(folder / "datapackage.json")
        answer = client.get("/healthz")
        assert answer.status_code == 503
        assert f"the data of {CREATED}, version {VERSION}, are served on" in answer.get_json()["reason"]
        assert str(tmp_path) not in answer.get_data(as_text=True)
        assert client.get("/").status_code == 200
    (folder / "datapackage.json").write_bytes(described)
    answer = client.get("/healthz")
    assert (answer.status_code, "reason" in answer.get_json()) == (200, False)


def test_a_source_that_was_never_asked_has_no_age(tmp_path: Path) -> None:
    source = {"id": "x", "title": "X", "publisher": "X", "mode": "live", "licence": "x", "redistribute": "yes"}
    rows = [{**source, "citation": "X", "cadence_days": 30}]
    result = create_app(write_package(tmp_path / "p", sources=rows)).server.test_client().get("/healthz").get_json()
    assert result["sources"] == [{"id": "x", "state": "unasked", "last_succeeded": None, "age_days": None}]
