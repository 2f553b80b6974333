"""Answers once read are not read again: the frame of an answer, by the hash of its bytes and of the code that reads it.

The folder is data/raw/parsed. Nothing in it is needed: a file that is missing, damaged or of other code is passed over
and written anew, and where the folder cannot be written, nothing is. A file is the hash of all that follows it, the
length of its head, the head (columns, types and different texts as JSON) and the columns as numbers; no code is in it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.contract.distinct import Distinct, distinct, is_distinct
from etl.sources.base import Snapshot

FOLDER = "parsed"
_HASH, _LENGTH = 32, 8  # bytes
_NUMBERS: dict[str, tuple[str, Any]] = {  # how values are written, and the array that they are read into
    "Int64": ("int64", pd.arrays.IntegerArray),
    "Float64": ("float64", pd.arrays.FloatingArray),
    "boolean": ("bool", pd.arrays.BooleanArray),
}
_READERS = ("contract", "sources")  # folders of this package: what a frame is made by


def parsed(snapshot: Snapshot, name: str, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    """The frame `name` of an answer: the cached one, else that of `make`, which reads the answer and its key alone."""
    frame = getattr(snapshot, "parsed", None)
    return frame.get(f"{snapshot.key} {name}", make) if isinstance(frame, FrameCache) else make().reset_index(drop=True)


@dataclass(frozen=True, kw_only=True)
class FrameCache:
    """The cached frames of one answer: in `folder`, under a name made of `sha256`, which is the hash of its bytes."""

    folder: Path
    sha256: str

    def get(self, name: str, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """The frame `name`, rows numbered from 0; made and cached when it is not there."""
        path = self.folder / _code() / hashlib.sha256(f"{self.sha256} {name}".encode()).hexdigest()[:40]
        with suppress(OSError, ValueError, KeyError):
            return unpacked(path.read_bytes())
        frame = make()
        frame.index = pd.RangeIndex(len(frame))  # in place: a frame with another index has other arrays
        if _fits(frame):
            with suppress(OSError):
                _write(path, packed(frame))
        return frame


def packed(frame: pd.DataFrame) -> bytes:
    """`frame` as bytes; its columns are of the types str, Int64, Float64 or boolean."""
    head: list[dict[str, Any]] = []
    body: list[bytes] = []
    for name, column in frame.items():
        kind = str(column.dtype)
        if kind in _NUMBERS:
            missing = column.isna().to_numpy()
            parts: list[npt.NDArray[Any]] = [column.to_numpy(dtype=_NUMBERS[kind][0], na_value=0), missing]
            head.append({"name": name, "type": kind})
        else:
            codes, values = distinct(column)
            parts = [codes]
            head.append({"name": name, "type": kind, "values": values})
        body += [part.tobytes() for part in parts]
    header = json.dumps({"rows": len(frame), "columns": head}, ensure_ascii=False).encode()
    content = len(header).to_bytes(_LENGTH, "big") + header + b"".join(body)
    return hashlib.sha256(content).digest() + content


def unpacked(content: bytes) -> pd.DataFrame:
    """The frame of `packed` bytes; ValueError when they are damaged."""
    if hashlib.sha256(content[_HASH:]).digest() != content[:_HASH]:
        raise ValueError("damaged")
    at = _HASH + _LENGTH
    end = at + int.from_bytes(content[_HASH:at], "big")
    head = json.loads(content[at:end])
    rows, columns, known = int(head["rows"]), {}, {}
    for column in head["columns"]:
        kind = column["type"]
        if kind in _NUMBERS:
            written, array = _NUMBERS[kind]
            values = np.frombuffer(content, dtype=written, count=rows, offset=end).copy()
            missing = np.frombuffer(content, dtype=bool, count=rows, offset=end + values.nbytes).copy()
            columns[column["name"]] = array(values, missing)
            end += values.nbytes + rows
        else:
            codes = np.frombuffer(content, dtype="int32", count=rows, offset=end).copy()
            texts = pd.array([*column["values"], None], dtype="str")  # the last one is for missing cells
            columns[column["name"]] = texts.take(codes)
            known[column["name"]] = Distinct(codes, column["values"])
            end += codes.nbytes
    frame = pd.DataFrame(columns, index=pd.RangeIndex(rows), copy=False)
    for name, found in known.items():
        is_distinct(frame[name], found)
    return frame


def _fits(frame: pd.DataFrame) -> bool:
    return all(str(dtype) == "str" or str(dtype) in _NUMBERS for dtype in frame.dtypes)


def _write(path: Path, content: bytes) -> None:
    if not path.parent.exists():
        for left in path.parent.parent.glob("*"):  # what other code has read
            shutil.rmtree(left, ignore_errors=True)
        path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, content)


def replace_file(path: Path, content: bytes) -> None:
    """Put `content` in the place of the file at `path`, all of it or nothing; OSError when that cannot be done."""
    fresh = path.with_suffix(f".{os.getpid()}.tmp")
    fresh.write_bytes(content)
    os.replace(fresh, path)


@cache
def _code() -> str:
    """The hash of all code and lists that a frame may depend on."""
    package, digest = Path(__file__).resolve().parents[1], hashlib.sha256(f"{pd.__version__} {np.__version__}".encode())
    for path in sorted(path for folder in _READERS for path in (package / folder).rglob("*")):
        if path.suffix in (".py", ".csv", ".toml"):
            digest.update(f"{path.name} ".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:20]
