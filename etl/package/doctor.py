"""A look at everything a run needs: disk, folders, lock, clock, network, keys, ledger, package. Nothing is changed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from etl.collect.places import LOCK
from etl.collect.settings import Settings
from etl.collect.store import PARTS, ledger, ledger_faults, lock
from etl.contract.errors import Busy, EtlError
from etl.package import readback
from etl.package.freshness import ages
from etl.package.publish import target
from etl.sources.base import Source

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
    now = datetime.now(UTC)
    yield from _disk(raw, out)
    yield _lock(raw)
    yield _ledger(raw / "live")
    yield _clock(raw / "live", now)
    yield from _publishers(list(sources), reach, env)
    yield _package(out, now)


def _disk(raw: Path, out: Path) -> Iterator[Finding]:
    yield _folder("raw data", raw)
    try:
        yield _folder("package", target(out).parent)
    except EtlError as err:
        yield Finding(what="folder of the package", good=False, words=str(err))


def _folder(name: str, folder: Path) -> Finding:
    place = next(p for p in (folder, *folder.parents) if p.exists())
    free, writable = shutil.disk_usage(place).free, os.access(place, os.W_OK)
    words = f"{place}, {free / 2**30:.1f} GB free" + ("" if free >= ROOMY else ": make room")
    words += "" if writable else "; it may not be written by you"
    return Finding(what=f"folder of the {name}", good=free >= ROOMY and writable, words=words)


def _lock(raw: Path) -> Finding:
    try:
        with lock(raw.parent / LOCK):
            return Finding(what="lock", good=True, words="free")
    except Busy:
        return Finding(what="lock", good=True, words="held: a run or a build is under way")
    except OSError as err:
        return Finding(what="lock", good=False, words=f"cannot be taken: {err}")


def _ledger(live: Path) -> Finding:
    faults, lines = ledger_faults(live), ledger(live)
    parts = sum(path.stat().st_size for path in (live / PARTS).glob("*")) if (live / PARTS).is_dir() else 0
    if faults:
        return Finding(what="ledger", good=False, words=f"{faults[0]}; the next run sets the line aside")
    words = f"{len(lines)} lines, newest {lines[-1].retrieved}" if lines else "no live answer yet: python -m etl run"
    return Finding(
        what="ledger", good=True, words=words + (f"; {parts / 2**20:.0f} MB of a cut download" if parts else "")
    )


def _clock(live: Path, now: datetime) -> Finding:
    words = f"{now:%Y-%m-%d %H:%M} UTC"
    later = [e.retrieved for e in ledger(live) if e.retrieved[:10] > now.date().isoformat()]
    if later:
        words += f"; the ledger has a line of {later[-1]}, which lies in the future: the clock was or is wrong"
    return Finding(what="clock", good=not later, words=words)


def _publishers(sources: list[Source], reach: Reach, env: Mapping[str, str]) -> Iterator[Finding]:
    try:
        settings = {source.id: Settings.of(source, env) for source in sources}
    except ValueError as err:
        yield Finding(what="settings", good=False, words=str(err))
        return
    addresses = {s: [base for base in settings[s].bases.values() if base] for s in settings}
    with ThreadPoolExecutor(max_workers=8) as pool:
        answers = {a: pool.submit(reach, a) for a in dict.fromkeys(a for some in addresses.values() for a in some)}
    for source in sources:
        faults = [answers[a].result() for a in addresses[source.id]]
        fault = next((f for f in faults if f), "")
        key = (
            "" if not source.key_env else f", {source.key_env} is " + ("set" if settings[source.id].key else "not set")
        )
        yield Finding(what=f"network {source.id}", good=not fault, words=(fault or "can be reached") + key)


def _package(out: Path, now: datetime) -> Finding:
    try:
        rows = ages(out, now.date())
        readback.check({path.name: path.read_bytes() for path in out.iterdir() if path.is_file()})
    except (EtlError, OSError) as err:
        return Finding(what="package", good=False, words=str(err).splitlines()[0])
    bad = [a.row["id"] for a in rows if a.bad]
    words = f"{len(rows)} sources" + (f", stale or failing: {', '.join(bad)}" if bad else ", none stale or failing")
    return Finding(what="package", good=not bad, words=words)
