"""`ro-crate-metadata.json`: which file of the package was made from which answers and files, by which code.

An RO-Crate 1.2 (https://w3id.org/ro/crate/1.2) with one action, the build, and terms of W3C PROV: `wasDerivedFrom`,
`wasGeneratedBy`, `used`, `wasAssociatedWith`, `hadPrimarySource`, `generatedAtTime`. Raw files
are not in the package: each has its address where it was asked for, the day, its size and its hash. From any table
`wasDerivedFrom` leads to them, over the tables between. What every crate says alike is in `crate.toml`.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from etl.collect.disk import DESCRIPTOR
from etl.contract.tables import TABLES
from etl.package import datapackage
from etl.package.crate_origins import OURS, Entity, id_of, origins, terms_of, to
from etl.package.lineage import RULES, Lineage
from etl.package.subject import Subject

FILE = datapackage.PROVENANCE
PROV = "http://www.w3.org/ns/prov#"
BUILD, CODE, VERSION = "#build", "#code", "#data-version"
_FIXED = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


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
    known = _known(files, lineage, origin)
    before, after = ([e | known.get(e["@id"], {}) for e in _FIXED[part]] for part in ("before", "after"))
    described = [_file(name, content, lineage, origin.subject) for name, content in files.items()]
    terms = {term: {"@id": PROV + term} for term in _FIXED["terms"]}
    context = [f"{before[0]['conformsTo']['@id']}/context", terms]
    document = {"@context": context, "@graph": [*before, *described, *after, *origins(sources, lineage)]}
    return (json.dumps(document, ensure_ascii=False, indent=0) + "\n").encode("utf-8")


def _known(files: Mapping[str, bytes], lineage: Lineage, origin: Made) -> dict[str, Entity]:
    """What this build gives to the entities of every crate, by their ids."""
    subject, whole = origin.subject, to(*files, DESCRIPTOR)
    used = to(id_of(RULES), *(id_of(name) for name in sorted(lineage.raw)))
    package = {
        "name": subject.title,
        "description": subject.about,
        "version": origin.version,
        "datePublished": origin.created,
        "keywords": subject.keywords,
        "creditText": subject.citation(origin.version, origin.created),
        "hasPart": whole,
    }
    return {
        "./": package,
        VERSION: {"value": origin.version},
        OURS: {"name": f"{subject.title} contributors"},
        BUILD: {"object": used, "result": whole, "used": used},
        CODE: {"version": origin.code},
        id_of(RULES): {"version": origin.rules},
    }


def _file(name: str, content: bytes, lineage: Lineage, subject: Subject) -> Entity:
    """A file of the package: what it is, its size and hash, and for a table what it was made from."""
    table = TABLES.get(name.removesuffix(".csv"))
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
    return entity | terms_of(table.licence) | ({"wasDerivedFrom": to(*made_from)} if made_from else {})
