"""One run: take the lock, ask every source for what is due, and build when an answer, a rule or a state changed.

What a scheduler calls. It may be cut anywhere: the next run goes on from what is on disk.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from etl.collect import ledger
from etl.collect.clock import Clock, iso
from etl.collect.collector import collect
from etl.collect.disk import LOCK, lock
from etl.collect.progress import NoProgress
from etl.collect.rebuild import Builder, rebuild
from etl.collect.report import Report
from etl.collect.settings import Settings
from etl.collect.store import Store
from etl.collect.transport import Session
from etl.contract.errors import SettingError
from etl.sources import SOURCES

DAY = 86400.0
_UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": DAY}


def run(
    raw: Path,
    out: Path,
    *,
    only: Sequence[str] = (),
    since: int | None = None,
    again: bool = False,
    builder: Builder | None = None,
    progress: NoProgress | None = None,
    env: Mapping[str, str] = os.environ,
    clock: Clock | None = None,
    session: Session | None = None,
) -> Report:
    """Ask the sources (`only` these, else all), then build into `out` with `builder` when something changed.

    Without a builder nothing is built. Busy when another run holds the lock; SettingError for a wrong setting.
    """
    clock, progress = clock or Clock(), progress or NoProgress()
    chosen = [SOURCES[s] for s in only] or list(SOURCES.values())
    for source in chosen:
        Settings.of(source, env)
    report = Report()
    with lock(raw.parent / LOCK), progress:
        store = Store(raw / "live", now=iso(clock.now()))
        report.problems += ledger.repair(store.live)
        for source in chosen:
            outcome = collect(source, store, progress, since=since, again=again, env=env, clock=clock, session=session)
            progress.say(f"{source.id}: {outcome.sentence()}")
            report.outcomes.append(outcome)
        if builder is not None:
            rebuild(raw, out, builder, report, progress=progress, store=store)
    return report


def seconds_of(span: str) -> float:
    """Seconds of a span such as 30d, 12h, 45m or 90s; ValueError for anything else."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)([smhd])", span.strip())
    if not match or float(match[1]) == 0:
        raise ValueError("expected a span such as 30d, 12h, 45m or 90s")
    return float(match[1]) * _UNITS[match[2]]


def every(span: float, once: Callable[[], int], clock: Clock) -> int:
    """Call `once` every `span` seconds, for ever; the exit code when a setting cannot be read.

    After a run that failed the next one comes within a day: a spent quota is replenished by then.
    """
    while True:
        start = clock.seconds()
        code = once()
        if code == SettingError.code:
            return code
        wait = span if code == 0 else min(span, DAY)
        clock.sleep(max(0.0, start + wait - clock.seconds()))
