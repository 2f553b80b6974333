"""The package's own words: `datapackage.json` (Frictionless) and the codebook, from the descriptions of the tables."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from etl.collect.disk import DESCRIPTOR
from etl.contract.calendars import APART, GREGORIAN
from etl.contract.schema import Table
from etl.contract.tables import TABLES
from etl.package.lists import LIST
from etl.package.subject import Subject

PROVENANCE = "ro-crate-metadata.json"  # the name is that of the standard
PROFILES = "https://datapackage.org/profiles/2.0/"  # Data Package, version 2
LICENCES = {
    "CC-BY-4.0": {
        "name": "CC-BY-4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
        "title": "CC BY 4.0",
    },
}


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
        "$schema": PROFILES + DESCRIPTOR,
        "profile": "tabular-data-package",  # for readers of the first version of the standard
        "name": f"{subject.first}-{subject.second}-ledger".lower().replace(" ", "-"),
        "title": subject.title,
        "description": subject.about,
        "version": version,
        "created": f"{created}T00:00:00Z",
        "package_date": created,
        "citation": subject.citation(version, created),
        "article": dict(subject.article),
        # what is added to a year of the calendar for the Gregorian one that it is compared with
        "calendars": {calendar: apart for calendar, apart in APART.items() if calendar != GREGORIAN},
        "licenses": [LICENCES["CC-BY-4.0"]],
        "contributors": [{"title": f"{subject.title} contributors", "roles": ["creator"]}],
        "keywords": subject.keywords,
        "files": sorted({*beside, DESCRIPTOR, *(f"{name}.csv" for name in files)}),
        **({"provenance": {"path": PROVENANCE, **proof(provenance)}} if provenance else {}),
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
        **proof(content),
        "licenses": [licence],
        "schema": schema,
        **({"joined": _joined(TABLES[name])} if table.lists else {}),
    }


def _joined(table: Table) -> dict[str, Any]:
    """Which table holds the other columns of `table`, by which column, and all columns in their order."""
    names = {*table.published.names, *TABLES[table.lists].names}
    columns = [name for name in table.names if name in names]
    return {"resource": table.lists, "on": LIST, "fields": columns, "primaryKey": list(table.key)}


def proof(content: bytes) -> dict[str, Any]:
    """Size and hash of a file, as a descriptor says them."""
    return {"bytes": len(content), "hash": "sha256:" + hashlib.sha256(content).hexdigest()}


def codebook(rows: Mapping[str, int], version: str, created: str, subject: Subject) -> bytes:
    """`README.md` of the package: every table and column; `rows` counts the rows of each table."""
    head = [
        f"# {subject.title}: the data",
        subject.about,
        f"Data version `{version}`, package date {created}. This file is made by `python -m etl build`.",
        "Empty cells are missing, never zero. Money is whole current US dollars. Dates are ISO 8601.",
        f"How to cite: {subject.citation(version, created)}",
    ]
    lines = ["| table | kind | rows | what |", "|---|---|---|---|"]
    lines += [f"| [{n}](#{n}) | {TABLES[n].kind} | {rows[n]} | {subject.say(TABLES[n].title)} |" for n in rows]
    paragraphs = [*head, "\n".join(lines), *(part for name in rows for part in _chapter(subject, name))]
    return ("\n\n".join(paragraphs) + "\n").encode("utf-8")


def _chapter(subject: Subject, name: str) -> list[str]:
    """The paragraphs about a table."""
    table = TABLES[name].published
    lines = ["| column | type | unit | what |", "|---|---|---|---|"]
    for f in table.fields:
        kind = f.type + (" (required)" if f.name in table.filled else "")
        words = subject.say(f.description) + (f" One of: {', '.join(f.enum)}." if f.enum else "")
        lines.append(f"| {f.name} | {kind} | {f.unit} | {words} |".replace("  ", " "))
    return [
        f"## {table.name}",
        "{title}. {description}".format(**subject.words(table)),
        f"Kind: {table.kind}. Key: {', '.join(table.key)}. Licence: {table.licence}.",
        *filter(None, ["\n".join(f"- {subject.caveat(c)}" for c in table.caveats)]),
        "\n".join(lines),
    ]
