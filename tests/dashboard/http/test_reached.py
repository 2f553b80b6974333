"""A path prefix works everywhere, proxies are believed by setting, and a Host that is no host is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.http.reached import Reached, SettingError, settings
from tests.dashboard.asking import question

PREFIX = "/ledger"
PAGES = ["/", "/trade", "/agreements", "/claims/trade-rank", "/data", "/data/partner_ranks", "/method", "/nothing"]


@pytest.fixture(scope="module")
def below(folder: Path) -> Iterator[FlaskClient]:
    """A reader of a site that lies under a path."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEDGER_PREFIX", PREFIX + "/")
        patch.setenv("FORWARDED_ALLOW_IPS", "10.0.0.0/8")
        server = create_app(folder).server
    with server.test_client() as client:
        yield client


def addresses(html: str) -> set[str]:
    """Addresses of ours in the attributes of a page: those without a scheme."""
    result = re.findall(r' (?:href|src|srcset|action|data-[a-z]+)="(/[^"]*)"', html)
    return {unescape(address) for address in result}


@pytest.mark.parametrize("path", PAGES)
def test_every_address_of_a_page_lies_under_the_prefix(below: FlaskClient, path: str) -> None:
    html = below.get(PREFIX + path, headers={"Accept": "text/html"}).get_data(as_text=True)
    result = addresses(html)
    assert len(result) > 3
    assert [address for address in result if not f"{address}/".startswith(f"{PREFIX}/")] == []
    assert [address for address in result if address.startswith(PREFIX * 2)] == []


def test_every_address_of_the_pages_can_be_asked(below: FlaskClient) -> None:
    result = {a for path in PAGES for a in addresses(below.get(PREFIX + path).get_data(as_text=True))}
    asked = {a.partition("#")[0] for a in result if not a.startswith(f"{PREFIX}/charts/")}
    asked |= set(sorted(a for a in result if a.startswith(f"{PREFIX}/charts/"))[::9])
    assert len(asked) > 60
    assert {a: s for a in asked if (s := below.get(a).status_code) != 200} == {}


def test_dash_asks_and_links_under_the_prefix(below: FlaskClient) -> None:
    html = below.get(f"{PREFIX}/").get_data(as_text=True)
    config = json.loads(re.search(r'id="_dash-config" type="application/json">(.*?)</script>', html).group(1))
    assert config["requests_pathname_prefix"] == f"{PREFIX}/"
    for answer in (
        below.get(f"{PREFIX}/_dash-layout"),
        below.post(f"{PREFIX}/_dash-update-component", json=question(f"{PREFIX}/trade")),
        below.post(f"{PREFIX}/_dash-update-component", json=question(f"{PREFIX}/nothing")),
    ):
        links = set(properties(answer.get_json()))
        assert links
        assert [link for link in links if not f"{link}/".startswith(f"{PREFIX}/")] == []


def properties(node: Any) -> Iterator[str]:
    """Addresses of ours in the properties of a tree of components."""
    if isinstance(node, list):
        yield from (link for child in node for link in properties(child))
    elif isinstance(node, dict):
        for name, value in node.items():
            named = name in ("href", "src", "srcSet", "action") or name.startswith("data-")
            if isinstance(value, str) and named and value.startswith("/"):
                yield value
            yield from properties(value)


def test_whole_addresses_hold_host_and_prefix(below: FlaskClient) -> None:
    html = below.get(f"{PREFIX}/data", headers={"Host": "stats.example.org"}).get_data(as_text=True)
    block = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html).group(1))
    assert block["url"] == f"http://stats.example.org{PREFIX}/data"
    chart = unescape(below.get(f"{PREFIX}/charts/turnover").get_data(as_text=True))
    assert f'<iframe src="http://localhost{PREFIX}/charts/turnover?embed=1"' in unescape(chart)
    picture = below.get(f"{PREFIX}/charts/turnover.svg").get_data(as_text=True)
    assert f"http://localhost{PREFIX}/charts/turnover" in picture


