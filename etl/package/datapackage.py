"""The package's own words: `datapackage.json` (Frictionless) and the codebook, from the descriptions of the tables."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from etl.contract.calendars import APART, GREGORIAN
from etl.contract.countries import COUNTRIES
from etl.contract.schema import Field, Table
from etl.contract.tables import CAVEATS, TABLES
from etl.package.lists import LIST

PROJECT = "russia-iran-ledger"
NAME = "{first}-{second}-ledger"
TITLE = "The {first}-{second} Ledger"
ABOUT = (
    "Public statistics on trade, investment, agreements and ties between {first} and {second}, and how an article's "
    "claims stand against them. One CSV per table; observed, curated and derived tables and ledgers are told apart."
)
CITATION = TITLE + ", data version {version} ({created}). Cite the publisher of each row as well."
KEYWORDS = ("trade statistics", "foreign direct investment", "arms transfers", "fact-checking", "open data")
PROVENANCE = "ro-crate-metadata.json"  # the name is that of the standard
PROFILES = "https://datapackage.org/profiles/2.0/"  # Data Package, version 2
LICENCES = {
    "CC-BY-4.0": {
        "name": "CC-BY-4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
        "title": "CC BY 4.0",
    },
}


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a package is about: the names of the two countries, and the article as readers are told of it."""

    first: str
    second: str
    article: Mapping[str, Any]
    caveats: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> dict[str, str]:
        return {"first": self.first, "second": self.second}

    @cached_property
    def placeholders(self) -> dict[str, str]:
        """What a description writes for the two countries and for the days of the article, and the words for them."""
        names, about = (self.first, self.second), self.article
        until = about.get("until", "")
        words = {"event": about.get("event", ""), "event_name": about.get("event_name", ""), "until": until}
        words["base_year"] = str(int(words["event"][:4]) - 1) if words["event"] else ""
        words |= {"price_year": str(about.get("price_year", "")), "comparators": self._comparators}
        words |= {f"country_{i}": name for i, name in enumerate(names, 1)}
        words |= {f"adjective_{i}": name for i, name in enumerate(about.get("adjectives") or names, 1)}
        return {
            f"{{{name}}}": text for name, text in (words | {"until_name": about.get("until_name") or until}).items()
        }

    @property
    def _comparators(self) -> str:
        *names, last = [COUNTRIES[id].name for id in self.article.get("comparators", ())] or ["every other country"]
        return f"{', '.join(names)} and {last}" if names else last

    def say(self, text: str) -> str:
        """`text` with the names of this package."""
        for placeholder, name in self.placeholders.items() if "{" in text else ():
            text = text.replace(placeholder, name)
        return text

    def words(self, described: Table | Field) -> dict[str, str]:
        """Title and description of a table or a column, with the names of this package."""
        return {"title": self.say(described.title), "description": self.say(described.description)}

    def caveat(self, name: str) -> str:
        """The caveat `name`: the article's own, else the general one."""
        return self.caveats.get(name, CAVEATS[name])


def data_version(files: Mapping[str, bytes]) -> str:
    """First 12 hex digits of the sha256 over the bytes of all tables but ledgers, in the order of `TABLES`."""
    digest = hashlib.sha256()
    for table in TABLES.values():
        if table.kind != "ledger":
            digest.update(table.name.encode() + b"\n" + files[table.name])
    return digest.hexdigest()[:12]


