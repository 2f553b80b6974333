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
    hashes = {name: one for name, one in _hashes().items() if not rooms or name.partition("/")[0] in rooms}
    return hashlib.sha256("\n".join(f"{name} {hashes[name]}" for name in sorted(hashes)).encode()).hexdigest()[:12]


@cache
def _hashes() -> dict[str, str]:
    """The hash of each file by its name."""
    paths = (Path(folder, name) for folder, _, names in os.walk(HERE) for name in names if name.endswith(KINDS))
    texts = ((path.relative_to(HERE).as_posix(), path.read_bytes().replace(b"\r\n", b"\n")) for path in paths)
    return {name: hashlib.sha256(text).hexdigest() for name, text in texts}
