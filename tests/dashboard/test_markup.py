"""The HTML of every page, of the server and of the edition, is valid for html-validate."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.http import machines
from dashboard.package.store import Package
from tests.dashboard import markup

#: kinds of pages that no list of addresses has
MORE = (
    "/no-such-page",
    "/search?q=trade",
    "/claims?word=depends",
    "/claims/no-such-claim",
    "/charts/turnover?embed=1",
    "/charts/turnover?turnover.direction=to_iran",
    "/charts/turnover.html",
    "/trade?turnover.since=2000&partner-rank.partner=IRN&partner-rank.partner=CHN",
    "/data/trade?exporter=RUS&importer=IRN&page=2&sort=-value_usd&hide=note",
    "/data/trade?exporter=no-such-place",
    "/data/trade?nothing=1",
)


@pytest.mark.parametrize("text", ["<p>one<p id=a><p id=a>", "<table><p></p></table>", "<img src='a.png'>"])
def test_a_fault_is_noticed(tmp_path: Path, text: str) -> None:
    (tmp_path / "page.html").write_text(f"<!DOCTYPE html><html lang='en'><head><title>A</title></head><body>{text}")
    assert markup.faults(tmp_path)


def test_every_page_of_the_server_is_valid(whole: FlaskClient, now: Package, tmp_path: Path) -> None:
    addresses = [*machines.addresses(now), *MORE]
    for number, address in enumerate(addresses):
        (tmp_path / f"{number}.html").write_bytes(whole.get(address).get_data())
    result = markup.faults(tmp_path)
    assert [f"{addresses[int(f.partition('.')[0])]} {f}" for f in result] == []


def test_every_page_of_the_edition_is_valid(small_edition: Path) -> None:
    assert markup.faults(small_edition) == []


def test_every_page_of_an_edition_with_an_address_is_valid(hosted_edition: Path) -> None:
    assert markup.faults(hosted_edition) == []
