"""Reads an edition back: links lead to files, anchors to places, and every file is the one that was written."""

from __future__ import annotations

import hashlib
import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from dashboard.edition import addresses

SUMS = "SHA256SUMS"
#: what a browser fetches by itself, which must come from the edition
_FETCHED = ("src", "srcset", "data-plotly", "poster")
_SHEETS = ("stylesheet", "icon", "preload")


def read(place: Path) -> dict[str, bytes]:
    """The files of an edition, from its folder or its zip."""
    if place.is_dir():
        return {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}
    with zipfile.ZipFile(io.BytesIO(place.read_bytes())) as box:
        return {name.partition("/")[2]: box.read(name) for name in box.namelist()}


def faults(edition: Mapping[str, bytes], base: str = "") -> list[str]:
    """What is wrong with an edition, in sentences; `base` is the address it was made for."""
    pages = {name: _Page(content) for name, content in edition.items() if name.endswith(".html")}
    sentences = list(_sums(edition))
    for name, page in pages.items():
        sentences += [f"{name}: the id {ident} is given twice" for ident in page.twice]
        for attribute, address in page.links:
            target, fragment = _target(name, address, base)
            if target is None:
                outside = attribute in _FETCHED and urlsplit(address).scheme != "data"
                sentences += [f"{name}: {address} is fetched from elsewhere"] if outside else []
            elif target not in edition:
                sentences.append(f"{name}: {address} leads to no file")
            elif fragment and target in pages and fragment not in pages[target].ids:
                sentences.append(f"{name}: {address} leads to no place on its page")
    secret = addresses.ORIGIN.encode()
    return sentences + [f"{name}: an address without a host" for name, content in edition.items() if secret in content]


def _target(name: str, address: str, base: str) -> tuple[str | None, str]:
    """File and fragment that an address on the page `name` leads to; no file for one outside of the edition."""
    inside = bool(base) and address.startswith(base)
    parts = urlsplit(address.removeprefix(base) if inside else address)
    if not inside and (parts.scheme or parts.netloc):
        return None, ""
    folder = "" if inside else posixpath.dirname(name)
    path = posixpath.join(folder, unquote(parts.path)) if parts.path else addresses.HOME if inside else name
    return posixpath.normpath(path), unquote(parts.fragment)


def sums(edition: Mapping[str, bytes]) -> dict[str, str]:
    """Name -> hash of every file that an edition says it has; none without a list of them. UnicodeDecodeError."""
    lines = (line.partition("  ") for line in edition.get(SUMS, b"").decode().splitlines())
    return {name: digest for digest, _, name in lines}


def _sums(edition: Mapping[str, bytes]) -> Iterator[str]:
    if SUMS not in edition:
        yield f"{SUMS} is missing"
        return
    written = sums(edition)
    for name in sorted({*written, *edition} - {SUMS}):
        if name not in written:
            yield f"{name} is not named in {SUMS}"
        elif name not in edition:
            yield f"{name} is missing"
        elif hashlib.sha256(edition[name]).hexdigest() != written[name]:
            yield f"{name} is not the file that was written"


class _Page(HTMLParser):
    """Ids and links of a page."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.twice: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.feed(content.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if "id" in attributes:
            self.twice += [attributes["id"]] if attributes["id"] in self.ids else []
            self.ids.add(attributes["id"])
        fetched = tag == "link" and attributes.get("rel") in _SHEETS
        for name in addresses.ATTRIBUTES:
            if attributes.get(name) and not (name == "action" and "data-chart" in attributes):
                self.links.append(("src" if fetched else name, attributes[name]))
