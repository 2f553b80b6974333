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
    out = target(out)
    staging = _staging(out)
    try:
        staging.mkdir(parents=True, exist_ok=True)
        with lock(staging / f".{out.name}.lock"):
            return _publish(files, out, staging, exchange and staging == out.parent)
    except (FileExistsError, NotADirectoryError) as err:
        raise EtlError(f"{err.filename} is no folder, so no package can be made in {out}") from err
    except PermissionError as err:
        raise EtlError(
            f"{staging} may not be written by this user ({err.strerror}): a package is made beside the old one and "
            "then exchanged with it, so the folder above --out must be writable"
        ) from err


def target(out: Path) -> Path:
    """The folder that `out` is or leads to; EtlError for a link that leads to itself."""
    try:
        return out.resolve()
    except (RuntimeError, OSError) as err:
        raise EtlError(f"{out} is a link that leads to no folder: {err}") from None


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
            _replace(fresh, out, sorted(_written(files, out) - files.keys()))
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
        plan = _plan(journal, staging, out)
        if plan is None:
            os.replace(journal, staging / f"{out.name}{JOURNAL}.damaged")
        else:
            _move(*plan, out)
    for left in staging.glob(f"{_prefix(out)}*"):
        if _is_ours(left) and not _alive(int(left.name.rpartition("-")[2])):
            shutil.rmtree(left, ignore_errors=True)


def _plan(journal: Path, staging: Path, out: Path) -> tuple[Path, list[str], list[str]] | None:
    """What a journal says: the folder of the new package, its files, and those of the one before that go.

    None for a journal that no publication wrote, or that would leave `out` without one of the files it names.
    """
    try:
        plan = json.loads(journal.read_text(encoding="utf-8"))
        folder, names, removed = str(plan["folder"]), list(plan["names"]), list(plan.get("gone", []))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    plain = all(isinstance(name, str) and Path(name).name == name for name in (folder, *names, *removed))
    if not plain or not folder.startswith(_prefix(out)) or DESCRIPTOR not in names:
        return None
    there = all((staging / folder / name).is_file() or (out / name).is_file() for name in names)
    return (staging / folder, names, removed) if there else None


def _is_ours(folder: Path) -> bool:
    """Whether a folder is what a publication left behind: its name ends with a process, and files alone are in it."""
    suffixes = {".csv", ".json", ".md"}
    named = folder.name.rpartition("-")[2].isdecimal() and folder.is_dir() and not folder.is_symlink()
    return named and all(_plain(p) and p.suffix in suffixes for p in folder.iterdir())


def _refuse_strangers(files: Mapping[str, bytes], out: Path) -> None:
    # the whole folder is replaced: nothing that a publication did not write may be cleared away
    if not out.exists():
        return
    if not out.is_dir():
        raise EtlError(f"{out} is a file: --out names the folder of a package")
    own = {*_written(files, out), JOURNAL, f"{JOURNAL}.new"}
    strange = sorted(p.name for p in out.iterdir() if p.name != STAGING and not (p.name in own and _plain(p)))
    if strange:
        raise EtlError(
            f"{out / strange[0]} was not written by a build, so {out} is not replaced: move it away, or choose "
            "another folder with --out"
        )


def _plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _written(files: Mapping[str, bytes], out: Path) -> set[str]:
    """Names of the files in `out` that the publication before wrote, as its descriptor lists them.

    None when the descriptor is of another package. Where it is lost or damaged, those are ours that begin as ours do.
    """
    try:
        before = json.loads((out / DESCRIPTOR).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        begun = {name for name, content in files.items() if name != DESCRIPTOR and _begins_alike(out / name, content)}
        return begun | {DESCRIPTOR} if begun else set()
    try:
        if before.get("name") != json.loads(files[DESCRIPTOR]).get("name"):
            return set()
        if "files" in before:
            return {str(name) for name in before["files"]}
        # packages before the descriptor had a list of files
        return {str(r["path"]) for r in before["resources"]} | {DESCRIPTOR, "README.md"}
    except (KeyError, TypeError, AttributeError):
        return set()


def _begins_alike(path: Path, content: bytes) -> bool:
    """Whether a file has the first line of `content`: the columns of the table, the title of the text."""
    return _plain(path) and path.read_bytes().partition(b"\n")[0] == content.partition(b"\n")[0]


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


def _replace(fresh: Path, out: Path, removed: list[str]) -> None:
    names = sorted(p.name for p in fresh.iterdir())
    started = out / f"{JOURNAL}.new"
    _write_one(started, json.dumps({"folder": fresh.name, "names": names, "gone": removed}).encode("utf-8"))
    os.replace(started, out / JOURNAL)
    _move(fresh, names, removed, out)


def _move(fresh: Path, names: list[str], removed: list[str], out: Path) -> None:
    # the descriptor last: readers check every file against the hashes it holds
    for name in sorted(names, key=lambda n: (n == DESCRIPTOR, n)):
        if (fresh / name).exists():
            os.replace(fresh / name, out / name)
    for name in (*removed, f"{JOURNAL}.new"):
        (out / name).unlink(missing_ok=True)
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