def descriptor(
    files: Mapping[str, bytes],
    version: str,
    created: str,
    subject: Subject,
    *,
    beside: Sequence[str] = (),
    provenance: bytes = b"",
) -> bytes:
    """`datapackage.json`: `files` maps table names to CSV bytes; `created` is the package date.

    `beside` are the names of the package's other files. All names are listed, because a publication may clear away
    only what one before it wrote. `provenance` is the content of the RO-Crate beside it, where there is one.
    """
    package: dict[str, Any] = {
        "$schema": PROFILES + "datapackage.json",
        "profile": "tabular-data-package",  # for readers of the first version of the standard
        "name": NAME.format(**subject.names).lower().replace(" ", "-"),
        "title": TITLE.format(**subject.names),
        "description": ABOUT.format(**subject.names),
        "version": version,
        "created": f"{created}T00:00:00Z",
        "package_date": created,
        "citation": CITATION.format(version=version, created=created, **subject.names),
        "article": dict(subject.article),
        # what is added to a year of the calendar for the Gregorian one that it is compared with
        "calendars": {calendar: apart for calendar, apart in APART.items() if calendar != GREGORIAN},
        "licenses": [LICENCES["CC-BY-4.0"]],
        "contributors": [{"title": TITLE.format(**subject.names) + " contributors", "roles": ["creator"]}],
        "keywords": [*subject.names.values(), *KEYWORDS],
        "files": sorted({*beside, "datapackage.json", *(f"{name}.csv" for name in files)}),
        **({"provenance": {"path": PROVENANCE, **_proof(provenance)}} if provenance else {}),
        "resources": [_resource(subject, name, content) for name, content in files.items()],
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _resource(subject: Subject, name: str, content: bytes) -> dict[str, Any]:
    """The description of a file; `joined` says how the table reads with the columns of its table of lists."""
    table = TABLES[name].published
    schema: dict[str, Any] = {
        "fields": [f.describe(f.name in table.filled) | subject.words(f) for f in table.fields],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    links = [
        {"fields": column, "reference": {"resource": target, "fields": key}}
        for column, (target, key) in table.refers.items()
    ]
    if links:
        schema["foreignKeys"] = links
    licence = LICENCES.get(table.licence, {"name": "other-open", "title": table.licence})
    return {
        "$schema": PROFILES + "dataresource.json",
        "type": "table",
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        **subject.words(table),
        "kind": table.kind,
        "caveats": [{"id": c, "text": subject.caveat(c)} for c in table.caveats],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_proof(content),
        "licenses": [licence],
        "schema": schema,
        **({"joined": _joined(TABLES[name])} if table.lists else {}),
    }


def _joined(table: Table) -> dict[str, Any]:
    """Which table holds the other columns of `table`, by which column, and all columns in their order."""
    names = {*table.published.names, *TABLES[table.lists].names}
    columns = [name for name in table.names if name in names]
    return {"resource": table.lists, "on": LIST, "fields": columns, "primaryKey": list(table.key)}


def _proof(content: bytes) -> dict[str, Any]:
    return {"bytes": len(content), "hash": "sha256:" + hashlib.sha256(content).hexdigest()}


def codebook(rows: Mapping[str, int], version: str, created: str, subject: Subject) -> bytes:
    """`README.md` of the package: every table and column; `rows` counts the rows of each table."""
    lines = [f"# {TITLE.format(**subject.names)}: the data", "", ABOUT.format(**subject.names), ""]
    lines += [
        f"Data version `{version}`, package date {created}. This file is made by `python -m etl build`.",
        "",
    ]
    lines += [
        "Empty cells are missing, never zero. Money is whole current US dollars. Dates are ISO 8601.",
        "",
    ]
    lines += ["How to cite: " + CITATION.format(version=version, created=created, **subject.names), ""]
    lines += ["| table | kind | rows | what |", "|---|---|---|---|"]
    lines += [f"| [{n}](#{n}) | {TABLES[n].kind} | {rows[n]} | {subject.say(TABLES[n].title)} |" for n in rows]
    for name in rows:
        lines += ["", *_chapter(subject, name)]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _chapter(subject: Subject, name: str) -> list[str]:
    table = TABLES[name].published
    lines = [f"## {table.name}", "", "{title}. {description}".format(**subject.words(table)), ""]
    lines += [f"Kind: {table.kind}. Key: {', '.join(table.key)}. Licence: {table.licence}.", ""]
    lines += [f"- {subject.caveat(c)}" for c in table.caveats]
    lines += [""] if table.caveats else []
    lines += ["| column | type | unit | what |", "|---|---|---|---|"]
    for f in table.fields:
        kind = f.type + (" (required)" if f.name in table.filled else "")
        words = subject.say(f.description) + (f" One of: {', '.join(f.enum)}." if f.enum else "")
        lines.append(f"| {f.name} | {kind} | {f.unit} | {words} |".replace("  ", " "))
    return lines
