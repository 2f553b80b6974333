"""Publishing a package so that no reader ever sees half of one.

The new package is written into a sibling folder, synced, and exchanged with the old one in one step where the system
can (Linux `renameat2`). Elsewhere files are replaced one by one, `datapackage.json` last, with a journal that the next
start finishes.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from etl.contract.errors import EtlError

_EXCHANGE = 2
_AT_FDCWD = -100
JOURNAL = ".journal"
DESCRIPTOR = "datapackage.json"


def publish(files: Mapping[str, bytes], out: Path, *, exchange: bool = True) -> bool:
    """Make `out` hold exactly `files` (name to bytes); False when it already did.

    `exchange=False` takes the slow way of systems that cannot swap folders. Raises OSError when the disk fails; the
    old package is then untouched, or its journal lets `finish` complete the new one. Raises EtlError when `out` holds
    files of something else.
    """
    finish(out)
    if _same(files, out):
        return False
    _refuse_strangers(files, out)
    fresh = out.with_name(f"{out.name}.tmp-{os.getpid()}")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        _write(files, fresh)
        if not out.exists():
            fresh.rename(out)
        elif not (exchange and _swap(fresh, out)):
            _replace(fresh, out)
        _sync(out.parent)
    finally:
        if not (out / JOURNAL).exists():  # what a journal names is still needed
            shutil.rmtree(fresh, ignore_errors=True)
    return True


def finish(out: Path) -> None:
    """Complete a publication that a crash cut off, and clear away folders that one left behind."""
    journal = out / JOURNAL
    if journal.exists():
        plan = json.loads(journal.read_text(encoding="utf-8"))
        _move(out.with_name(plan["folder"]), out, plan["names"])
    for left in out.parent.glob(f"{out.name}.tmp-*"):
        pid = left.name.rpartition("-")[2]
        if pid.isdigit() and not _alive(int(pid)):
            shutil.rmtree(left, ignore_errors=True)


def _refuse_strangers(files: Mapping[str, bytes], out: Path) -> None:
    # the whole folder is replaced: a mistyped --out must not clear away somebody's files
    if not out.exists() or (out / DESCRIPTOR).exists():
        return
    known = {*files, JOURNAL, f"{JOURNAL}.new"}
    strange = sorted(p.name for p in out.iterdir() if p.name not in known) if out.is_dir() else [out.name]
    if strange:
        raise EtlError(f"{out} holds {strange[0]} and no {DESCRIPTOR}: not a package, so it is not replaced")


def _same(files: Mapping[str, bytes], out: Path) -> bool:
    if not out.is_dir() or {p.name for p in out.iterdir()} != set(files):
        return False
    return all((out / name).read_bytes() == content for name, content in files.items())


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    folder.mkdir(parents=True)
    for name, content in files.items():
        _write_one(folder / name, content)
    _sync(folder)


def _write_one(path: Path, content: bytes) -> None:
    with path.open("wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())


def _swap(a: Path, b: Path) -> bool:
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    done: int = rename(_AT_FDCWD, os.fsencode(a), _AT_FDCWD, os.fsencode(b), _EXCHANGE)
    return done == 0


def _replace(fresh: Path, out: Path) -> None:
    names = sorted(p.name for p in fresh.iterdir())
    started = out / f"{JOURNAL}.new"
    _write_one(started, json.dumps({"folder": fresh.name, "names": names}).encode("utf-8"))
    os.replace(started, out / JOURNAL)
    _move(fresh, out, names)


def _move(fresh: Path, out: Path, names: list[str]) -> None:
    # the descriptor last: readers check every file against the hashes it holds
    for name in sorted(names, key=lambda n: (n == DESCRIPTOR, n)):
        if (fresh / name).exists():
            os.replace(fresh / name, out / name)
    for left in out.iterdir():
        if left.name not in (*names, JOURNAL):
            left.unlink()
    _sync(out)
    (out / JOURNAL).unlink()
    shutil.rmtree(fresh, ignore_errors=True)


def _sync(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
