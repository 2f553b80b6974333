"""What is beyond its limit is marked and counted, and the run of the benches ends with it."""

from __future__ import annotations

import pytest

from bench import __main__ as bench
from bench import limits, runs, simulation


def test_a_value_is_judged_by_the_direction_of_its_limit() -> None:
    assert (limits.judged(2.0, 2.0), limits.judged(2.1, 2.0)) == ("kept", "MISSED")
    assert (limits.judged(2.0, 2.0, least=True), limits.judged(1.9, 2.0, least=True)) == ("kept", "MISSED")


def test_marks_of_a_table_are_counted() -> None:
    assert limits.missed([["a", "1 MISSED"], ["b", "kept"], ["c", "MISSED"]]) == 2


@pytest.mark.parametrize(("missed", "code"), [(0, 0), (3, 1)])
def test_a_missed_limit_is_the_exit_code(
    missed: int, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(simulation, "main", lambda: missed)
    assert bench.main(["simulation"]) == code
    assert f"limits missed: {missed}" in capsys.readouterr().out


def test_an_unknown_bench_is_2() -> None:
    assert bench.main(["nothing"]) == 2


@pytest.mark.parametrize(("seconds", "count"), [(1.0, 0), (99.0, 1)])
def test_a_slow_run_is_missed(seconds: float, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "times", lambda _: {"nothing is due": [seconds]})
    assert runs.main() == count
