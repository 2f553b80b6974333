"""Addresses in the edition: which file one of the server becomes, the way between files; those of a page replaced."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from html import escape, unescape
from html.parser import HTMLParser
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

HOME = "index.html"
MISSING = "404.html"
#: what an address says beside what is asked for: the version of code and of data
BESIDE = ("c", "v")
#: endings of files; other stops are a part of a name, as in /claims/a-claim/a-part/imf.2024
_FILE = re.compile(r"\.(atom|bib|css|csv|html|ico|jpg|js|json|md|png|ris|svg|txt|webp|xml|zip)$")
_PLAIN = re.compile(r"[^A-Za-z0-9_.=+-]")


def canonical(address: str) -> str:
    """`address` without fragment and versions; without a query where it names a page, which has one file.

    A file (an address with an ending) has its query in its name: /charts/turnover.svg?size=plain.
    """
    parts = urlsplit(address)
    path = parts.path or "/"
    if not is_file(path):
        return path
    query = urlencode(sorted(pair for pair in parse_qsl(parts.query) if pair[0] not in BESIDE))
    return f"{path}?{query}" if query else path


def is_file(path: str) -> bool:
    """Whether a path names a file and not a page."""
    return bool(_FILE.search(path))


def name(address: str) -> str:
    """The file of a canonical address, relative to the top of the edition, with / between folders.

    /claims/a-claim -> claims/a-claim.html; /charts/turnover.svg?size=plain -> charts/turnover~size=plain.svg;
    /charts/turnover.html (rows) -> charts/turnover-rows.html, beside the page of the same chart.
    """
    path, _, query = address.partition("?")
    if not is_file(path):
        return f"{path.strip('/')}.html" if path.strip("/") else HOME
    stem, ending = posixpath.splitext(path.strip("/"))
    if ending == ".html":
        stem += "-rows"
    suffix = "".join(f"~{_safe(pair)}" for pair in query.split("&") if pair)
    return f"{stem}{suffix}{ending}"


def _safe(pair: str) -> str:
    """A pair of a query in letters that every file system and address takes; others by their code."""
    return _PLAIN.sub(lambda sign: f"_{ord(sign[0]):x}", pair)


def relative(start: str, target: str) -> str:
    """The way from the file `start` to the file `target`, as written in a link."""
    return quote(posixpath.relpath(target, posixpath.dirname(start) or "."), safe="/~=+")


def top(start: str) -> str:
    """The way from the file `start` to the top of the edition: empty or ../ for each folder."""
    return "../" * start.count("/")


def clashes(addresses: Iterable[str]) -> list[str]:
    """Pairs of addresses that would become one file, also where a file system does not tell capitals apart."""
    names: dict[str, str] = {}
    pairs = []
    for address in sorted(set(addresses)):
        other = names.setdefault(name(address).lower(), address)
        if other != address:
            pairs.append(f"{other} and {address}")
    return pairs


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
