"""The Atom feed of changed verdicts: what RFC 4287 asks for, and every row of `changes` once."""

from __future__ import annotations

from datetime import datetime
from xml.etree import ElementTree as ET

from flask.testing import FlaskClient

from dashboard.http.feed import NAMESPACE
from tests.dashboard.sample import published

ATOM = {"a": NAMESPACE}


def feed(client: FlaskClient, host: str = "http://localhost") -> ET.Element:
    answer = client.get("/changes.atom", base_url=host)
    assert answer.mimetype == "application/atom+xml"
    return ET.fromstring(answer.get_data())


def test_feed_and_entries_have_what_atom_asks_for(whole: FlaskClient) -> None:
    root = feed(whole)
    assert root.tag == f"{{{NAMESPACE}}}feed"
    assert root.find("a:author/a:name", ATOM) is not None
    entries = root.findall("a:entry", ATOM)
    for node in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(node.findall(f"a:{name}", ATOM)) == 1
            assert node.findtext(f"a:{name}", None, ATOM)
        assert datetime.fromisoformat(node.findtext("a:updated", "", ATOM)).tzinfo
        assert node.findtext("a:id", "", ATOM).startswith("urn:uuid:")
    assert {link.get("rel"): link.get("href") for link in root.findall("a:link", ATOM)} == {
        "self": "http://localhost/changes.atom",
        "alternate": "http://localhost/changes",
    }


def test_every_change_is_one_entry_the_newest_first_and_leads_to_its_part(whole: FlaskClient) -> None:
    changes = published().tables["changes"]
    entries = feed(whole).findall("a:entry", ATOM)
    assert len(entries) == len(changes) > 5
    assert len({e.findtext("a:id", "", ATOM) for e in entries}) == len(entries)
    days = [e.findtext("a:updated", "", ATOM) for e in entries]
    assert days == sorted(days, reverse=True)
    for entry in entries:
        link = entry.find("a:link", ATOM)
        assert link is not None
        path = str(link.get("href")).removeprefix("http://localhost").partition("#")[0]
        assert whole.get(path).status_code == 200
    assert set(changes["reason"].dropna()) <= {
        str(e.findtext("a:summary", "", ATOM)).rpartition(" (")[0] for e in entries
    }


def test_an_entry_has_the_same_id_under_every_host(whole: FlaskClient) -> None:
    here, there = (feed(whole, host) for host in ("http://a.example", "http://b.example"))
    ids = [[e.findtext("a:id", "", ATOM) for e in root.findall("a:entry", ATOM)] for root in (here, there)]
    assert ids[0] == ids[1]
    assert "b.example" in ET.tostring(there, encoding="unicode")


def test_every_page_names_the_feed(whole: FlaskClient) -> None:
    for path in ("/", "/claims/trade-rank", "/changes", "/data"):
        page = whole.get(path).get_data(as_text=True)
        assert '<link rel="alternate" type="application/atom+xml"' in page.partition("</head>")[0]
