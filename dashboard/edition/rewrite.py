"""The addresses of a page: found in the attributes of its elements and in its words, and replaced."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from html.parser import HTMLParser

#: host of the addresses that the app writes while the edition is made; RFC 2606 keeps the name free
ORIGIN = "http://edition.invalid"
ATTRIBUTES = ("href", "src", "srcset", "action", "poster", "data-plotly")
_ATTRIBUTE = re.compile(r'(\s)([a-z-]+)="([^"]*)"')
#: an address in a text: up to what cannot be part of it, and without the stop of a sentence
_ABSOLUTE = re.compile(re.escape(ORIGIN) + r"(/[^\s\"'<>(){}\\]*[^\s\"'<>(){}\\.,;:]|/)?")
Replace = Callable[[str], str]


class _Page(HTMLParser):
    """Writes out what it reads, with the addresses in start tags replaced."""

    def __init__(self, replace: Replace) -> None:
        super().__init__(convert_charrefs=False)
        self._replace = replace
        self.out: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.out.append(_ATTRIBUTE.sub(self._attribute, self.get_starttag_text() or ""))

    handle_startendtag = handle_starttag

    def _attribute(self, match: re.Match[str]) -> str:
        space, name, value = match.groups()
        if name not in ATTRIBUTES or not value:
            return match[0]
        return f'{space}{name}="{escape(self._replace(unescape(value)))}"'

    def handle_endtag(self, tag: str) -> None:
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self.out.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.out.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.out.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.out.append(f"<!{decl}>")


def links(page: str, replace: Replace) -> str:
    """The HTML `page` with every address in ATTRIBUTES replaced by what `replace` makes of it."""
    reader = _Page(replace)
    reader.feed(page)
    reader.close()
    return "".join(reader.out)


def texts(text: str, replace: Replace) -> str:
    """`text` (HTML, SVG, XML, JSON) with every absolute address of ours replaced; `replace` gets it without ORIGIN."""
    return _ABSOLUTE.sub(lambda match: escape(replace(unescape(match[1] or "/"))), text)
