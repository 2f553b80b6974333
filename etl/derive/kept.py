"""Derived tables whose inputs are the same as at the last build are not made again.

The folder is data/raw/derived, a file for each table, and one for the verdicts and what is around them: the hash of all
that they were made of (rows of the tables they need, words, claims, the whole code), then the tables. Nothing in it is
needed: a file that is missing, damaged or of other inputs is passed over and written anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from etl.contract.code_version import code_version
from etl.contract.distinct import distinct
from etl.contract.identity import ByIdentity
from etl.contract.schema import as_conformed
from etl.contract.tables import TABLES
from etl.sources.parsed import packed, replace_file, unpacked

FOLDER = "derived"
_HASH, _LENGTH = 32, 8  # bytes
_DIGESTS: ByIdentity[bytes] = ByIdentity()


def kept(
    folder: Path | None,
    name: str,
    key: bytes,
    make: Callable[[], dict[str, pd.DataFrame]],
    note: dict[str, Any] | None = None,
) -> dict[str, pd.DataFrame]:
    """The frames that the file `name` of `folder` holds under `key`, else those of `make`, which are then held there.

    `make` gives conformed frames; those are never changed in place. Without a folder nothing is held. `note` is plain
    JSON that `make` fills in beside them, and that is filled in again when the frames are read.
    """
    if folder is None:
        return make()
    with suppress(OSError, ValueError, KeyError):
        frames, hashes = _unpacked((folder / name).read_bytes(), key)
        if note is not None:
            note |= hashes
        return frames
    tables = make()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(folder / name, key + b"".join(_packed(tables, note or {})))
    return tables


def _packed(frames: Mapping[str, pd.DataFrame], note: Mapping[str, Any]) -> Iterator[bytes]:
    parts = {name: packed(frame) for name, frame in frames.items()}
    head = json.dumps([{name: len(part) for name, part in parts.items()}, note]).encode()
    yield len(head).to_bytes(_LENGTH, "big") + head
    yield from parts.values()


def _unpacked(content: bytes, key: bytes) -> tuple[dict[str, pd.DataFrame], dict[str, Any]]:
    """The frames and the note of a file; ValueError when it was made of other inputs."""
    if content[:_HASH] != key:
        raise ValueError("made of other inputs")
    at = _HASH + _LENGTH
    end = at + int.from_bytes(content[_HASH:at], "big")
    frames = {}
    lengths, note = json.loads(content[at:end])
    for name, length in lengths.items():
        frames[name] = as_conformed(TABLES[name], unpacked(content[end : end + length]))
        end += length
    return frames, note


def key_of(frames: Mapping[str, pd.DataFrame], *other: Any) -> bytes:
    """The hash of `frames`, of what else a table is made of (as JSON), and of the code."""
    digest = hashlib.sha256(code())
    for name, frame in frames.items():
        digest.update(name.encode() + _DIGESTS.of(frame, _digest))
    digest.update(json.dumps(other, sort_keys=True, default=str).encode())
    return digest.digest()


def _digest(frame: pd.DataFrame) -> bytes:
    """The hash of names, types and cells of a typed frame, in the order in which they come."""
    digest = hashlib.sha256()
    for name, column in frame.items():
        codes, values = distinct(column)
        texts = values if column.dtype == "str" else map(repr, values)
        # no cell holds a control character (`contract.checks`)
        digest.update("\0".join([f"{name} {column.dtype} {len(values)}", *texts]).encode() + codes.tobytes())
    return digest.digest()


@cache
def code() -> bytes:
    """The hash of the pipeline's code, and of the libraries that compute."""
    libraries = f"{pd.__version__} {np.__version__}"
    return hashlib.sha256(f"{code_version()} {libraries}".encode()).digest()
