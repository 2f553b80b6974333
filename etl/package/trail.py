"""Reads `ro-crate-metadata.json` back: each trail from a table leads to raw files, and sizes and hashes are true."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from etl.contract.tables import TABLES
from etl.package.crate import CODE, FILE

Entities = Mapping[str, Mapping[str, Any]]
_PREFIX = "data/raw/"


def code_of(files: Mapping[str, bytes]) -> str:
    """The version of the code that made the package `files`, as its crate says; empty where it does not."""
    try:
        return str(_entities(files)[CODE]["version"])
    except (ValueError, KeyError, TypeError):
        return ""


def faults(files: Mapping[str, bytes], raw: Path | None) -> list[str]:
    """What is wrong with the crate of the package `files`, in sentences; raw files are looked at where `raw` is given.

    A raw file that is not there is no fault: answers that may not be passed on stay with who asked.
    """
    try:
        entities = _entities(files)
        return [f"{FILE}: {fault}" for fault in _faults(entities, files, raw)]
    except (ValueError, KeyError, TypeError, AttributeError) as err:
        return [f"{FILE}: it cannot be read ({type(err).__name__})"]


def _entities(files: Mapping[str, bytes]) -> Entities:
    return {entity["@id"]: entity for entity in json.loads(files[FILE])["@graph"]}


def _faults(entities: Entities, files: Mapping[str, bytes], raw: Path | None) -> Iterator[str]:
    for entity in entities.values():
        for target in _links(entity):
            if target not in entities:
                yield f"{entity['@id']} leads to {target}, which is not described"
    for table in TABLES:
        name = f"{table}.csv"
        if name not in entities:
            yield f"{name} is not described"
        elif files[name].count(b"\n") > 1 and not _arrives(name, entities):
            yield f"{name} leads to no raw file and to no rules"
    for name, content in files.items():
        expected = entities.get(name, {}).get("sha256")
        if expected and expected != hashlib.sha256(content).hexdigest():
            yield f"{name} is not the file that is described"
    if raw is not None:
        named = [e for e in entities.values() if str(e.get("name", "")).startswith(_PREFIX)]
        yield from (f"{e['name']} is not the file that was read" for e in named if not _is_held(e, raw))


def _arrives(name: str, entities: Entities) -> bool:
    """Whether `wasDerivedFrom` leads from a table to something that is no table."""
    waiting, reached = [name], {name}
    while waiting:
        for target in _links([entities[waiting.pop()].get("wasDerivedFrom")]):
            if not target.endswith(".csv") or target.startswith("#"):
                return True
            if target not in reached and target in entities:
                reached.add(target)
                waiting.append(target)
    return False


def _is_held(entity: Mapping[str, Any], raw: Path) -> bool:
    """Whether a raw file that is there is the one described; one that cannot be unpacked is not."""
    path = raw / str(entity["name"]).removeprefix(_PREFIX)
    if not path.is_file():
        return True
    try:
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except (OSError, EOFError, zlib.error):
        return False
    return hashlib.sha256(content).hexdigest() == entity["sha256"]


def _links(value: Any) -> Iterator[str]:
    """Ids that an entity, or a list of values, leads to."""
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        if isinstance(item, dict) and set(item) == {"@id"}:
            yield item["@id"]
        else:
            yield from _links(item)
