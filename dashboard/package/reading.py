"""Reads the package: all of it, into memory, typed by its own `datapackage.json` and checked against its hashes.

Dates stay ISO text, because a publisher may give no more than a month.
"""

from __future__ import annotations

import io
import json
import os
import site
import sys
import time
import zlib
from collections import UserDict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.package import heap, joined
from dashboard.package.store import DESCRIPTOR, DISTRIBUTION, Package
from dashboard.package.tables import Tables
from dashboard.texts import parties

README = "README.md"
_DTYPES = {"string": "str", "date": "str", "integer": "Int64", "number": "Float64", "boolean": "boolean"}


class PackageError(Exception):
    """There is no whole package in the folder: missing, unreadable, or its files are not those it describes."""


class Files(UserDict[str, bytes]):
    """The bytes of each file by its name; they are held compressed, because few readers ask for a whole file."""

    def __setitem__(self, name: str, content: bytes) -> None:
        super().__setitem__(name, zlib.compress(content, level=1))

    def __getitem__(self, name: str) -> bytes:
        return zlib.decompress(super().__getitem__(name))


def load(folder: Path, before: Package | None = None, *, tries: int = 3, pause: float = 0.05) -> Package:
    """The package in `folder`; PackageError when after `tries` looks its files are still not those it describes.

    A table that is described as one of the package `before` is taken over from it.
    """
    for left in reversed(range(tries)):
        try:
            package = _load(folder, before)
            heap.give_back()
            return package
        except PackageError:
            if not left:
                raise
            time.sleep(pause)  # a build may be publishing file by file right now
    raise AssertionError("unreachable")


def _load(folder: Path, before: Package | None) -> Package:
    path = folder / DESCRIPTOR
    try:
        published, content = path.stat().st_mtime, path.read_bytes()
        descriptor = json.loads(content)
        files, packed, resources, frames = Files(), Files(), {}, {}
        own = {r["name"]: r for r in descriptor["resources"]}
        for name, resource in own.items():
            table = _checked(folder, resource)
            if "joined" in resource:
                packed[resource["path"]] = table
                lists = own[resource["joined"]["resource"]]
                table = joined.contents(resource, table, _checked(folder, lists))
                resource = joined.described(resource, lists, table)
            files[resource["path"]], resources[name] = table, resource
            frames[name] = _table(name, resource, table, before)
        provenance = descriptor.get("provenance")  # an earlier package has none
        crate = _checked(folder, provenance) if provenance else b""
        if not (descriptor["version"] and descriptor["created"]):
            raise PackageError(f"{path} names no version or date")
    except (OSError, ValueError, KeyError, TypeError) as err:
        raise PackageError(f"no whole package in {folder}: {err}") from err
    try:
        parties.of(frames["countries"])
        descriptor["article"]["leads"], descriptor["article"]["event"], descriptor["calendars"]
    except (KeyError, TypeError, ValueError) as err:
        raise PackageError(f"{folder} names no two countries or no article: build it again") from err
    if packed:
        packed[DESCRIPTOR] = content
        descriptor = descriptor | {"resources": list(resources.values())}
        if crate:
            packed[provenance["path"]] = crate
            crate = joined.crate(crate, resources)
            descriptor["provenance"] = provenance | joined.proof(crate)
        content = joined.text(descriptor)
    if crate:
        files[provenance["path"]] = crate
    files[DESCRIPTOR] = content
    if (readme := folder / README).exists():
        files[README] = readme.read_bytes()
    return Package(
        descriptor=descriptor,
        tables=Tables(frames),
        files=files,
        published=published,
        resources=resources,
        packed=packed,
    )


def _checked(folder: Path, resource: Mapping[str, Any]) -> bytes:
    name = Path(resource["path"]).name  # a package describes files beside it, nothing elsewhere
    content = (folder / name).read_bytes()
    if joined.proof(content)["hash"] != resource["hash"]:
        raise PackageError(f"{folder / name} is not the file that {DESCRIPTOR} describes")
    return content


def _table(name: str, resource: Mapping[str, Any], content: bytes, before: Package | None) -> pd.DataFrame:
    if before and before.resources.get(name) == resource:  # its hash too
        return before.tables[name]
    dtypes = {f["name"]: _DTYPES[f["type"]] for f in resource["schema"]["fields"]}
    # "NA" is Namibia: only an empty cell is missing
    frame = pd.read_csv(io.BytesIO(content), dtype=dtypes, keep_default_na=False, na_values=[""])
    return frame[list(dtypes)]


def default_folder() -> Path:
    """Folder of the package: LEDGER_DATA, else that of the checkout, else the user's own, else the wheel's."""
    if named := os.environ.get("LEDGER_DATA"):
        return Path(named)
    root = Path(__file__).resolve().parents[2]
    checkout = root / "data" / "processed"
    shares = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    own = Path(os.environ.get("LEDGER_HOME") or shares / DISTRIBUTION)
    # where pip puts what a wheel brings: in the environment, under the user's base, beside the code with --target
    brought = [Path(base) / "share" / DISTRIBUTION for base in (sys.prefix, site.getuserbase(), root)]
    folders = [checkout, *(folder / "processed" for folder in (own, *brought))]
    return next((folder for folder in folders if (folder / DESCRIPTOR).is_file()), checkout)
