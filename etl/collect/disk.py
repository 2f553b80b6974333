"""Where the data lie, and that what is written there lasts and comes from one run at a time.

They are in the checkout, or in a folder of the user's when the project is installed as a wheel: `LEDGER_HOME` names
it; else it is `russia-iran-ledger` under `XDG_DATA_HOME`, or under `~/.local/share`.
"""

from __future__ import annotations

import os
import shutil
import site
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from etl.contract.errors import Busy, DiskError
from etl.sources.cache import replace_file

DISTRIBUTION = "russia-iran-ledger"
LOCK = ".lock"  # beside `raw`, locked by a run or a build
DESCRIPTOR = "datapackage.json"  # in `processed`, describes the package
ROOT = Path(__file__).resolve().parents[2]


def home(env: Mapping[str, str] = os.environ) -> Path:
    """The user's folder of the project."""
    if named := env.get("LEDGER_HOME"):
        return Path(named)
    return Path(env.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / DISTRIBUTION


def checkout() -> bool:
    """Whether this code is in a checkout, beside its data."""
    return (ROOT / "data" / "raw" / "bundled").is_dir()


DATA = ROOT / "data" if checkout() else home()
RAW, OUT = DATA / "raw", DATA / "processed"


def shipped() -> Path | None:
    """The folder in which an installed wheel brings its data (raw/ and processed/); None in a checkout.

    An environment has it under its prefix, `pip install --user` under the user's, `--target` beside the code.
    """
    roots = (sys.prefix, site.getuserbase(), ROOT)
    folders = [Path(root) / "share" / DISTRIBUTION for root in roots]
    return next((f for f in folders if (f / "raw" / "bundled").is_dir()), None)


def furnish(data: Path = DATA, source: Path | None = None) -> None:
    """Bring the bundled figures of an installed wheel into the user's folder `data`, newer ones over older ones."""
    source = source or (None if checkout() else shipped())
    if source is not None:
        shutil.copytree(source / "raw" / "bundled", data / "raw" / "bundled", dirs_exist_ok=True)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """DiskError when what the block writes to `path` cannot be written."""
    try:
        yield
    except OSError as err:
        raise DiskError(f"{path} cannot be written: {err.strerror or err}") from err


def sync(folder: Path) -> None:
    """Make renames in `folder` last over a power cut, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def put(path: Path, *pieces: bytes) -> None:
    """Put `pieces` in the place of the file `path`, all or nothing and to last; DiskError when that cannot be done."""
    with writing(path):
        path.parent.mkdir(exist_ok=True)
        replace_file(path, *pieces, synced=True)
        sync(path.parent)


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold the lock `path` while the block runs; Busy when another run holds it. A killed run frees it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as handle:
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Busy("another run holds the lock; nothing was done") from None
        yield
