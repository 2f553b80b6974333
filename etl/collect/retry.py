"""How long a publisher asks us to wait, read from what it sends."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

SLACK = 1.0
LONGEST = 31 * 86400.0  # no publisher is left alone for longer, whatever it sends
_AGAIN = re.compile(r"[Tt]ry again in (\d+(?:\.\d+)?) (second|minute|hour)s?")
_CLOCK = re.compile(r"replenished in (?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2})")
_DAYS = re.compile(r"replenished in (\d+(?:\.\d+)?) (second|minute|hour|day)s?")
_UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}


class RetryLater(Exception):
    """It may work in a while: after `seconds`, or after a back-off when the publisher does not say."""

    def __init__(self, message: str, seconds: float | None = None, status: str = "") -> None:
        super().__init__(message)
        self.seconds = seconds
        self.status = status


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds of a Retry-After header (a number or a date), with slack; None without one."""
    value = headers.get("Retry-After", "").strip()
    if value.isdecimal() and value.isascii():
        return min(float(value), LONGEST) + SLACK
    try:
        return min(max(0.0, (parsedate_to_datetime(value) - now).total_seconds()), LONGEST) + SLACK
    except (ValueError, TypeError, OverflowError):
        return None


def requested_wait(text: str, headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds of Retry-After or of "Try again in N seconds", the longer of the two; None when neither is there."""
    match = _AGAIN.search(text)
    seconds = min(float(match[1]) * _UNITS[match[2]], LONGEST) + SLACK if match else None
    both = [s for s in (retry_after(headers, now), seconds) if s is not None]
    return max(both, default=None)


def quota_wait(text: str) -> float | None:
    """Seconds of "Quota will be replenished in 03:14:17" (also 20.09:58:55 and 2.5 days); None when it is not said."""
    clock, days = _CLOCK.search(text), _DAYS.search(text)
    if clock:
        d, h, m, s = (float(part or 0) for part in clock.groups())
        return min(((d * 24 + h) * 60 + m) * 60 + s, LONGEST)
    return min(float(days[1]) * _UNITS[days[2]], LONGEST) if days else None


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
