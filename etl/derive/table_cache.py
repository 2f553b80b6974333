"""Derived tables whose inputs are the same as at the last build are not made again.

The folder is data/raw/derived, a file for each table, and one for the verdicts and what is around them: the hash of all
that they were made of (rows of the tables they need, words, claims, the whole code), then the tables. Nothing in it is
needed: a file that is missing, damaged or of other inputs is passed over and written anew. Small tables are made sooner
than they are hashed, written and read, so of these nothing is held (`LARGE`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.contract.code_version import code_version
from etl.contract.distinct import distinct
from etl.contract.memo import Memo
from etl.contract.schema import as_conformed
from etl.contract.tables import TABLES
from etl.sources.parsed import packed, replace_file, unpacked

FOLDER = "derived"
LARGE = 100_000  # rows of all tables: the bundled ones are 72,000, those of a quarter of a world 128,000
_HASH, _LENGTH = 32, 8  # bytes
_DIGESTS: Memo[bytes] = Memo()


def of_use(folder: Path | None, tables: Mapping[str, pd.DataFrame]) -> Path | None:
    """The folder in which what is made of `tables` is to be held; None when they are small."""
    return folder if sum(map(len, tables.values())) >= LARGE else None


def cached(
    folder: Path,
    name: str,
    key: bytes,
    make: Callable[[], dict[str, pd.DataFrame]],
    note: dict[str, Any] | None = None,
) -> dict[str, pd.DataFrame]:
    """The frames that the file `name` of `folder` holds under `key`, else those of `make`, which are then held there.

    `make` gives conformed frames; those are never changed in place. `note` is plain JSON that `make` fills in beside
    them, and that is filled in again when the frames are read.
    """
    with suppress(*_UNFIT):
        frames, held = _unpacked(_content(folder / name, key))
        if note is not None:
            note |= held
        return frames
    tables = make()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(folder / name, key + b"".join(_packed(tables, note or {})))
    return tables


def before(folder: Path, name: str) -> tuple[dict[str, pd.DataFrame], dict[str, Any]]:
    """The frames and the note that the file `name` of `folder` holds, under whatever key; none when it cannot be read.

    The columns may be those of other code, so a caller has to know from the note what the frames are made of.
    """
    with suppress(*_UNFIT):
        return _unpacked(_content(folder / name))
    return {}, {}


_UNFIT = (OSError, ValueError, KeyError)  # what is raised for a file that is missing, damaged or of other inputs


def _content(path: Path, key: bytes = b"") -> bytes:
    """What a file holds after its key; ValueError when it has another than `key`."""
    content = path.read_bytes()
    if content[: len(key)] != key:
        raise ValueError("made of other inputs")
    return content[_HASH:]


def _packed(frames: Mapping[str, pd.DataFrame], note: Mapping[str, Any]) -> Iterator[bytes]:
    parts = {name: packed(frame) for name, frame in frames.items()}
    head = json.dumps([{name: len(part) for name, part in parts.items()}, note]).encode()
    yield hashlib.sha256(head).digest() + len(head).to_bytes(_LENGTH, "big") + head
    yield from parts.values()


def _unpacked(content: bytes) -> tuple[dict[str, pd.DataFrame], dict[str, Any]]:
    """The frames and the note of `_packed` bytes; ValueError when they are damaged."""
    at = _HASH + _LENGTH
    end = at + int.from_bytes(content[_HASH:at], "big")
    if hashlib.sha256(content[at:end]).digest() != content[:_HASH]:
        raise ValueError("damaged")
    lengths, note = json.loads(content[at:end])
    frames = {}
    for name, length in lengths.items():
        frames[name] = as_conformed(TABLES[name], unpacked(content[end : end + length]))
        end += length
    return frames, note


def key_of(frames: Mapping[str, pd.DataFrame], *other: Any) -> bytes:
    """The hash of `frames`, of what else a table is made of (as JSON), and of the code."""
    digest = hashlib.sha256(code())
    for name, frame in frames.items():
        digest.update(name.encode() + _DIGESTS.of(frame, make=partial(_digest, frame)))
    digest.update(json.dumps(other, sort_keys=True, default=str).encode())
    return digest.digest()


def _digest(frame: pd.DataFrame) -> bytes:
    """The hash of names, types and cells of a typed frame, in the order in which they come."""
    digest = hashlib.sha256()
    for name, column in frame.items():
        head = f"{name} {column.dtype} "
        if str(column.dtype) in _MISSING:
            digest.update(head.encode() + _numbers(column).tobytes())
        else:
            codes, values = distinct(column)
            # no cell holds a control character (`contract.checks`)
            digest.update("\0".join([f"{head}{len(values)}", *map(str, values)]).encode() + codes.tobytes())
    return digest.digest()


def cells(frame: pd.DataFrame) -> list[Numbers]:
    """Each column of a typed frame as 64-bit numbers that are the same where the cells are; a text is its hash."""
    return [_numbers(frame[name]) for name in frame]


def _numbers(column: pd.Series[Any]) -> Numbers:
    if str(column.dtype) in _MISSING:
        kind, missing = _MISSING[str(column.dtype)]
        return column.to_numpy(dtype=kind, na_value=missing).view(np.int64)
    codes, values = distinct(column)
    hashes = [hashlib.sha256(repr(value).encode()).digest()[:8] for value in values]
    return np.frombuffer(b"".join([*hashes, bytes(8)]), dtype=np.int64)[codes]  # the last one is for missing cells


Numbers = npt.NDArray[np.int64]
# type of a column -> that of its numbers, and one that no cell of it is
_MISSING: dict[str, tuple[str, Any]] = {
    "Int64": ("int64", -(2**63)),
    "Float64": ("float64", np.nan),
    "boolean": ("int64", -1),
}


@cache
def code() -> bytes:
    """The hash of the pipeline's code, and of the libraries that compute."""
    libraries = f"{pd.__version__} {np.__version__}"
    return hashlib.sha256(f"{code_version()} {libraries}".encode()).digest()
