"""What is not computed again, and what is."""

from __future__ import annotations

import pandas as pd

from etl.derive.memo import Memo, forget


def test_the_same_frames_and_choice_are_computed_once_and_others_anew() -> None:
    memo: Memo[int] = Memo()
    result: list[int] = []
    one, alike = pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [1]})

    def make() -> int:
        result.append(len(result))
        return result[-1]

    asked = [((one,), None), ((one,), None), ((one,), "other"), ((alike,), None), ((one,), None)]
    assert [memo.get(frames, choice, make) for frames, choice in asked] == [0, 0, 1, 2, 0]


def test_the_oldest_result_is_forgotten_first() -> None:
    memo: Memo[str] = Memo(2)
    frame = pd.DataFrame()
    for choice in "abc":
        memo.get((frame,), choice, lambda choice=choice: choice)  # type: ignore[misc]
    assert memo.get((frame,), "c", lambda: "new") == "c"
    assert memo.get((frame,), "a", lambda: "new") == "new"


def test_what_is_forgotten_is_computed_anew() -> None:
    memo: Memo[str] = Memo()
    frame = pd.DataFrame()
    memo.get((frame,), None, lambda: "old")
    memo.forget()
    assert memo.get((frame,), None, lambda: "new") == "new"


def test_all_memos_let_go_at_once() -> None:
    memo: Memo[int] = Memo()
    result = [memo.get((), None, lambda: 1)]
    forget()
    result.append(memo.get((), None, lambda: 2))
    assert result == [1, 2]
