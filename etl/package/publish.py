"""Publishing a package so that no reader ever sees half of one.

The new package is written into a sibling folder, synced, and exchanged with the old one in one step where the system
can (Linux `renameat2`). Elsewhere files are replaced one by one (`etl.package.journal`).
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from etl.collect.disk import lock, sync
from etl.package.journal import JOURNAL, STAGING, finish, is_plain, prefix, replace_files, staging_of, write_file
from etl.package.place import no_folder, not_writable, refuse_strangers, target, written

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
        raise no_folder(Path(err.filename), out) from err
    except OSError as err:
        if err.errno in _NOT_OURS:
            raise not_writable(staging) from err
        raise


def _publish(files: Mapping[str, bytes], out: Path, staging: Path, exchange: bool) -> bool:
    finish(out)
    if _same(files, out):
        return False
    refuse_strangers(files, out)
    fresh = staging / f"{prefix(out)}{os.getpid()}"
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        _write(files, fresh)
        if not out.exists():
            fresh.rename(out)
        elif not (exchange and _swap(fresh, out)):
            replace_files(fresh, out, sorted(written(files, out) - files.keys()))
        sync(out.parent)
    finally:
        if not (out / JOURNAL).exists():  # what a journal names is still needed
            shutil.rmtree(fresh, ignore_errors=True)
    return True


def _same(files: Mapping[str, bytes], out: Path) -> bool:
    if not out.is_dir() or {p.name for p in out.iterdir()} - {STAGING} != set(files):
        return False
    return all(is_plain(out / name) and (out / name).read_bytes() == content for name, content in files.items())


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    folder.mkdir(parents=True)
    for name, content in files.items():
        write_file(folder / name, content)
    sync(folder)


def _swap(a: Path, b: Path) -> bool:
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):  # the last on Windows, where a library has a name
        return False
    done: int = rename(_AT_FDCWD, os.fsencode(a), _AT_FDCWD, os.fsencode(b), _EXCHANGE)
    return done == 0
