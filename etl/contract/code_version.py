"""Names the state of the pipeline's own code, its words, rules and queries: which version of it made a package."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
KINDS = (".py", ".toml", ".csv", ".sql", ".po")


@cache
def code_version() -> str:
    """The first 12 hex digits of the sha256 over the names and texts of its files, whatever their line ends."""
    digest = hashlib.sha256()
    files = {path.relative_to(HERE).as_posix(): path for path in HERE.rglob("*") if path.suffix in KINDS}
    for name in sorted(files):
        digest.update(name.encode() + b"\n" + files[name].read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]
