"""Results of one function that are kept one by one, by the hash of what it was given: a month changes few of them.

The folder is that of `kept.py`, with a file for each function: its hash, then JSON. Nothing in it is needed: a file
that is missing, damaged or of other code is passed over, and only results that were asked for are written again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from etl.derive.kept import code
from etl.sources.parsed import replace_file

_HASH = 32  # bytes


class Pieces:
    """What a function gave for each input; its results are plain JSON."""

    def __init__(self, held: dict[str, Any] | None = None) -> None:
        self.held, self.asked = held or {}, dict[str, Any]()

    def of(self, content: bytes, make: Callable[[], Any]) -> Any:
        """What `make` gave for equal bytes, in this build or the last, or gives now."""
        key = hashlib.sha256(content).hexdigest()
        if key not in self.asked:
            self.asked[key] = self.held[key] if key in self.held else make()
        return self.asked[key]


@contextmanager
def pieces(folder: Path | None, name: str) -> Iterator[Pieces]:
    """The results in the file `name` of `folder`, written again at the end; without a folder none are held."""
    if folder is None:
        yield Pieces()
        return
    known = Pieces(_read(folder / name))
    yield known
    if known.asked != known.held:
        content = json.dumps({"code": code().hex(), "results": known.asked}).encode()
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            replace_file(folder / name, hashlib.sha256(content).digest() + content)


def _read(path: Path) -> dict[str, Any]:
    """The results of a file; none when it is missing, damaged or of other code."""
    with suppress(OSError):
        content = path.read_bytes()
        if hashlib.sha256(content[_HASH:]).digest() == content[:_HASH]:
            results = json.loads(content[_HASH:])
            if results["code"] == code().hex():
                return dict(results["results"])
    return {}
