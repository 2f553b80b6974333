"""What is not computed again, what is, and for how long a result is held."""

from __future__ import annotations

import gc

import pandas as pd

from etl.contract.memo import Memo, forget


def test_the_same_frames_and_choice_are_computed_once_and_others_anew() -> None:
    memo: Memo[int] = Memo()
    result: list[int] = []
    one, alike = pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [1]})

    def make() -> int:
        result.append(len(result))
        return result[-1]

    asked = [((one,), None), ((one,), None), ((one,), "other"), ((alike,), None), ((one, alike), None), ((one,), None)]
    assert [memo.of(*frames, choice=choice, make=make) for frames, choice in asked] == [0, 0, 1, 2, 3, 0]


def test_nothing_is_a_result_too() -> None:
    memo: Memo[None] = Memo()
    frame, result = pd.DataFrame(), []
    for _ in range(2):
        memo.of(frame, make=lambda: result.append("made"))
    assert result == ["made"]


def test_a_result_that_was_put_is_that_of_its_object_alone() -> None:
    memo: Memo[str] = Memo()
    one, alike = pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [1]})
    for value in ("seen", "seen again"):
        memo.put(one, value)
        assert (memo.get(one), memo.get(alike)) == (value, None)
        assert memo.of(one, make=lambda: "new") == value


def test_a_result_is_forgotten_with_any_of_its_objects() -> None:
    memo: Memo[str] = Memo()
    one, other = pd.DataFrame(), pd.DataFrame()
    memo.of(one, other, make=lambda: "made")
    memo.put(one, "put")
    del other
    gc.collect()
    assert [*memo._results] == [(None, id(one))]
    del one
    gc.collect()
    assert memo._results == {}


def test_large_results_are_let_go_of_at_once_and_others_stay() -> None:
    large: Memo[int] = Memo(large=True)
    small: Memo[int] = Memo()
    frame = pd.DataFrame()
    for memo in (large, small):
        memo.of(frame, make=lambda: 1)
    forget()
    assert [memo.of(frame, make=lambda: 2) for memo in (large, small)] == [2, 1]


def test_one_memo_forgets() -> None:
    memo: Memo[int] = Memo()
    frame = pd.DataFrame()
    memo.of(frame, make=lambda: 1)
    memo.forget()
    assert memo.of(frame, make=lambda: 2) == 2
