"""When a run builds: whether anything changed since the last build, and without whose answers when a build fails.

Each answer was read and checked before it was stored, but only the whole package shows whether its rows fit together.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from etl.collect import ledger
from etl.collect.answers import load
from etl.collect.disk import DESCRIPTOR
from etl.collect.entry import GOOD, OK, REFUSED, Entry
from etl.collect.progress import NoProgress
from etl.collect.report import Report
from etl.collect.store import Store
from etl.contract.code_version import code_version
from etl.contract.errors import EtlError
from etl.sources import SOURCES
from etl.sources.source import PUBLISH_ALL

STAMP = "built.json"


class Summary(Protocol):
    """What a build says of itself."""

    version: str
    changed: bool
    failed: list[str]


Builder = Callable[[Path, Path, str | None, Callable[[str], None]], Summary]


def rebuild(raw: Path, out: Path, builder: Builder, report: Report, *, progress: NoProgress, store: Store) -> None:
    """Build into `out` when anything changed since the last build; `report` then says what came of it."""
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
        summary = _without_new(attempt, store, stamp.seen, report, err)
    if summary is None:
        return
    report.built, report.version, report.changed = True, summary.version, summary.changed
    report.problems += [f"left out: {message}" for message in summary.failed]
    if not summary.failed:
        Stamp(inputs=fingerprint(raw), package=_sha(out / DESCRIPTOR), seen=store.newest()).write(raw)


def _without_new(
    build: Callable[[], Summary], store: Store, since: str, report: Report, err: EtlError
) -> Summary | None:
    """What `build` gives without the answers that came after `since` of one source, or of all; None when nothing helps.

    `err` is why it failed with them. Answers taken back are asked for again by the next run.
    """
    fresh: dict[str, list[Entry]] = {}
    for source in dict.fromkeys(e.source for e in store.entries):
        fresh[source] = [e for e in store.good(source) if e.outcome == OK and e.retrieved > since]
    suspects = [[s] for s, entries in fresh.items() if entries]
    all_of_them = [s for sources in suspects for s in sources]
    for sources in [*suspects, all_of_them] if len(suspects) > 1 else suspects:
        withdrawn = [e for s in sources for e in fresh[s]]
        for e in withdrawn:
            store.append(e._replace(outcome=REFUSED, message="no package can be built from it"))
        try:
            outcome = build()
        except EtlError:
            for e in withdrawn:
                store.append(e)
            continue
        report.problems.append(f"the new answers of {', '.join(sources)} were taken back: {_first(err)}")
        return outcome
    report.problems.append(f"nothing was published: {_first(err)}")
    return None


def _first(err: EtlError) -> str:
    lines = str(err).splitlines() or [type(err).__name__]
    return lines[0] + (f" (and {len(lines) - 1} more)" if len(lines) > 1 else "")


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
