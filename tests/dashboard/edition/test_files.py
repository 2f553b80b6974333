"""An address becomes one file, and two addresses never the same."""

from __future__ import annotations

import pytest

from dashboard.edition import files


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/", "index.html"),
        ("/claims/trade-rank", "claims/trade-rank.html"),
        ("/charts/turnover", "charts/turnover.html"),
        ("/charts/turnover.html", "charts/turnover-rows.html"),
        ("/charts/turnover.svg?since=1992&size=plain", "charts/turnover~since=1992~size=plain.svg"),
        ("/charts/breaks.csv?line=agreement%3Aun", "charts/breaks~line=agreement_253Aun.csv"),
        ("/data/README.md", "data/README.md"),
        ("/claims/trade-rank/fifth/imf.2024-x", "claims/trade-rank/fifth/imf.2024-x.html"),
    ],
)
def test_the_file_of_an_address(address: str, name: str) -> None:
    assert files.name(address) == name


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("", "/"),
        ("/trade?turnover.since=1992#turnover", "/trade"),
        ("/charts/turnover.svg?size=plain&since=1992&c=1&v=2", "/charts/turnover.svg?since=1992&size=plain"),
        ("/assets/page.js?c=12", "/assets/page.js"),
    ],
)
def test_versions_go_and_a_page_has_one_file(address: str, canonical: str) -> None:
    assert files.canonical(address) == canonical


@pytest.mark.parametrize(
    ("start", "target", "way", "top"),
    [
        ("index.html", "data/trade.csv", "data/trade.csv", ""),
        ("claims/a.html", "index.html", "../index.html", "../"),
        ("claims/a.html", "claims/b.html", "b.html", "../"),
        ("a/b/c.html", "a/x~y=1.svg", "../x~y=1.svg", "../../"),
    ],
)
def test_the_way_between_two_files(start: str, target: str, way: str, top: str) -> None:
    assert (files.relative(start, target), files.top(start)) == (way, top)


def test_two_addresses_of_one_file_are_named() -> None:
    assert files.clashes(["/a", "/b", "/b"]) == []
    assert files.clashes(["/a", "/A"]) == ["/A and /a"] or files.clashes(["/a", "/A"]) == ["/a and /A"]
    assert files.clashes(["/charts/x.html", "/charts/x-rows"]) != []
