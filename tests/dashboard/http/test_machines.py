"""What machines look for is there, names the address it was reached under, and nothing that is not."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask.testing import FlaskClient

from dashboard.package.store import Package

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
