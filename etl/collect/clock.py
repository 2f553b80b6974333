"""Time: the clock of a run, moments as the ledger writes them, and times that a wrong clock wrote."""

from __future__ import annotations

import time
from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

EARLIEST = "2020-01-01T00:00:00Z"  # before the project: no clock that was right wrote an earlier time


class Clock:
    """Time, so that tests need not wait."""

    def now(self) -> datetime:
        """The time of day, in UTC."""
        return datetime.now(UTC)

    def seconds(self) -> float:
        """Seconds since some moment, never going back."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


def seconds_to_midnight(now: datetime) -> float:
    """Seconds to the next midnight in UTC, when a day's budget begins anew."""
    tomorrow = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return (tomorrow - now).total_seconds()


def iso(moment: datetime) -> str:
    """A moment as the ledger writes it: 2026-11-22T18:00:00Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def until(now: datetime, seconds: float | None) -> str:
    """When a quota is replenished; a day from now when the publisher does not say."""
    return iso(now + timedelta(seconds=86400 if seconds is None else seconds))


def in_order(times: Sequence[str], now: str = "") -> list[str]:
    """`times` of consecutive lines, with those that do not fit the order replaced by the time before them.

    Times after `now` are not believed, by default those after the last line's: who puts a clock right writes on with
    it. Of the others the longest series that never runs backwards is; of two as long, the one that ends later.
    """
    latest = now or next((t for t in reversed(times) if t >= EARLIEST), "")
    believed = _longest_in_order([t if EARLIEST <= t <= latest else "" for t in times])
    out, last = [], EARLIEST
    for position, moment in enumerate(times):
        last = moment if position in believed else last
        out.append(last)
    return out


def _longest_in_order(times: Sequence[str]) -> set[int]:
    """Positions of the longest series without a step backwards; an empty time takes no part."""
    ends: list[str] = []  # the least last time of a series of each length
    tips: list[int] = []
    before: dict[int, int] = {}
    for position, moment in enumerate(times):
        if not moment:
            continue
        length = bisect_right(ends, moment)
        before[position] = tips[length - 1] if length else -1
        ends[length : length + 1] = [moment]
        tips[length : length + 1] = [position]
    position, chosen = tips[-1] if tips else -1, set()
    while position >= 0:
        chosen.add(position)
        position = before[position]
    return chosen
