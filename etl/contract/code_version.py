"""Names the state of the pipeline's own code, its words, rules and queries: which version of it made a package."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
KINDS = (".py", ".toml", ".csv", ".sql", ".po")


@cache
def code_version(*rooms: str) -> str:
    """The first 12 hex digits of the sha256 over the names and texts of its files, whatever their line ends.

    `rooms` are folders of this package, by default all of it.
    """
    digest = hashlib.sha256()
    walked = (step for room in rooms or ("",) for step in os.walk(HERE / room))
    paths = (Path(folder, name) for folder, _, names in walked for name in names if name.endswith(KINDS))
    for name in sorted(path.relative_to(HERE).as_posix() for path in paths):
        digest.update(name.encode() + b"\n" + (HERE / name).read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]