@pytest.mark.parametrize("path", ["/data//claims.csv", "//data/claims.csv"])
def test_a_redirect_stays_under_the_prefix(below: FlaskClient, path: str) -> None:
    answer = below.get(PREFIX + path)
    if answer.status_code in (301, 302, 307, 308):
        assert answer.headers["Location"].removeprefix("http://localhost").startswith(f"{PREFIX}/")
    assert below.get(PREFIX + path, follow_redirects=True).status_code < 500


def test_a_proxy_may_take_the_prefix_off(below: FlaskClient) -> None:
    assert below.get("/data").data == below.get(f"{PREFIX}/data").data
    assert below.get(f"{PREFIX}").status_code == 200
    assert below.get(f"{PREFIX}more/data").status_code == 404


SPEAKS = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "stats.example.org"}


@pytest.mark.parametrize(
    ("address", "origin"),
    [("10.1.2.3", f"https://stats.example.org{PREFIX}"), ("127.0.0.1", f"http://localhost{PREFIX}")],
)
def test_a_proxy_is_believed_by_setting(below: FlaskClient, address: str, origin: str) -> None:
    for path in ("/charts/turnover", "/claims/trade-rank", "/data/claims"):
        html = below.get(PREFIX + path, headers=SPEAKS, environ_base={"REMOTE_ADDR": address}).get_data(as_text=True)
        assert f"{origin}{path}" in html
        assert "anywhere.invalid" not in html


def test_each_host_has_a_tag_of_its_own(client: FlaskClient) -> None:
    """Else a cache in between would revalidate the page of one host with that of another."""
    tags = [client.get("/trade", headers={"Host": host}).headers["ETag"] for host in ("a.example", "b.example")]
    assert tags[0] != tags[1]


@pytest.mark.parametrize("host", ['evil"><script>', "a b", "a/b", "x@y", "a:b", "a,b"])
def test_a_host_that_is_not_valid_is_refused(client: FlaskClient, host: str) -> None:
    answer = client.get("/data", headers={"Host": host})
    assert answer.status_code == 400
    assert b"<script>alert" not in answer.data
    assert b"evil" not in answer.data


@pytest.mark.parametrize(
    ("env", "told"),
    [
        ({"LEDGER_PREFIX": "ledger"}, "LEDGER_PREFIX"),
        ({"LEDGER_PREFIX": "/a b"}, "LEDGER_PREFIX"),
        ({"LEDGER_PREFIX": "//host"}, "LEDGER_PREFIX"),
        ({"FORWARDED_ALLOW_IPS": "10.0.0.300"}, "10.0.0.300"),
        ({"DASH_URL_BASE_PATHNAME": "/x/"}, "LEDGER_PREFIX"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(env: dict[str, str], told: str) -> None:
    with pytest.raises(SettingError, match=told):
        settings(env)


@pytest.mark.parametrize(
    ("given", "address", "believed"),
    [
        ("127.0.0.1", "127.0.0.1", True),
        ("127.0.0.1", "127.0.0.2", False),
        ("10.0.0.0/8, 192.168.1.7", "192.168.1.7", True),
        ("*", "2001:db8::1", True),
        ("127.0.0.1", "::ffff:127.0.0.1", True),  # of a socket that takes both kinds
        ("::ffff:10.0.0.0/104", "::ffff:10.0.0.7", True),
        ("127.0.0.1", "::ffff:127.0.0.2", False),
        ("*", "8.8.8.8", True),
        ("", "127.0.0.1", False),
        ("*", "", False),
    ],
)
def test_who_is_believed(given: str, address: str, believed: bool) -> None:
    assert settings({"FORWARDED_ALLOW_IPS": given}).believes(address) is believed


def test_without_settings_it_lies_at_the_top_and_believes_its_own_machine() -> None:
    plain = settings({})
    assert plain.prefix == ""
    assert plain.believes("127.0.0.1")
    assert plain.believes("::1")
    assert settings({"LEDGER_PREFIX": "/"}) == plain
    assert Reached().proxies == ()
