"""A package is read back by the rules of its readers before it is published: what they could not load is not published.

The rules are those of any reader of the Frictionless description: every file has the hash and the columns that
`datapackage.json` gives, and every cell can be read as the type it names (64-bit integers, finite numbers).
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from etl.collect.disk import DESCRIPTOR
from etl.contract.csv_reader import csv_reader
from etl.contract.errors import EtlError
from etl.contract.types import DTYPES
from etl.package.datapackage import proof


def files_of(package: Path) -> dict[str, bytes]:
    """The files of the folder `package` by their names; OSError where there is no such folder."""
    return {path.name: path.read_bytes() for path in package.iterdir() if path.is_file()}


def check(files: Mapping[str, bytes]) -> None:
    """Raise EtlError that names every file of the package `files` which a reader could not load, and why."""
    if found := faults(files):
        raise EtlError("the package could not be read back, so it was not published: " + "; ".join(found))


def faults(files: Mapping[str, bytes]) -> list[str]:
    """A sentence for each file of the package `files` which a reader could not load: its name, and why."""
    try:
        return [f"{name}: {fault}" for name, fault in _faults(files)]
    except (ValueError, KeyError, TypeError) as err:
        return [f"{DESCRIPTOR} is damaged ({type(err).__name__})"]


def _faults(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    described = json.loads(files[DESCRIPTOR])
    beside = described.get("provenance")
    if beside and (fault := touched(files.get(beside["path"]), beside)):
        yield beside["path"], fault
    for resource in described["resources"]:
        path = resource["path"]
        if fault := touched(files.get(path), resource) or _unreadable(files[path], resource):
            yield path, fault


def touched(content: bytes | None, described: Mapping[str, Any]) -> str:
    """Why a file is not the one that its description in `datapackage.json` is of; empty when it is."""
    if content is None:
        return "it is described and is not there"
    return "" if proof(content)["hash"] == described["hash"] else "it is not the file that is described"


def _unreadable(content: bytes, resource: Mapping[str, Any]) -> str:
    """Why a table cannot be read as it is described; empty when it can."""
    columns = [field["name"] for field in resource["schema"]["fields"]]
    # any text in UTF-8 is a string and, to a reader, a date
    types = {f["name"]: DTYPES[f["type"]] for f in resource["schema"]["fields"] if f["type"] in DTYPES}
    reading: dict[str, Any] = {"dtype": types, "usecols": [*types], "keep_default_na": False, "na_values": [""]}
    try:
        if next(csv_reader(content.decode().partition("\n")[:1]), []) != columns:
            return "its columns are not those described"
        if not types:
            return ""
        with pd.read_csv(io.BytesIO(content), chunksize=_ROWS, low_memory=False, **reading) as parts:
            return next(filter(None, (_broken(part, types) for part in parts)), "")
    except (ValueError, OverflowError, TypeError) as err:
        return f"{type(err).__name__}: {err}"


_ROWS = 20_000  # read at a time: a whole large table would be there twice


def _broken(frame: pd.DataFrame, types: Mapping[str, str]) -> str:
    """What a reader could not use of some rows of a table; empty when there is nothing."""
    for name, dtype in types.items():
        if dtype == "Float64" and not np.isfinite(frame[name].to_numpy(dtype="float64", na_value=0.0)).all():
            return f"column {name} holds a number that is not finite"
    return ""
