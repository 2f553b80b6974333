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

from etl.collect.store import lock, sync
from etl.contract.errors import EtlError

_EXCHANGE = 2
_AT_FDCWD = -100
JOURNAL = ".journal"
STAGING = ".staging"  # inside a mount point, which cannot be exchanged
DESCRIPTOR = "datapackage.json"


def publish(files: Mapping[str, bytes], out: Path, *, exchange: bool = True) -> bool:
    """Make `out` hold exactly `files` (name to bytes); False when it already did.

    `out` may be a link to a folder, which is followed, or a mount point, whose files are then replaced one by one.
    `exchange=False` takes the slow way of systems that cannot swap folders. Raises OSError when the disk fails; the
    old package is then untouched, or its journal lets `finish` complete the new one. Raises EtlError when `out` holds
    anything that a publication did not write, and Busy when another publication into `out` is under way.
    """
    out = out.resolve()
    staging = _staging(out)
    try:
        staging.mkdir(parents=True, exist_ok=True)
        with lock(staging / f".{out.name}.lock"):
            return _publish(files, out, staging, exchange and staging == out.parent)
    except PermissionError as err:
        raise EtlError(
            f"{staging} may not be written by this user ({err.strerror}): a package is made beside the old one and "
            "then exchanged with it, so the folder above --out must be writable"
        ) from err


def _publish(files: Mapping[str, bytes], out: Path, staging: Path, exchange: bool) -> bool:
    finish(out)
    if _same(files, out):
        return False
    _refuse_strangers(files, out)
    fresh = staging / f"{_prefix(out)}{os.getpid()}"
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        _write(files, fresh)
        if not out.exists():
            fresh.rename(out)
        elif not (exchange and _swap(fresh, out)):
            _replace(fresh, out)
        sync(out.parent)
    finally:
        if not (out / JOURNAL).exists():  # what a journal names is still needed
            shutil.rmtree(fresh, ignore_errors=True)
    return True


def _staging(out: Path) -> Path:
    """Where the new package is written: beside the old one, or inside it when it is a file system of its own."""
    return out / STAGING if os.path.ismount(out) else out.parent


def _prefix(out: Path) -> str:
    return f"{out.name}.tmp-"


def finish(out: Path) -> None:
    """Complete a publication that a crash cut off, and clear away folders that one left behind.

    A journal that cannot be read is set aside beside `out`: the next publication writes every file anew.
    """
    staging, journal = _staging(out), out / JOURNAL
    if journal.exists():
        try:
            plan = json.loads(journal.read_text(encoding="utf-8"))
            folder, names = staging / str(plan["folder"]), [str(name) for name in plan["names"]]
        except (ValueError, KeyError, TypeError):
            os.replace(journal, staging / f"{out.name}{JOURNAL}.damaged")
        else:
            _move(folder, out, names)
    for left in staging.glob(f"{_prefix(out)}*"):
        pid = left.name.rpartition("-")[2]
        if pid.isdigit() and not _alive(int(pid)):
            shutil.rmtree(left, ignore_errors=True)


def _refuse_strangers(files: Mapping[str, bytes], out: Path) -> None:
    # the whole folder is replaced: nothing that a publication did not write may be cleared away
    if not out.exists():
        return
    if not out.is_dir():
        raise EtlError(f"{out} is a file: --out names the folder of a package")
    own = {*files, *_written(out), JOURNAL, f"{JOURNAL}.new"}
    strange = sorted(p.name for p in out.iterdir() if p.name != STAGING and not (p.name in own and _plain(p)))
    if strange:
        raise EtlError(
            f"{out / strange[0]} was not written by a build, so {out} is not replaced: move it away, or choose "
            "another folder with --out"
        )


def _plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _written(out: Path) -> set[str]:
    """Names of the files that the publication before wrote, as its descriptor lists them; none when it is not ours."""
    try:
        before = json.loads((out / DESCRIPTOR).read_text(encoding="utf-8"))
        if "files" in before:
            return {str(name) for name in before["files"]}
        # packages before the descriptor had a list of files
        if before["name"] == "russia-iran-ledger":
            return {str(r["path"]) for r in before["resources"]} | {DESCRIPTOR, "README.md"}
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return set()


def _same(files: Mapping[str, bytes], out: Path) -> bool:
    if not out.is_dir() or {p.name for p in out.iterdir()} - {STAGING} != set(files):
        return False
    return all((out / name).read_bytes() == content for name, content in files.items())


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    folder.mkdir(parents=True)
    for name, content in files.items():
        _write_one(folder / name, content)
    sync(folder)


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
        if left.name not in (*names, JOURNAL, STAGING):
            left.unlink()
    sync(out)
    (out / JOURNAL).unlink()
    shutil.rmtree(fresh, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
