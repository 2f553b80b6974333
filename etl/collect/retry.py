"""What a refusal means: whether the same question may be answered later, and how long the publisher asks us to wait."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime

from etl.contract.errors import FetchError, PayloadError, QuotaSpent

SLACK = 1.0
_LATER = {408, 425, 500, 502, 503, 504}
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


def refused(status: int, words: str, said: str, headers: Mapping[str, str], now: datetime) -> Exception:
    """The error of an answer without the data; `said` is what the publisher says, `words` the same as we pass it on."""
    if status == 429:
        return RetryLater(words, requested_wait(said, headers, now), "429")
    if status in _LATER:
        return RetryLater(words, retry_after(headers, now), str(status))
    if status == 403 and "quota" in said.lower():
        error: FetchError = QuotaSpent(words, quota_wait(said))
    elif status < 300:
        error = PayloadError(f"{status}: an answer without the data")
    else:
        error = FetchError(words)
    error.status = str(status)
    return error


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
