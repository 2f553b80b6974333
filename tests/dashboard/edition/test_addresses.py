"""Every address has one file, whose name says it; addresses of a page are found and replaced."""

from __future__ import annotations

import pytest

from dashboard.edition import addresses


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
    assert addresses.name(address) == name


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
    assert addresses.canonical(address) == canonical


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
    assert (addresses.relative(start, target), addresses.top(start)) == (way, top)


def test_two_addresses_of_one_file_are_named() -> None:
    assert addresses.clashes(["/a", "/b", "/b"]) == []
    assert addresses.clashes(["/a", "/A"]) == ["/A and /a"]
    assert addresses.clashes(["/charts/x.html", "/charts/x-rows.html"]) == []
    assert addresses.clashes(["/charts/x.html", "/charts/x-rows"]) == ["/charts/x-rows and /charts/x.html"]


def _marked(address: str) -> str:
    return f"[{address}]"


def test_a_page_without_addresses_is_left_as_it_is() -> None:
    words = '<!DOCTYPE html>\n<p class="a &amp; b">x &lt; y&nbsp;&#8212; <br>“q”</p><!-- no -->'
    page = words + '<script>if (a<b) "<a href=\\"x\\">"</script>'
    assert addresses.links(page, _marked) == page


def test_addresses_in_attributes_are_replaced_as_they_are_meant() -> None:
    page = '<a class="x" href="/a?b=1&amp;c=2#d">/a</a><img src="/i.svg" alt="/i.svg"><source srcset="/s.svg">'
    assert addresses.links(page, _marked) == (
        '<a class="x" href="[/a?b=1&amp;c=2#d]">/a</a><img src="[/i.svg]" alt="/i.svg"><source srcset="[/s.svg]">'
    )


def test_an_empty_address_and_one_in_a_word_are_left() -> None:
    page = '<form action=""><p data-note="/a">href="/a"</p></form>'
    assert addresses.links(page, _marked) == page


def test_public_addresses_in_texts_are_replaced() -> None:
    host = addresses.ORIGIN
    text = f'See {host}/charts/x?x.y=1&amp;z=2. Also ({host}/), "{host}/a.svg" and {host}'
    assert addresses.texts(text, _marked) == 'See [/charts/x?x.y=1&amp;z=2]. Also ([/]), "[/a.svg]" and [/]'
