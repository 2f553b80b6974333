"""Addresses in the edition: which file one of the server becomes, the way between files; those of a page replaced."""

from __future__ import annotations

import itertools
import posixpath
import re
from collections.abc import Callable, Iterable
from html import escape, unescape
from html.parser import HTMLParser
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

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


def rest(address: str) -> str:
    """What of an address goes behind the name of its file: the query of a page, and the fragment."""
    parts = urlsplit(address)
    return urlunsplit(("", "", "", "" if is_file(parts.path) else parts.query, parts.fragment))


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


class _Tags(HTMLParser):
    """The start tags of a page, each with its place: line, counted from 1, and column."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[tuple[int, int], str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append((self.getpos(), self.get_starttag_text() or ""))

    handle_startendtag = handle_starttag


def links(page: str, replace: Replace) -> str:
    """The HTML `page` with every address in ATTRIBUTES replaced by what `replace` makes of it."""

    def attribute(match: re.Match[str]) -> str:
        space, name, value = match.groups()
        return f'{space}{name}="{escape(replace(unescape(value)))}"' if name in ATTRIBUTES and value else match[0]

    starts = [0, *itertools.accumulate(len(line) + 1 for line in page.split("\n"))]
    pieces, end = [], 0
    for (line, column), tag in _Tags(page).tags:
        at = starts[line - 1] + column
        pieces += [page[end:at], _ATTRIBUTE.sub(attribute, tag)]
        end = at + len(tag)
    return "".join([*pieces, page[end:]])


def texts(text: str, replace: Replace) -> str:
    """`text` (HTML, SVG, XML, JSON) with every absolute address of ours replaced; `replace` gets it without ORIGIN."""
    return _ABSOLUTE.sub(lambda match: escape(replace(unescape(match[1] or "/"))), text)
