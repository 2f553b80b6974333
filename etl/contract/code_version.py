"""Names the state of the pipeline's own code, its words, rules and queries: which version of it made a package."""

from __future__ import annotations

import hashlib
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
    paths = [path for room in rooms or ("",) for path in (HERE / room).rglob("*") if path.suffix in KINDS]
    files = {path.relative_to(HERE).as_posix(): path for path in paths}
    for name in sorted(files):
        digest.update(name.encode() + b"\n" + files[name].read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]
