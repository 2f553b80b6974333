"""What a package was made from, in its RO-Crate: raw files, the sources that they come from, the publishers' terms.

An entity is known by its id; what leads to it names that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import pandas as pd

from etl.contract.tables import TABLES
from etl.package.datapackage import LICENCES
from etl.package.lineage import Lineage, RawFile

OURS = "#contributors"
Entity = dict[str, Any]


def origins(sources: pd.DataFrame, lineage: Lineage) -> Iterator[Entity]:
    """The entities of `lineage` that are not in the package; `sources` is the published table."""
    yield from (_raw(file) for _, file in sorted(lineage.raw.items()))
    yield from _sources(sources, lineage)
    for text in sorted({table.licence for table in TABLES.values()} - set(LICENCES)):
        words = "Terms of the publisher, in short."
        yield {"@id": _licence_id(text), "@type": "CreativeWork", "name": text, "description": words}


def to(*names: str) -> Any:
    """A link to an entity, or a list of links."""
    links = [{"@id": name} for name in names]
    return links[0] if len(links) == 1 else links


def id_of(origin: str) -> str:
    """The id of a table, a raw file or the rules."""
    return f"{origin}.csv" if origin in TABLES else "#" + origin.replace(" ", "-")


def terms_of(licence: str) -> Entity:
    """The link to a licence; none to that of the whole package, which every file has that names no other."""
    return {} if licence in LICENCES else {"license": to(_licence_id(licence))}


def _licence_id(licence: str) -> str:
    return "#licence-" + hashlib.sha256(licence.encode()).hexdigest()[:8]


def _raw(file: RawFile) -> Entity:
    """An answer as received, or a file that comes with the project: where it is from, when, its size and hash."""
    entity: Entity = {
        "@id": id_of(file.name),
        "@type": "CreativeWork",
        "name": f"data/raw/{file.name}",
        "contentSize": str(file.bytes),
        "sha256": file.sha256,
        "generatedAtTime": file.retrieved,
        "hadPrimarySource": to(*(f"#source/{source}" for source in file.sources), *(() if file.sources else (OURS,))),
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
            entity |= {"conditionsOfAccess": row["licence"]}
            entity |= {} if pd.isna(row["homepage"]) else {"url": row["homepage"]}
        yield entity
