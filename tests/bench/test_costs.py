"""What a build costs is measured in a process of its own."""

from __future__ import annotations

import pytest

from bench.costs import cost


def test_a_process_costs_time_and_memory_and_says_what_it_printed() -> None:
    spent = cost(["-c", "print(sum(range(10**6)))"])
    assert 0 < spent.processor < 30
    assert spent.seconds > 0
    assert spent.output == "499999500000\n"


def test_the_memory_of_whoever_measures_is_not_that_of_the_process() -> None:
    ballast = b"1" * 200_000_000  # of this process, which starts the other
    assert 1 < cost(["-c", "pass"]).mb < len(ballast) / 1e6


def test_a_process_that_fails_is_named() -> None:
    with pytest.raises(SystemExit, match="failed: -c raise SystemExit"):
        cost(["-c", "raise SystemExit(3)"])
