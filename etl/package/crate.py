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

import pandas as pd

from etl.collect.disk import DESCRIPTOR, DISTRIBUTION
from etl.contract.tables import TABLES
from etl.package import datapackage
from etl.package.crate_origins import OURS, Entity, id_of, origins, terms_of, to
from etl.package.lineage import RULES, Lineage
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
BUILD, CODE, VERSION, MIT = "#build", "#code", "#data-version", "https://spdx.org/licenses/MIT"


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
            "wasGeneratedBy": to(BUILD),
        },
        *_making(files, lineage, origin),
        *origins(sources, lineage),
    ]
    terms = {term: {"@id": PROV + term} for term in TERMS}
    document = {"@context": [f"{PROFILE}/context", terms], "@graph": graph}
    return (json.dumps(document, ensure_ascii=False, indent=0) + "\n").encode("utf-8")


def _head(files: Mapping[str, bytes], origin: Made) -> Iterator[Entity]:
    """The crate itself, the package, its licence and who made it."""
    subject, licence = origin.subject, datapackage.LICENCES["CC-BY-4.0"]
    yield {
        "@id": FILE,
        "@type": "CreativeWork",
        "about": to("./"),
        "conformsTo": to(PROFILE),
    }
    yield {
        "@id": "./",
        "@type": "Dataset",
        "name": subject.title,
        "description": subject.about,
        "identifier": to(VERSION),
        "version": origin.version,
        "datePublished": origin.created,
        "license": to(licence["path"]),
        "author": to(OURS),
        "publisher": to(OURS),
        "keywords": subject.keywords,
        "creditText": subject.citation(origin.version, origin.created),
        "hasPart": to(*files, DESCRIPTOR),
        "mentions": to(BUILD),
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
        "wasGeneratedBy": to(BUILD),
    }
    if table is None:
        return entity
    made_from = [id_of(origin) for origin in lineage.origins[table.name]]
    entity |= terms_of(table.licence)
    return entity | ({"wasDerivedFrom": to(*made_from)} if made_from else {})


def _making(files: Mapping[str, bytes], lineage: Lineage, origin: Made) -> Iterator[Entity]:
    """The build, the code that ran, and the rules it followed."""
    used = [id_of(RULES), *(id_of(name) for name in sorted(lineage.raw))]
    yield {
        "@id": BUILD,
        "@type": "CreateAction",
        "name": "python -m etl build",
        "description": "Reads the raw files, measures, judges, checks and publishes, without network or clock.",
        "instrument": to(CODE),
        "agent": to(OURS),
        "object": to(*used),
        "result": to(*files, DESCRIPTOR),
        "wasAssociatedWith": to(CODE),
        "used": to(*used),
    }
    yield {
        "@id": CODE,
        "@type": ["CreativeWork", "SoftwareAgent"],
        "name": f"{DISTRIBUTION}: the pipeline",
        "description": "The version is the start of the sha256 over names and texts of the files of etl/.",
        "version": origin.code,
        "license": to(MIT),
    }
    yield {"@id": MIT, "@type": "CreativeWork", "name": "MIT License", "description": "The licence of the code."}
    yield {
        "@id": id_of(RULES),
        "@type": "CreativeWork",
        "name": "The article's claims, the rules, thresholds and words of the verdicts",
        "version": origin.rules,
    }
