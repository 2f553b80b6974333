"""Whether a package is whole, obeys its own description, counts right, and is what `build` makes of the raw data.

Every check gives a line; a fault names the file and, where it can be known, the row. Nothing is written but a rebuilt
package in a temporary folder, and nothing is asked of the network.
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from etl.claims import FOLDER
from etl.collect.disk import DESCRIPTOR
from etl.contract.code_version import code_version
from etl.contract.errors import EtlError
from etl.contract.references import broken_references
from etl.contract.tables import TABLES
from etl.package import crate, datapackage, lists, readback, trail
from etl.package.recount import queries, recounts
from etl.package.verdict_log import FILE as LOG

Builder = Callable[[Path, Path], object]


@dataclass(frozen=True, kw_only=True)
class Check:
    """One thing that was looked at: what it is, how much of it, and what is wrong (empty = nothing)."""

    what: str
    extent: str
    faults: list[str] = field(default_factory=list)


def verify(package: Path, raw: Path | None, build: Builder) -> Iterator[Check]:
    """Every check of the folder `package`, in order; those after a fatal one are not made.

    `raw` is the folder to build from again with `build(raw, out)`; None when there is none.
    """
    try:
        files = readback.files_of(package)
        descriptor = json.loads(files[DESCRIPTOR])
        described = {r["path"]: {"hash": r["hash"]} for r in descriptor["resources"]}
        version, names = str(descriptor["version"]), set(descriptor.get("files", files))
        proof = {"hash": "", **descriptor.get("provenance", {})}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as err:
        yield Check(what="description", extent=DESCRIPTOR, faults=[f"{package}: no package can be read here ({err!r})"])
        return
    faults = [*_hashes(files, described | {crate.FILE: proof}, version)]
    faults += [f"{name}: the package does not name this file" for name in sorted(set(files) - names)]
    yield Check(what="hashes", extent=f"{len(described)} tables, data version {version}", faults=faults)
    yield Check(what="readable", extent="by any reader", faults=readback.faults(files))
    tables, faults = lists.read_package(files)
    yield Check(what="types, keys and bounds", extent=f"{sum(map(len, tables.values()))} rows", faults=faults)
    if faults:
        return
    yield _references(tables)
    yield Check(what="provenance", extent=f"from {len(tables)} tables to raw files", faults=trail.faults(files, raw))
    yield _recount(tables)
    if raw is not None:
        yield _rebuild(files, raw, build)


def _hashes(files: dict[str, bytes], described: dict[str, dict[str, Any]], version: str) -> Iterator[str]:
    for name, proof in described.items():
        if fault := readback.touched(files.get(name), proof):
            yield f"{name}: {fault}"
    own = datapackage.data_version({name: files.get(f"{name}.csv", b"") for name in TABLES})
    if own != version:
        yield f"{DESCRIPTOR}: the data version is {version}, the files give {own}"


def _references(tables: dict[str, pd.DataFrame]) -> Check:
    links = [target for table in TABLES.values() for target, _ in table.refers.values() if target]
    faults = [str(fault) for fault in broken_references(tables, TABLES)]
    return Check(what="references", extent=f"{len(links)} columns", faults=faults)


def _recount(tables: dict[str, pd.DataFrame]) -> Check:
    made = set(tables["recounts"]["recount"])
    again = recounts(tables, {name: sql for name, sql in queries(FOLDER).items() if name in made})
    wrong = again[~again["agrees"].astype(bool)]
    faults = [
        f"{r.row_table}.csv: {r.recount} {r.item}: the table has {r.table_value}, a recount gives {r.recounted}"
        for r in wrong.itertuples(index=False)
    ]
    return Check(what="recount", extent=f"{len(again)} numbers by SQL", faults=faults)


def _rebuild(files: dict[str, bytes], raw: Path, build: Builder) -> Check:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "processed"
        out.mkdir()
        # the log of verdicts grows from the package before it
        if LOG in files:
            (out / LOG).write_bytes(files[LOG])
        try:
            build(raw, out)
        except EtlError as err:
            return Check(what="rebuild", extent=f"from {raw}", faults=[str(err)])
        again = readback.files_of(out)
    names = sorted({*files, *again})
    faults = [_difference(n, files.get(n), again.get(n)) for n in names if files.get(n) != again.get(n)]
    made_by = trail.code_of(files)
    if faults and made_by not in ("", code_version()):
        faults.insert(0, f"{crate.FILE}: version {made_by} of the code made the package, and this is {code_version()}")
    return Check(what="rebuild", extent=f"{len(again)} files from {raw}", faults=faults)


def _difference(name: str, here: bytes | None, again: bytes | None) -> str:
    """Where the file differs from the rebuilt one: the first line that does, and the key of its row."""
    if here is None or again is None:
        return f"{name}: " + ("a rebuild makes it, it is not here" if here is None else "a rebuild does not make it")
    ours, theirs = here.decode("utf-8", "replace").split("\n"), again.decode("utf-8", "replace").split("\n")
    pairs = enumerate(zip(ours, theirs, strict=False), start=1)
    line = next((number for number, (a, b) in pairs if a != b), min(len(ours), len(theirs)) + 1)
    text = ours[line - 1] if line <= len(ours) else ""
    return f"{name}, line {line}: not what the raw data give{_key(name, ours[0], text)}"


def _key(name: str, head: str, line: str) -> str:
    table = TABLES.get(name.removesuffix(".csv"))
    rows = list(csv.DictReader(io.StringIO(f"{head}\n{line}\n")))
    if table is None or not rows or any(rows[0].get(k) is None for k in table.published.key):
        return ""
    return " (row " + " ".join(rows[0][k] for k in table.published.key) + ")"
