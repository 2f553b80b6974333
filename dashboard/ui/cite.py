"""How a claim or a chart is cited: in words, as BibTeX and as RIS; how a sentence is quoted with source and date."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from dashboard.package.store import Package
from dashboard.texts import formats, say
from dashboard.ui import components
from dashboard.ui import elements as html

_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass(frozen=True, kw_only=True)
class Work:
    """What is cited: its name among others, its title, its whole address, and the package it was read from."""

    key: str
    title: str
    address: str
    now: Package

    def plain(self) -> str:
        """One line of words."""
        year = self.now.created[:4]
        return say("cite.plain", title=self.title, year=year, address=self.address, **_edition(self.now))

    def bib(self) -> str:
        """An entry of BibTeX; the title keeps its capitals."""
        fields = {
            "title": f"{{{tex(self.title)}}}",
            "author": f"{{{tex(say('site.author'))}}}",
            "year": self.now.created[:4],
            "date": self.now.created,
            "url": self.address,
            "note": tex(say("cite.note", version=self.now.version)),
        }
        lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
        return f"@misc{{{self.now.descriptor['name']}:{self.key},\n{lines}\n}}\n"

    def ris(self) -> str:
        """An entry of RIS: a page of the web."""
        fields = [
            ("TY", "ELEC"),
            ("TI", self.title),
            ("AU", say("site.author")),
            ("PY", self.now.created[:4]),
            ("DA", self.now.created.replace("-", "/")),
            ("PB", say("site.title")),
            ("ET", self.now.version),
            ("UR", self.address),
            ("ER", ""),
        ]
        return "".join(f"{name}  - {value}\r\n" for name, value in fields)


FORMS: dict[str, Callable[[Work], str]] = {"txt": lambda w: w.plain() + "\n", "bib": Work.bib, "ris": Work.ris}


def tex(text: str) -> str:
    """`text` with the signs escaped that mean something to TeX."""
    return re.sub(r"[&%$#_{}~^\\]", lambda m: _TEX.get(m[0], f"\\{m[0]}"), text)


def quote(text: str, now: Package, address: str, verdict: str = "") -> str:
    """A sentence in quotation marks with its source, the day of the data and the address; with its verdict, if any."""
    sentence = "cite.quote_verdict" if verdict else "cite.quote"
    return say(sentence, text=text, verdict=verdict, address=address, **_edition(now))


def _edition(now: Package) -> dict[str, str]:
    """What texts say of the package: the site, the day of the data, and their version."""
    return {"site": say("site.title"), "day": formats.day(now.created), "version": now.version}


def entries(work: Work, files: str) -> list[html.Element]:
    """The three forms of a citation, each to copy and as a file; `files` is their address without the ending."""
    texts = {"plain": work.plain(), "bib": work.bib(), "ris": work.ris().replace("\r\n", "\n")}
    items: list[html.Element] = []
    for form, text in texts.items():
        items += components.copied(say(f"cite.{form}_label"), say(f"cite.copy_{form}"), html.Code(text))
    links = [html.A(say(f"cite.file_{form}"), href=f"{files}.{form}", download="") for form in FORMS]
    return [*items, html.P([say("cite.files"), *[piece for link in links for piece in (" ", link)]], className="key")]
