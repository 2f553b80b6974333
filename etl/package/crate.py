"""`ro-crate-metadata.json`: which file of the package was made from which answers and files, by which code.

An RO-Crate 1.2 (https://w3id.org/ro/crate/1.2) with one action, the build, and terms of W3C PROV: `wasDerivedFrom`,
`wasGeneratedBy`, `used`, `wasAssociatedWith`, `hadPrimarySource`, `generatedAtTime`. Raw files
are not in the package: each has its address where it was asked for, the day, its size and its hash. From any table
`wasDerivedFrom` leads to them, over the tables between.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.collect.disk import DESCRIPTOR, DISTRIBUTION
from etl.contract.tables import TABLES
from etl.package import datapackage
from etl.package.lineage import RULES, Lineage, RawFile
from etl.package.subject import Subject

FILE = datapackage.PROVENANCE
PROFILE = "https://w3id.org/ro/crate/1.2"
PROV = "http://www.w3.org/ns/prov#"
TERMS = (
    "wasDerivedFrom",
    "wasGeneratedBy",
    "hadPrimarySource",
    "generatedAtTime",
    "wasAssociatedWith",
    "used",
    "SoftwareAgent",
)
BUILD, CODE, OURS, VERSION, MIT = "#build", "#code", "#contributors", "#data-version", "https://spdx.org/licenses/MIT"
Entity = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Made:
    """What a package is: its data version, its date, the hash of its code and of its rules, its subject."""

    version: str
    created: str
    code: str
    rules: str
    subject: Subject


def crate(files: Mapping[str, bytes], sources: pd.DataFrame, lineage: Lineage, origin: Made) -> bytes:
    """The crate of `files` (name to bytes, without the crate and the descriptor); `sources` is the published table."""
    graph = [
        *_head(files, origin),
        *(_file(name, content, lineage, origin.subject) for name, content in files.items()),
        {
            "@id": DESCRIPTOR,
            "@type": "File",
            "name": "Data Package",
            "description": "The tables, their columns, licences, sizes and hashes, and the hash of this crate.",
            "encodingFormat": "application/json",
            "wasGeneratedBy": _to(BUILD),
        },
        *_making(files, lineage, origin),
        *(_raw(file) for _, file in sorted(lineage.raw.items())),
        *_sources(sources, lineage),
        *_licences(),
    ]
    terms = {term: {"@id": PROV + term} for term in TERMS}
    document = {"@context": [f"{PROFILE}/context", terms], "@graph": graph}
    return (json.dumps(document, ensure_ascii=False, indent=0) + "\n").encode("utf-8")


def _to(*names: str) -> Any:
    """A link to an entity, or a list of links."""
    links = [{"@id": name} for name in names]
    return links[0] if len(links) == 1 else links


def _head(files: Mapping[str, bytes], origin: Made) -> Iterator[Entity]:
    """The crate itself, the package, its licence and who made it."""
    subject, licence = origin.subject, datapackage.LICENCES["CC-BY-4.0"]
    yield {
        "@id": FILE,
        "@type": "CreativeWork",
        "about": _to("./"),
        "conformsTo": _to(PROFILE),
    }
    yield {
        "@id": "./",
        "@type": "Dataset",
        "name": subject.title,
        "description": subject.about,
        "identifier": _to(VERSION),
        "version": origin.version,
        "datePublished": origin.created,
        "license": _to(licence["path"]),
        "author": _to(OURS),
        "publisher": _to(OURS),
        "keywords": subject.keywords,
        "creditText": subject.citation(origin.version, origin.created),
        "hasPart": _to(*files, DESCRIPTOR),
        "mentions": _to(BUILD),
    }
    yield {
        "@id": licence["path"],
        "@type": "CreativeWork",
        "name": licence["title"],
        "description": "The licence of the package, where a file names no other terms.",
    }
    yield {"@id": PROFILE, "@type": "CreativeWork", "name": "RO-Crate", "version": "1.2"}
    yield {"@id": VERSION, "@type": "PropertyValue", "name": "data version", "value": origin.version}
    yield {"@id": OURS, "@type": "Organization", "name": f"{subject.title} contributors"}


def _file(name: str, content: bytes, lineage: Lineage, subject: Subject) -> Entity:
    """A file of the package: what it is, its size and hash, and for a table what it was made from."""
    stem = name.removesuffix(".csv")
    table = TABLES.get(stem)
    words = subject.words(table) if table else {"title": "Codebook", "description": "Every table and column in words."}
    entity: Entity = {
        "@id": name,
        "@type": "File",
        "name": words["title"],
        "description": words["description"],
        "encodingFormat": "text/csv" if table else "text/markdown",
        "contentSize": str(len(content)),
        "sha256": hashlib.sha256(content).hexdigest(),
        "wasGeneratedBy": _to(BUILD),
    }
    if table is None:
        return entity
    origins = [_id(origin) for origin in lineage.origins[table.name]]
    entity |= _terms(table.licence)
    return entity | ({"wasDerivedFrom": _to(*origins)} if origins else {})


def _terms(licence: str) -> Entity:
    """The link to a licence; none to that of the whole package, which every file has that names no other."""
    return {} if licence in datapackage.LICENCES else {"license": _to(_licence_id(licence))}


def _licence_id(licence: str) -> str:
    return "#licence-" + hashlib.sha256(licence.encode()).hexdigest()[:8]


def _id(origin: str) -> str:
    """The id of a table, a raw file or the rules."""
    return f"{origin}.csv" if origin in TABLES else "#" + origin.replace(" ", "-")


def _making(files: Mapping[str, bytes], lineage: Lineage, origin: Made) -> Iterator[Entity]:
    """The build, the code that ran, and the rules it followed."""
    used = [_id(RULES), *(_id(name) for name in sorted(lineage.raw))]
    yield {
        "@id": BUILD,
        "@type": "CreateAction",
        "name": "python -m etl build",
        "description": "Reads the raw files, measures, judges, checks and publishes, without network or clock.",
        "instrument": _to(CODE),
        "agent": _to(OURS),
        "object": _to(*used),
        "result": _to(*files, DESCRIPTOR),
        "wasAssociatedWith": _to(CODE),
        "used": _to(*used),
    }
    yield {
        "@id": CODE,
        "@type": ["CreativeWork", "SoftwareAgent"],
        "name": f"{DISTRIBUTION}: the pipeline",
        "description": "The version is the start of the sha256 over names and texts of the files of etl/.",
        "version": origin.code,
        "license": _to(MIT),
    }
    yield {"@id": MIT, "@type": "CreativeWork", "name": "MIT License", "description": "The licence of the code."}
    yield {
        "@id": _id(RULES),
        "@type": "CreativeWork",
        "name": "The article's claims, the rules, thresholds and words of the verdicts",
        "version": origin.rules,
    }


def _raw(file: RawFile) -> Entity:
    """An answer as received, or a file that comes with the project: where it is from, when, its size and hash."""
    entity: Entity = {
        "@id": _id(file.name),
        "@type": "CreativeWork",
        "name": f"data/raw/{file.name}",
        "contentSize": str(file.bytes),
        "sha256": file.sha256,
        "generatedAtTime": file.retrieved,
        "hadPrimarySource": _to(*(f"#source/{source}" for source in file.sources), *(() if file.sources else (OURS,))),
    }
    return entity | ({"url": file.address} if file.address else {})


def _sources(sources: pd.DataFrame, lineage: Lineage) -> Iterator[Entity]:
    """The sources that raw files come from, in the words of the table `sources`."""
    named = {source for file in lineage.raw.values() for source in file.sources}
    known = sources.set_index("id")
    for source in sorted(named):
        entity: Entity = {"@id": f"#source/{source}", "@type": "CreativeWork", "name": source}
        if source in known.index:
            row = known.loc[source]
            entity |= {"name": row["title"], "publisher": row["publisher"], "creditText": row["citation"]}
            entity |= {"conditionsOfAccess": row["licence"]} | (
                {} if pd.isna(row["homepage"]) else {"url": row["homepage"]}
            )
        yield entity


def _licences() -> Iterator[Entity]:
    """The terms of publishers, in their short form."""
    for text in sorted({table.licence for table in TABLES.values()} - set(datapackage.LICENCES)):
        words = "Terms of the publisher, in short."
        yield {"@id": _licence_id(text), "@type": "CreativeWork", "name": text, "description": words}
