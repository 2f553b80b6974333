"""What was computed from objects is not computed again while they are the same objects."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

T = TypeVar("T")
_LARGE: list[Memo[Any]] = []  # memos are made with their modules


class Memo(Generic[T]):
    """Results by the objects they were made of and by a choice: objects by identity, a choice by value.

    A result is forgotten with any of its objects, so it must not hold them; they are not changed meanwhile. `large`
    results are copies of tables, which `forget` lets go of.
    """

    def __init__(self, *, large: bool = False) -> None:
        self._results: dict[tuple[Hashable, ...], tuple[list[weakref.ref[Any]], T]] = {}
        if large:
            _LARGE.append(self)

    def of(self, *objects: Any, choice: Hashable = None, make: Callable[[], T]) -> T:
        """What `make` gave for these very `objects` and an equal `choice`, or gives now."""
        key = (choice, *map(id, objects))
        if key not in self._results:
            self._hold(key, objects, make())
        return self._results[key][1]

    def get(self, one: Any) -> T | None:
        """The result of the object `one`; None when there is none."""
        entry = self._results.get((None, id(one)))
        return None if entry is None else entry[1]

    def put(self, one: Any, result: T) -> None:
        """Let `result` be that of the object `one`."""
        self._hold((None, id(one)), (one,), result)

    def _hold(self, key: tuple[Hashable, ...], objects: tuple[Any, ...], result: T) -> None:
        # an object calls back before another can take its place in memory
        refs = [weakref.ref(one, lambda _: self._results.pop(key, None)) for one in objects]
        self._results[key] = (refs, result)

    def forget(self) -> None:
        """Let go of all results."""
        self._results.clear()


def forget() -> None:
    """Let go of all large results, which nothing reads once all is judged."""
    for memo in _LARGE:
        memo.forget()
