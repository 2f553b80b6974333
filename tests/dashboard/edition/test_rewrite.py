"""Addresses are found where a browser finds them, and nothing else of a page changes."""

from __future__ import annotations

from dashboard.edition import rewrite


def _marked(address: str) -> str:
    return f"[{address}]"


def test_a_page_without_addresses_is_left_as_it_is() -> None:
    words = '<!DOCTYPE html>\n<p class="a &amp; b">x &lt; y&nbsp;&#8212; <br>“q”</p><!-- no -->'
    page = words + '<script>if (a<b) "<a href=\\"x\\">"</script>'
    assert rewrite.links(page, _marked) == page


def test_addresses_in_attributes_are_replaced_as_they_are_meant() -> None:
    page = '<a class="x" href="/a?b=1&amp;c=2#d">/a</a><img src="/i.svg" alt="/i.svg"><source srcset="/s.svg">'
    assert rewrite.links(page, _marked) == (
        '<a class="x" href="[/a?b=1&amp;c=2#d]">/a</a><img src="[/i.svg]" alt="/i.svg"><source srcset="[/s.svg]">'
    )


def test_an_empty_address_and_one_in_a_word_are_left() -> None:
    page = '<form action=""><p data-note="/a">href="/a"</p></form>'
    assert rewrite.links(page, _marked) == page


def test_public_addresses_in_texts_are_replaced() -> None:
    host = rewrite.ORIGIN
    text = f'See {host}/charts/x?x.y=1&amp;z=2. Also ({host}/), "{host}/a.svg" and {host}'
    assert rewrite.texts(text, _marked) == 'See [/charts/x?x.y=1&amp;z=2]. Also ([/]), "[/a.svg]" and [/]'
