"""Asks the app, in the same process, for its registered pages and for everything that they lead to."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from flask.testing import FlaskClient

from dashboard.edition import addresses, page
from dashboard.http import bundle, machines
from dashboard.http.first_html import Ledger
from dashboard.package import current
from dashboard.package.store import Package
from dashboard.texts import formats
from dashboard.ui import search_index

#: what means something only at an address of its own
_PUBLIC = ("/robots.txt", "/sitemap.xml", "/.well-known/security.txt")
#: asked for although no page may link to them; one that the app does not have is left out
BESIDE = ("/favicon.ico", "/llms.txt", *_PUBLIC)
NOWHERE = "/no-such-page"
_TEXT = {
    "text/html",
    "text/plain",
    "image/svg+xml",
    "application/json",
    "application/xml",
    "application/atom+xml",
    "application/x-bibtex",
    "application/x-research-info-systems",
}


class EditionError(Exception):
    """The edition cannot be made; the message says why."""


@dataclass(kw_only=True)
class Crawl:
    """The files of an edition, as they are found. `base` is the address that it will have, or empty for none."""

    app: Ledger
    package: Package
    base: str = ""
    files: dict[str, bytes] = field(default_factory=dict)  # name in the edition -> content
    made: dict[str, bytes] = field(default_factory=dict)  # address -> what the edition has there instead of the app
    asked: dict[str, str] = field(default_factory=dict)  # canonical address -> the file it becomes
    _waiting: deque[str] = field(default_factory=deque)

    def walk(self) -> Mapping[str, bytes]:
        """Every file by its name. EditionError when an address fails, or two addresses would become one file."""
        scripts = [f"/assets/{path.name}" for path in sorted(bundle.ASSETS.glob("*.js")) if "plotly-" not in path.name]
        beside = [address for address in BESIDE if self.base or address not in _PUBLIC]
        for address in (*machines.addresses(self.package), *scripts, *beside):  # some scripts are asked for by others
            self._to(address)
        while self._waiting:
            self._take(self._waiting.popleft())
        self._missing()
        self._index()
        if clashes := addresses.clashes(self.asked):
            raise EditionError(f"one file for {clashes[0]}")
        return self.files

    def _to(self, address: str) -> str:
        """The file of an address, which is asked for when it is new."""
        known = addresses.canonical(address)
        if known not in self.asked:
            self.asked[known] = addresses.name(known)
            self._waiting.append(known)
        return self.asked[known]

    @cached_property
    def _client(self) -> FlaskClient:
        return self.app.server.test_client()

    def _answer(self, address: str) -> tuple[int, str, bytes]:
        if address in self.made:
            return 200, "", self.made[address]
        day = {current.DAY: self.package.created}
        asked = {"base_url": addresses.ORIGIN, "environ_base": day, "headers": {"Accept": "*/*"}}
        with self._client.get(address, **asked) as answer:
            return answer.status_code, answer.mimetype or "", answer.get_data()

    def _take(self, address: str) -> None:
        status, kind, content = self._answer(address)
        if status == 404 and address in BESIDE:
            return
        if status != 200:
            raise EditionError(f"{address} is answered with {status}")
        self.files[self.asked[address]] = self._written(content, kind, address)

    def _written(self, content: bytes, kind: str, address: str) -> bytes:
        """An answer with its addresses as those of the edition."""
        if kind not in _TEXT:
            return content
        name, text = self.asked[address], content.decode("utf-8")
        if kind == "text/html":
            text = page.changed(text, formats.day(self.package.created), addresses.top(name), self.base)
            text = addresses.links(text, lambda link: self._link(link, address, name))
        return addresses.texts(text, self.named).encode("utf-8")

    def _link(self, link: str, address: str, name: str) -> str:
        """How a link on the page at `address`, which is the file `name`, is written in the edition."""
        own = link.startswith((addresses.ORIGIN + "/", addresses.ORIGIN + "?")) or link == addresses.ORIGIN
        if own and self.base:
            return link  # a public address, written with the texts
        parts = urlsplit(link)
        if not own and (parts.scheme or parts.netloc):
            return link
        if not own and not parts.path and not parts.query:
            return link  # a place on the same page
        whole = urljoin(addresses.ORIGIN + address, link)
        return addresses.relative(name, self._to(whole)) + addresses.rest(whole)

    def named(self, path: str) -> str:
        """An address in a text: under the base of the edition, or the name of the file where there is none."""
        if (alone := urlsplit(path).path) in page.SERVED_ALONE:
            return self.base + alone.lstrip("/")
        address = self.within(path)
        return self.base + (address.removeprefix(addresses.HOME) if self.base else address)

    def within(self, path: str) -> str:
        """An address of ours from the top of the edition, with its query where it names a page, and its fragment."""
        return self._to(path) + addresses.rest(path)

    def _missing(self) -> None:
        """The page that a static host shows for a wrong address, which may be at any depth."""
        _, _, content = self._answer(NOWHERE)
        text = page.changed(content.decode("utf-8"), formats.day(self.package.created), self.base, self.base)
        text = addresses.links(text, self._from_anywhere)
        self.files[addresses.MISSING] = addresses.texts(text, self.named).encode("utf-8")

    def _index(self) -> None:
        """What a reader can look for, in a script: a page on a disk may fetch no file."""
        _, _, content = self._answer(search_index.ADDRESS)
        index = json.loads(content)
        for row in index["entries"]:
            row[2] = "/" + self.within(row[2])
        text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
        self.files[addresses.name(page.INDEX)] = f"window.ledger.index={text};\n".encode()

    def _from_anywhere(self, link: str) -> str:
        written = self._link(link, NOWHERE, addresses.MISSING)
        own = written != link or not urlsplit(link).scheme
        return self.base + written if self.base and own and not written.startswith("#") else written
