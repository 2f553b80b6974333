"""Moments as they are written, and the times of a clock that was wrong."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.collect.clock import EARLIEST, in_order, iso, seconds_to_midnight, until

NOW = datetime(2026, 11, 22, 10, 0, 0, tzinfo=UTC)


def test_moments() -> None:
    assert seconds_to_midnight(NOW) == 14 * 3600
    assert iso(NOW) == "2026-11-22T10:00:00Z"
    assert until(NOW, 60) == "2026-11-22T10:01:00Z"
    assert until(NOW, None) == "2026-11-23T10:00:00Z"


def day(text: str) -> str:
    return f"{text}T00:00:00Z"


A, B, C = day("2026-01-01"), day("2026-02-01"), day("2026-03-01")
FUTURE, DAWN = day("2199-01-01"), day("1970-01-01")


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ([A, B, C], [A, B, C]),
        ([A, FUTURE, B, C], [A, A, B, C]),
        ([FUTURE, A], [EARLIEST, A]),
        ([FUTURE, FUTURE, A, B, C], [EARLIEST, EARLIEST, A, B, C]),
        ([A, *[FUTURE] * 9, B, C], [*[A] * 10, B, C]),
        ([A, B, DAWN, C], [A, B, B, C]),
        ([A, B, DAWN], [A, B, B]),
        ([], []),
    ],
)
def test_a_clock_that_was_wrong_does_not_stick(times: list[str], expected: list[str]) -> None:
    assert in_order(times) == expected


def test_who_knows_the_time_believes_no_later_one() -> None:
    assert in_order([A, FUTURE], now=B) == [A, A]
    assert in_order([FUTURE], now=B) == [EARLIEST]


@given(st.lists(st.sampled_from([A, B, C, FUTURE, DAWN]), max_size=12))
def test_times_never_run_backwards(times: list[str]) -> None:
    corrected = in_order(times)
    assert corrected == sorted(corrected)
    assert in_order(corrected) == corrected
