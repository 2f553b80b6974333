"""Replacing the files of a package one by one, where folders cannot be exchanged, so that a crash loses nothing.

A journal in the folder says what is to be moved; `datapackage.json` comes last. The next start finishes what a crash
cut off.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from etl.collect.disk import DESCRIPTOR, sync

JOURNAL = ".journal"
STAGING = ".staging"  # inside a mount point, which cannot be exchanged


def staging_of(out: Path) -> Path:
    """Where the new package is written: beside the old one, or inside it when it is a file system of its own."""
    return out / STAGING if os.path.ismount(out) else out.parent


def prefix(out: Path) -> str:
    return f"{out.name}.tmp-"


def write_file(path: Path, content: bytes) -> None:
    with path.open("wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())


def is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def replace_files(fresh: Path, out: Path, removed: list[str]) -> None:
    names = sorted(p.name for p in fresh.iterdir())
    started = out / f"{JOURNAL}.new"
    write_file(started, json.dumps({"folder": fresh.name, "names": names, "gone": removed}).encode("utf-8"))
    os.replace(started, out / JOURNAL)
    _move(fresh, names, removed, out)


def finish(out: Path) -> None:
    """Complete a publication that a crash cut off, and clear away folders that one left behind.

    The caller holds the lock of `out`: no publication is under way that could still need them.
    A journal that cannot be read is set aside beside `out`: the next publication writes every file anew.
    """
    staging, journal = staging_of(out), out / JOURNAL
    if journal.exists():
        plan = _plan(journal, staging, out)
        if plan is None:
            os.replace(journal, staging / f"{out.name}{JOURNAL}.damaged")
        else:
            _move(*plan, out)
    for left in staging.glob(f"{prefix(out)}*"):
        if _is_ours(left):
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
    if not plain or not folder.startswith(prefix(out)) or DESCRIPTOR not in names:
        return None
    there = all((staging / folder / name).is_file() or (out / name).is_file() for name in names)
    return (staging / folder, names, removed) if there else None


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


def _is_ours(folder: Path) -> bool:
    """Whether a folder is what a publication left behind: its name ends with a process, and files alone are in it."""
    suffixes = {".csv", ".json", ".md"}
    named = folder.name.rpartition("-")[2].isdecimal() and folder.is_dir() and not folder.is_symlink()
    return named and all(is_plain(p) and p.suffix in suffixes for p in folder.iterdir())
