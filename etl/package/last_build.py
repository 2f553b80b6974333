"""The last build: where all that goes into a package and the package itself are as it left them, nothing is made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from etl.contract.packing import Entry
from etl.package.journal import STAGING
from etl.sources.cache import Cache

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


def summary_of(cache: Cache, inputs: bytes, out: Path) -> Summary | None:
    """That of the last build, with nothing changed; None when it had other `inputs`, or `out` is not as it was."""
    with suppress(OSError):
        last = cache.read(FILE, inputs)
        if last is not None and last.note["package"] == _package(out):
            summary = last.note["summary"]
            lists = {"periods": tuple(summary["periods"]), "verdicts": [*map(tuple, summary["verdicts"])]}
            return Summary(**{**summary, **lists, "changed": False, "moved": []})
    return None


def put_summary(cache: Cache, inputs: bytes, out: Path, summary: Summary) -> None:
    """Write down what a build of these `inputs` has made in `out`."""
    with suppress(OSError):
        cache.put(FILE, inputs, Entry(note={"package": _package(out), "summary": asdict(summary)}))


def inputs_of(raw: Path, article: Path, choice: str) -> bytes:
    """The hash of all that a build is made of beside code: the operator's `choice`, the article, and raw data.

    A live answer counts by name, size and time: its ledger holds the hash by which it is read.
    """
    digest = hashlib.sha256(choice.encode())
    for folder in (raw / "bundled", article):
        for name, path in _files(folder):
            digest.update(name.encode() + hashlib.sha256(path.read_bytes()).digest())
    for name, path in _files(raw / "live"):
        digest.update(f"{name} {path.stat().st_size} {path.stat().st_mtime_ns}\n".encode())
    return digest.digest()


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    yield from sorted((p.relative_to(folder).as_posix(), p) for p in folder.rglob("*") if p.is_file())


def _package(out: Path) -> str:
    """The hash of every file in `out`; OSError where something else is there."""
    digest = hashlib.sha256()
    for path in sorted(out.iterdir()):
        if path.name != STAGING:
            digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
