"""Names the state of our own code, words and assets: what a kept page or picture depends on beside the data."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from dashboard.texts.translations import language

HERE = Path(__file__).resolve().parents[1]


@cache
def code() -> str:
    """The first 12 hex digits of a hash over them."""
    digest = hashlib.sha256(language().encode())
    kinds = (".py", ".js", ".css", ".html", ".svg", ".toml", ".po")
    for path in sorted(p for p in HERE.rglob("*") if p.suffix in kinds):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
