from __future__ import annotations

from datetime import UTC, datetime

import pytest

from etl.collect.retry import LONGEST, SLACK, iso, quota_wait, requested_wait, retry_after, seconds_to_midnight, until

NOW = datetime(2026, 11, 22, 10, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 8.0),
        ("Sun, 22 Nov 2026 10:01:00 GMT", 61.0),
        ("Sun, 22 Nov 2026 09:00:00 GMT", 1.0),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    assert retry_after({"Retry-After": value}, NOW) == seconds


def test_the_longer_of_two_waits() -> None:
    assert requested_wait("Rate limit is exceeded. Try again in 9 seconds.", {"Retry-After": "3"}, NOW) == 10
    assert requested_wait("Try again in 2 minutes.", {}, NOW) == 121
    assert requested_wait("slow down", {}, NOW) is None


@pytest.mark.parametrize(
    ("message", "seconds"),
    [
        ("Out of call volume quota. Quota will be replenished in 03:14:17.", 11657.0),
        ("Quota will be replenished in 20.09:58:55.", 1763935.0),
        ("Quota will be replenished in 2.5 days.", 216000.0),
        ("Quota exceeded.", None),
    ],
)
def test_when_a_quota_is_replenished(message: str, seconds: float | None) -> None:
    assert quota_wait(message) == seconds


def test_moments() -> None:
    assert seconds_to_midnight(NOW) == 14 * 3600
    assert iso(NOW) == "2026-11-22T10:00:00Z"
    assert until(NOW, 60) == "2026-11-22T10:01:00Z"
    assert until(NOW, None) == "2026-11-23T10:00:00Z"


@pytest.mark.parametrize("value", ["4000000000", "9" * 30, "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_no_publisher_is_left_alone_for_decades(value: str) -> None:
    wait = retry_after({"Retry-After": value}, NOW)
    assert wait == LONGEST + SLACK
    assert until(NOW, wait) < "2027"


@pytest.mark.parametrize("span", ["99999999999999.00:00:00", "1e9 days", "99999999999 days"])
def test_a_quota_that_is_replenished_in_the_next_age(span: str) -> None:
    assert quota_wait(f"Quota will be replenished in {span}.") in (LONGEST, None)
