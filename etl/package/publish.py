"""Publishing a package so that no reader ever sees half of one.

The new package is written into a sibling folder, synced, and exchanged with the old one in one step where the system
can (Linux `renameat2`). Elsewhere files are replaced one by one (`etl.package.journal`).
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from etl.collect.disk import DESCRIPTOR, lock, sync
from etl.contract.errors import EtlError
from etl.package.journal import (
    JOURNAL,
    STAGING,
    finish,
    is_plain,
    prefix,
    replace_files,
    staging_of,
    write_file,
)

_EXCHANGE = 2
_AT_FDCWD = -100
_NOT_OURS = (errno.EACCES, errno.EPERM, errno.EROFS)


def publish(files: Mapping[str, bytes], out: Path, *, exchange: bool = True) -> bool:
    """Make `out` hold exactly `files` (name to bytes); False when it already did.

    `out` may be a link to a folder, which is followed, or a mount point, whose files are then replaced one by one.
    `exchange=False` takes the slow way of systems that cannot swap folders. Raises OSError when the disk fails; the
    old package is then untouched, or its journal lets `finish` complete the new one. Raises EtlError when `out` holds
    anything that a publication did not write, and Busy when another publication into `out` is under way.
    """
    out = target(out)
    staging = staging_of(out)
    try:
        staging.mkdir(parents=True, exist_ok=True)
        with lock(staging / f".{out.name}.lock"):
            return _publish(files, out, staging, exchange and staging == out.parent)
    except (FileExistsError, NotADirectoryError) as err:
        raise _no_folder(Path(err.filename), out) from err
    except OSError as err:
        if err.errno in _NOT_OURS:
            raise _not_writable(staging) from err
        raise


def check_place(out: Path) -> None:
    """Raise the EtlError of `publish` when no package can be made in `out`, as far as that shows without writing."""
    out = target(out)
    _refuse_file(out)
    staging = staging_of(out)
    there = next(folder for folder in (staging, *staging.parents) if os.path.lexists(folder))
    if not there.is_dir():
        raise _no_folder(there, out)
    if not os.access(there, os.W_OK | os.X_OK):
        raise _not_writable(there)


def _no_folder(path: Path, out: Path) -> EtlError:
    return EtlError(f"{path} is no folder, so no package can be made in {out}")


def _not_writable(folder: Path) -> EtlError:
    return EtlError(
        f"{folder} may not be written (it is read-only, or another user's): a package is made beside the old one and "
        "then exchanged with it, so the folder above --out must be writable"
    )


def _refuse_file(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise EtlError(f"{out} is a file: --out names the folder of a package")


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
    fresh = staging / f"{prefix(out)}{os.getpid()}"
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        _write(files, fresh)
        if not out.exists():
            fresh.rename(out)
        elif not (exchange and _swap(fresh, out)):
            replace_files(fresh, out, sorted(_written(files, out) - files.keys()))
        sync(out.parent)
    finally:
        if not (out / JOURNAL).exists():  # what a journal names is still needed
            shutil.rmtree(fresh, ignore_errors=True)
    return True


def _refuse_strangers(files: Mapping[str, bytes], out: Path) -> None:
    # the whole folder is replaced: nothing that a publication did not write may be cleared away
    if not out.exists():
        return
    _refuse_file(out)
    own = {*_written(files, out), JOURNAL, f"{JOURNAL}.new"}
    strange = sorted(p.name for p in out.iterdir() if p.name != STAGING and not (p.name in own and is_plain(p)))
    if strange:
        raise EtlError(
            f"{out / strange[0]} was not written by a build, so {out} is not replaced: move it away, or choose "
            "another folder with --out"
        )


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
    return is_plain(path) and path.read_bytes().partition(b"\n")[0] == content.partition(b"\n")[0]


def _same(files: Mapping[str, bytes], out: Path) -> bool:
    if not out.is_dir() or {p.name for p in out.iterdir()} - {STAGING} != set(files):
        return False
    return all((out / name).read_bytes() == content for name, content in files.items())


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    folder.mkdir(parents=True)
    for name, content in files.items():
        write_file(folder / name, content)
    sync(folder)


def _swap(a: Path, b: Path) -> bool:
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    done: int = rename(_AT_FDCWD, os.fsencode(a), _AT_FDCWD, os.fsencode(b), _EXCHANGE)
    return done == 0
