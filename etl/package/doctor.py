"""A look at everything a run needs: disk, folders, lock, clock, network, keys, ledger, package. Nothing is changed."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from etl.collect import ledger
from etl.collect.accept import bundled_changes
from etl.collect.clock import Clock
from etl.collect.disk import LOCK, lock
from etl.collect.settings import Settings
from etl.collect.store import PARTS
from etl.contract.errors import Busy, EtlError, SettingError, sentence
from etl.package import readback
from etl.package.freshness import ages
from etl.package.place import target
from etl.sources.source import Source

ROOMY = 2 * 2**30  # bytes: the voting file with its copies, and two packages
Reach = Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What was looked at, whether it is well, and in a sentence what was seen or what to do."""

    what: str
    good: bool
    words: str


def examine(
    raw: Path, out: Path, sources: Iterable[Source], reach: Reach, env: Mapping[str, str] = os.environ
) -> Iterator[Finding]:
    """Every finding, in order; `reach(address)` gives what is wrong with reaching a host, empty when nothing is."""
    now = Clock().now()
    yield _looked("folder of the raw data", lambda: _folder(raw))
    yield _looked("folder of the package", lambda: _folder(target(out).parent))
    yield _looked("lock", lambda: _lock(raw))
    yield _looked("bundled figures", lambda: _bundled(raw / "bundled"))
    yield _looked("ledger", lambda: _ledger(raw / "live"))
    yield _looked("clock", lambda: _clock(raw / "live", now))
    yield from _publishers(list(sources), reach, env)
    yield _looked("package", lambda: _package(out, now))


def _looked(what: str, look: Callable[[], tuple[bool, str]]) -> Finding:
    """What `look` sees, as good or not and a sentence; what it cannot look at is not good."""
    try:
        good, words = look()
    except (EtlError, OSError) as err:
        good, words = False, sentence(err).splitlines()[0]
    return Finding(what=what, good=good, words=words)


def _folder(folder: Path) -> tuple[bool, str]:
    place = next(p for p in (folder, *folder.parents) if p.exists())
    free, writable = shutil.disk_usage(place).free, os.access(place, os.W_OK)
    words = f"{place}, {free / 2**30:.1f} GB free" + ("" if free >= ROOMY else ": make room")
    words += "" if writable else "; it may not be written by you"
    return free >= ROOMY and writable, words


def _lock(raw: Path) -> tuple[bool, str]:
    try:
        with lock(raw.parent / LOCK):
            return True, "free"
    except Busy:
        return True, "held: a run or a build is under way"


def _bundled(folder: Path) -> tuple[bool, str]:
    faults = [*itertools.chain(*bundled_changes(folder))]
    tables = sum(bool(e.file) for e in ledger.read(folder))
    return not faults, faults[0] if faults else f"{tables} lines in their ledger, each table as it says"


def _ledger(live: Path) -> tuple[bool, str]:
    faults, lines = ledger.faults(live), ledger.read(live)
    parts = sum(path.stat().st_size for path in (live / PARTS).glob("*")) if (live / PARTS).is_dir() else 0
    if faults:
        return False, f"{faults[0]}; the next run sets the line aside"
    words = f"{len(lines)} lines, newest {lines[-1].retrieved}" if lines else "no live answer yet: python -m etl run"
    return True, words + (f"; {parts / 2**20:.0f} MB of a cut download" if parts else "")


def _clock(live: Path, now: datetime) -> tuple[bool, str]:
    words = f"{now:%Y-%m-%d %H:%M} UTC"
    later = [e.retrieved for e in ledger.read(live) if e.retrieved[:10] > now.date().isoformat()]
    if later:
        words += f"; the ledger has a line of {later[-1]}, which lies in the future: the clock was or is wrong"
    return not later, words


def _publishers(sources: list[Source], reach: Reach, env: Mapping[str, str]) -> Iterator[Finding]:
    try:
        settings = {source.id: Settings.of(source, env) for source in sources}
    except SettingError as err:
        yield Finding(what="settings", good=False, words=str(err))
        return
    addresses = {s: [base for base in settings[s].bases.values() if base] for s in settings}
    with ThreadPoolExecutor(max_workers=8) as pool:
        answers = {a: pool.submit(reach, a) for a in dict.fromkeys(a for some in addresses.values() for a in some)}
    for source in sources:
        faults = [answers[a].result() for a in addresses[source.id]]
        fault = next((f for f in faults if f), "")
        words = fault or "can be reached"
        if source.key_env:
            words += f", {source.key_env} is " + ("set" if settings[source.id].key else "not set")
        yield Finding(what=f"network {source.id}", good=not fault, words=words)


def _package(out: Path, now: datetime) -> tuple[bool, str]:
    rows = ages(out, now.date())
    if faults := readback.faults(readback.files_of(out)):
        return False, f"{out} is damaged: {'; '.join(faults)}; make it anew with: python -m etl build"
    bad = [a.row["id"] for a in rows if a.bad]
    words = f"{len(rows)} sources" + (f", stale or failing: {', '.join(bad)}" if bad else ", none stale or failing")
    return not bad, words
