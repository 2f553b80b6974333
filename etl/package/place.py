"""The folder of a package: whether one can be made in it, and whether all in it was written by a publication."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from etl.collect.disk import DESCRIPTOR
from etl.contract.errors import EtlError
from etl.package.journal import JOURNAL, STAGING, is_plain, staging_of


def target(out: Path) -> Path:
    """The folder that `out` is or leads to; EtlError for a link that leads to itself."""
    try:
        return out.resolve()
    except (RuntimeError, OSError) as err:
        raise EtlError(f"{out} is a link that leads to no folder: {err}") from None


def check_place(out: Path) -> None:
    """Raise the EtlError of `publish` when no package can be made in `out`, as far as that shows without writing."""
    out = target(out)
    _refuse_file(out)
    staging = staging_of(out)
    there = next(folder for folder in (staging, *staging.parents) if os.path.lexists(folder))
    if not there.is_dir():
        raise no_folder(there, out)
    if not os.access(there, os.W_OK | os.X_OK):
        raise not_writable(there)


def no_folder(path: Path, out: Path) -> EtlError:
    return EtlError(f"{path} is no folder, so no package can be made in {out}")


def not_writable(folder: Path) -> EtlError:
    return EtlError(
        f"{folder} may not be written (it is read-only, or another user's): a package is made beside the old one and "
        "then exchanged with it, so the folder above --out must be writable"
    )


def _refuse_file(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise EtlError(f"{out} is a file: --out names the folder of a package")


def refuse_strangers(files: Mapping[str, bytes], out: Path) -> None:
    """Raise EtlError when `out` holds what no publication wrote: the whole folder is replaced by `files`."""
    if not out.exists():
        return
    _refuse_file(out)
    own = {*written(files, out), JOURNAL, f"{JOURNAL}.new"}
    strange = sorted(p.name for p in out.iterdir() if p.name != STAGING and not (p.name in own and is_plain(p)))
    if strange:
        raise EtlError(
            f"{out / strange[0]} was not written by a build, so {out} is not replaced: move it away, or choose "
            "another folder with --out"
        )


def written(files: Mapping[str, bytes], out: Path) -> set[str]:
    """Names of the files in `out` that the publication before wrote, as its descriptor lists them.

    None of them when the descriptor is of another package. Where it is lost or damaged, those that begin as ours do.
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
