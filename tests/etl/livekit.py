"""What the tests of the live sources share: a clock that does not wait, answers in memory, a run against the server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import requests

from etl.collect.clock import Clock
from etl.collect.rebuild import Builder
from etl.collect.report import Report
from etl.run import run
from etl.sources.base import Snapshot
from tests.etl.faultserver import Publishers


class FakeClock(Clock):
    """A clock that moves only when somebody sleeps; `slept` is what was slept."""

    def __init__(self, moment: str = "2026-11-22T10:00:00+00:00") -> None:
        self.moment = datetime.fromisoformat(moment).astimezone(UTC)
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self.moment

    def seconds(self) -> float:
        return self.moment.timestamp()

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.moment += timedelta(seconds=seconds)


@dataclass(frozen=True)
class Received:
    """An answer in memory."""

    key: str
    body: bytes
    retrieved: str = "2026-11-22T10:00:00Z"
    released: str = ""
    frame = Snapshot.frame

    def read(self) -> bytes:
        return self.body


def session() -> requests.Session:
    """A session that knows no proxy of this machine."""
    result = requests.Session()
    result.trust_env = False
    return result


def go(
    server: Publishers,
    raw: Path,
    *only: str,
    clock: Clock | None = None,
    env: Mapping[str, str] | None = None,
    builder: Builder | None = None,
    again: bool = False,
) -> Report:
    """A run of the sources `only` against `server`, in this process."""
    with session() as asking:
        return run(
            raw,
            raw.parent / "processed",
            only=only,
            env={**server.env, **(env or {})},
            clock=clock or FakeClock(),
            session=asking,
            builder=builder,
            again=again,
        )
