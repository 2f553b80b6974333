from __future__ import annotations

from datetime import UTC, datetime

import pytest

from etl.collect.clock import until
from etl.collect.retry import LONGEST, SLACK, RetryLater, quota_wait, refused, requested_wait, retry_after
from etl.contract.errors import FetchError, PayloadError, QuotaSpent

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


@pytest.mark.parametrize("value", ["4000000000", "9" * 30, "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_no_publisher_is_left_alone_for_decades(value: str) -> None:
    wait = retry_after({"Retry-After": value}, NOW)
    assert wait == LONGEST + SLACK
    assert until(NOW, wait) < "2027"


@pytest.mark.parametrize("span", ["99999999999999.00:00:00", "1e9 days", "99999999999 days"])
def test_a_quota_that_is_replenished_in_the_next_age(span: str) -> None:
    assert quota_wait(f"Quota will be replenished in {span}.") in (LONGEST, None)


@pytest.mark.parametrize(
    ("status", "said", "kind", "seconds"),
    [
        (429, "Try again in 9 seconds.", RetryLater, 10.0),
        *((status, "", RetryLater, None) for status in (408, 425, 500, 502, 503, 504)),
        (403, "Out of call volume QUOTA. Quota will be replenished in 00:01:00.", QuotaSpent, 60.0),
        (403, "no", FetchError, None),
        (204, "", PayloadError, None),
        *((status, "", FetchError, None) for status in (400, 401, 404, 416, 501)),
    ],
)
def test_what_a_refusal_means(status: int, said: str, kind: type[Exception], seconds: float | None) -> None:
    error = refused(status, f"{status}: {said}", said, {}, NOW)
    assert type(error) is kind
    assert (getattr(error, "seconds", None), error.status) == (seconds, str(status))  # type: ignore[attr-defined]
