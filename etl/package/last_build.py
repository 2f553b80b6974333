"""The last build: where all that goes into a package and the package itself are as it left them, nothing is made anew.

The folder is that of `etl.derive.table_cache`. Nothing in the file is needed: a missing or damaged one is passed over.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from etl.derive.table_cache import code
from etl.package.journal import STAGING
from etl.sources.parsed import replace_file

FILE = "last-build"


@dataclass(kw_only=True)
class Summary:
    """What a build made: rows by table, verdicts, sources whose answers could not be read, and what was set aside."""

    version: str
    created: str
    changed: bool
    rows: dict[str, int] = field(default_factory=dict)
    periods: tuple[str, str] = ("", "")
    verdicts: list[tuple[str, str, str]] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class LastBuild:
    """What the file in `folder` says of a build with the hash `inputs`."""

    folder: Path
    inputs: str

    def summary(self, out: Path) -> Summary | None:
        """That of the last build, with nothing changed; None when it had other inputs, or `out` is not as it was."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            known = json.loads((self.folder / FILE).read_bytes())
            if known["inputs"] == self.inputs and known["package"] == _package(out):
                return _unchanged(known["summary"])
        return None

    def put(self, out: Path, summary: Summary) -> None:
        """Write down what a build with these inputs has made in `out`, where the folder may be written."""
        with suppress(OSError):
            known = {"inputs": self.inputs, "package": _package(out), "summary": asdict(summary)}
            self.folder.mkdir(parents=True, exist_ok=True)
            replace_file(self.folder / FILE, json.dumps(known).encode())


def _unchanged(known: Mapping[str, Any]) -> Summary:
    """The summary of a build that finds all as an earlier one left it; `known` are the fields of that one's."""
    first, last = known["periods"]
    verdicts = [(claim, part, verdict) for claim, part, verdict in known["verdicts"]]
    return Summary(**{**known, "changed": False, "periods": (first, last), "verdicts": verdicts, "moved": []})


def inputs_of(raw: Path, article: Path, choice: str) -> str:
    """The hash of all that a build is made of: code, libraries, the operator's `choice`, the article, and raw data.

    A live answer counts by name, size and time: its ledger holds the hash by which it is read.
    """
    digest = hashlib.sha256(code() + choice.encode())
    for folder in (raw / "bundled", article):
        for name, path in _files(folder):
            digest.update(name.encode() + hashlib.sha256(path.read_bytes()).digest())
    for name, path in _files(raw / "live"):
        digest.update(f"{name} {path.stat().st_size} {path.stat().st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    yield from sorted((p.relative_to(folder).as_posix(), p) for p in folder.rglob("*") if p.is_file())


def _package(out: Path) -> str:
    """The hash of every file in `out`; OSError where something else is there."""
    digest = hashlib.sha256()
    for path in sorted(out.iterdir()):
        if path.name != STAGING:
            digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
