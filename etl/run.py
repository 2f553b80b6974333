"""One run: take the lock, ask every source for what is due, and build when an answer, a rule or a state changed.

What a scheduler calls. It may be cut anywhere: the next run goes on from what is on disk.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from etl.collect import ledger
from etl.collect.client import Client
from etl.collect.collector import collect
from etl.collect.ledger import GOOD
from etl.collect.places import DESCRIPTOR, LOCK
from etl.collect.progress import NoProgress
from etl.collect.quarantine import build_without_new
from etl.collect.report import Report
from etl.collect.retry import iso
from etl.collect.settings import Clock, Settings
from etl.collect.store import Store, load, lock
from etl.collect.transport import Session
from etl.contract.code_version import code_version
from etl.contract.errors import EtlError
from etl.sources import SOURCES
from etl.sources.base import PUBLISH_ALL, RequestContext, Source, is_whole

STAMP = "built.json"
DAY = 86400.0
WRONG_USAGE = 2  # a wrong setting does not become right by waiting
_UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": DAY}


class Summary(Protocol):
    """What a build says of itself."""

    @property
    def version(self) -> str: ...

    @property
    def changed(self) -> bool: ...

    @property
    def failed(self) -> list[str]: ...


Builder = Callable[[Path, Path, str | None, Callable[[str], None]], Summary]


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

    Without a builder nothing is built. Busy when another run holds the lock; ValueError for a wrong setting.
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
            _build(raw, out, builder, report, progress=progress, store=store)
    return report


def _build(raw: Path, out: Path, builder: Builder, report: Report, *, progress: NoProgress, store: Store) -> None:
    stamp = Stamp.read(raw)
    if stamp.inputs == fingerprint(raw) and stamp.package == _sha(out / DESCRIPTOR):
        return

    def attempt() -> Summary:
        try:
            return builder(raw, out, None, progress.say)
        except (EtlError, OSError):  # a full disk is no fault of an answer
            raise
        except Exception as err:  # also a fault of ours on data nobody foresaw
            raise EtlError(f"{type(err).__name__} in the build: {err}") from err

    try:
        summary: Summary | None = attempt()
    except EtlError as err:
        summary = build_without_new(attempt, store, stamp.seen, report, err)
    if summary is None:
        return
    report.built, report.version, report.changed = True, summary.version, summary.changed
    report.problems += [f"left out: {message}" for message in summary.failed]
    if not summary.failed:
        Stamp(inputs=fingerprint(raw), package=_sha(out / DESCRIPTOR), seen=store.newest()).write(raw)


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """What the last good build was made of and gave, and the newest ledger time it saw."""

    inputs: str = ""
    package: str = ""
    seen: str = ""

    @classmethod
    def read(cls, raw: Path) -> Stamp:
        """The stamp of the last build, an empty one when there is none."""
        try:
            stamp = json.loads((raw / "live" / STAMP).read_text(encoding="utf-8"))
            return cls(**{name: str(stamp[name]) for name in ("inputs", "package", "seen")})
        except (OSError, ValueError, KeyError, TypeError):
            return cls()

    def write(self, raw: Path) -> None:
        """Put the stamp in place; a torn one is no stamp."""
        (raw / "live" / STAMP).write_text(json.dumps(self.__dict__), encoding="utf-8")


def _sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def fingerprint(raw: Path) -> str:
    """What a package of `raw` would be made of: bundled files, good answers, the pipeline, the state of the sources.

    That a source was looked at again without news counts only after a quarter of its cadence, so that a run that finds
    nothing new does not build, and the package still says how fresh it is.
    """
    digest = hashlib.sha256(f"{os.environ.get(PUBLISH_ALL, '')} {code_version()}".encode())
    for path in sorted((raw / "bundled").glob("*")):
        digest.update(f"{path.name} {_sha(path)}\n".encode())
    for source, answers in sorted(load(raw / "live").items()):
        digest.update(f"{source} {[(a.key, a.retrieved, a.sha256) for a in answers]}\n".encode())
    for line in _states(raw / "live"):
        digest.update(line.encode())
    return digest.hexdigest()


def _states(live: Path) -> Iterator[str]:
    last = {e.source: e for e in ledger.read(live)}
    for source_id, entry in sorted(last.items()):
        source = SOURCES.get(source_id)
        step = max(1, source.cadence_days // 4) if source else 1
        good = entry.outcome in GOOD
        yield f"{source_id} {good or entry.message} {date.fromisoformat(entry.retrieved[:10]).toordinal() // step}\n"


def plan(
    raw: Path, source: Source, *, since: int | None, again: bool, env: Mapping[str, str], clock: Clock
) -> list[str]:
    """The addresses a run would ask of `source` first; nothing is asked and nothing is written."""
    live = raw / "live"
    answers = [answer for answer in load(live).get(source.id, []) if is_whole(answer)]
    readable = {answer.sha256 for answer in answers}
    entries = ledger.good((e for e in ledger.read(live, iso(clock.now())) if e.source == source.id), live)
    settings = Settings.of(source, env)
    context = RequestContext(
        today=clock.now().date(),
        since=source.since if since is None else since,
        keyed=bool(settings.key),
        snapshots=answers,
        last_success={e.request: e.retrieved for e in entries if e.sha256 in readable},
        forced_at=iso(clock.now()) if again else "",
    )
    client = Client(source, settings, clock=clock)
    return [f"{r.method} {client.address(r)}" for r in source.requests(context)]


def seconds_of(span: str) -> float:
    """Seconds of a span such as 30d, 12h, 45m or 90s; ValueError for anything else."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)([smhd])", span.strip())
    if not match or float(match[1]) == 0:
        raise ValueError("expected a span such as 30d, 12h, 45m or 90s")
    return float(match[1]) * _UNITS[match[2]]


def every(span: float, once: Callable[[], int], clock: Clock, rounds: int | None = None) -> int:
    """Call `once` every `span` seconds, for ever or `rounds` times; gives the last exit code, at once when it is 2.

    After a run that failed the next one comes within a day: a spent quota is replenished by then.
    """
    code, done = 0, 0
    while rounds is None or done < rounds:
        start = clock.seconds()
        code = once()
        done += 1
        if code == WRONG_USAGE:
            break
        wait = span if code == 0 else min(span, DAY)
        if rounds is None or done < rounds:
            clock.sleep(max(0.0, start + wait - clock.seconds()))
    return code
