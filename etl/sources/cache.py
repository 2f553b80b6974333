"""What was made of the same contents before is read again, from a file that holds the hash of all it was made of.

Nothing in a cache is needed: a file that is missing, damaged or of other contents is passed over and written anew, and
where the folder cannot be written, nothing is. Files lie in a folder named by the code that made them, so that those of
other code are never read; they are cleared away. A file is its key, the hash of all that follows, and the entry.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from etl.contract.code_version import code_version
from etl.contract.packing import Entry, packed, unpacked

_HASH = 32  # bytes


@dataclass(frozen=True, kw_only=True)
class Cache:
    """Entries by name, in `folder`, as this `code` makes them, by default all of this package."""

    folder: Path
    code: str = field(default_factory=code_version)

    def get(self, name: str, key: bytes, make: Callable[[], Entry]) -> Entry:
        """The entry `name` that was put there under this `key`, else that of `make`, which is then put there."""
        entry = self.read(name, key)
        if entry is None:
            entry = make()
            self.put(name, key, entry)
        return entry

    def frame(self, made_of: str, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """The frame made of what the text `made_of` names by its hash; rows are numbered from 0."""

        def numbered() -> Entry:
            frame = make()
            frame.index = pd.RangeIndex(len(frame))  # in place: a frame with another index has other arrays
            return Entry({"": frame})

        key = hashlib.sha256(made_of.encode()).digest()
        return self.get(key.hex(), key, numbered).frames[""]

    def read(self, name: str, key: bytes = b"") -> Entry | None:
        """The entry `name`, of whatever key when none is given; None when there is none."""
        with suppress(OSError), (self._place / name).open("rb") as file:
            if file.read(_HASH).startswith(key):
                content = memoryview(file.read())
                if content[:_HASH] == hashlib.sha256(content[_HASH:]).digest():
                    return unpacked(content[_HASH:])
        return None

    def put(self, name: str, key: bytes, entry: Entry) -> None:
        """Let the entry `name` be this one, under a `key` of 32 bytes."""
        with suppress(OSError, KeyError):  # KeyError: a frame has columns of another type
            pieces, digest, place = [*packed(entry)], hashlib.sha256(), self._place
            for piece in pieces:
                digest.update(piece)
            if not place.exists():
                _clear(self.folder)
                place.mkdir(parents=True)
            replace_file(place / name, key, digest.digest(), *pieces)

    @property
    def _place(self) -> Path:
        return self.folder / f"{self.code}-pandas-{pd.__version__}-numpy-{np.__version__}"


def of_answers(raw: Path) -> Cache:
    """What was read out of the answers and tables in the folder `raw`."""
    return Cache(folder=raw / "parsed", code=code_version("contract", "sources"))


def _clear(folder: Path) -> None:
    for path in folder.glob("*"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()


def replace_file(path: Path, *pieces: Any, synced: bool = False) -> None:
    """Put the bytes `pieces` in the place of the file `path`, all or nothing; OSError when that cannot be done.

    Where they are not `synced` first, a power cut may leave an empty file.
    """
    fresh = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        with fresh.open("wb") as file:
            file.writelines(pieces)
            file.flush()
            if synced:
                os.fsync(file.fileno())
        os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)  # half a file on a full disk
