"""Where a table comes from, as the crate beside the package says it: tables, raw files with their hashes, the code.

`ro-crate-metadata.json` is JSON-LD; `wasDerivedFrom` (W3C PROV) leads from a table to tables and raw files.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.package.store import Package

FILE = "ro-crate-metadata.json"
Entities = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Raw:
    """A file that was read: its name below data/raw, where it was asked for, the day or time, its size and hash."""

    name: str
    address: str
    retrieved: str
    bytes: int
    sha256: str
    publishers: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Origin:
    """What a table was made from: other tables, each with a page that says the same, and raw files; `code` made it."""

    tables: Sequence[str]
    raw: Sequence[Raw]
    code: str
    sha256: str


def origin(now: Package, table: str) -> Origin | None:
    """Where `table` comes from; None for a package without a crate."""
    if FILE not in now.files:
        return None
    entities = now.once("provenance", lambda: _entities(now.files[FILE]))
    direct = _ids(entities[f"{table}.csv"].get("wasDerivedFrom"))
    return Origin(
        tables=[name.removesuffix(".csv") for name in direct if name in now.files],
        raw=[_raw(entities[name], entities) for name in direct if name not in now.files and "sha256" in entities[name]],
        code=str(entities["#code"]["version"]),
        sha256=str(entities[f"{table}.csv"]["sha256"]),
    )


def _entities(content: bytes) -> Entities:
    return {entity["@id"]: entity for entity in json.loads(content)["@graph"]}


def _ids(value: Any) -> list[str]:
    links = value if isinstance(value, list) else [value] if value else []
    return [link["@id"] for link in links]


def _raw(entity: Mapping[str, Any], entities: Entities) -> Raw:
    sources = [entities[name] for name in _ids(entity.get("hadPrimarySource"))]
    homes = [str(source["url"]) for source in sources if "url" in source]
    return Raw(
        name=str(entity["name"]),
        address=str(entity.get("url") or (homes[0] if len(homes) == 1 else "")),
        retrieved=str(entity["generatedAtTime"]),
        bytes=int(entity["contentSize"]),
        sha256=str(entity["sha256"]),
        publishers=list(dict.fromkeys(str(source.get("publisher", source["name"])) for source in sources)),
    )
