"""What was computed from a frame is not computed again while the frame is the same one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

T = TypeVar("T")
_ALL: list[Memo[Any]] = []  # memos are made with their modules


class Memo(Generic[T]):
    """The last few results, each with the frames it was made of.

    The frames are held, so that none can take another's place in memory; a frame is never changed once it is in use.
    """

    def __init__(self, size: int = 4) -> None:
        self._made: deque[tuple[tuple[Any, ...], Hashable, T]] = deque(maxlen=size)
        _ALL.append(self)

    def get(self, frames: tuple[Any, ...], choice: Hashable, make: Callable[[], T]) -> T:
        """What `make` gave for these very `frames` and an equal `choice`, or gives now."""
        for held, chosen, made in self._made:
            if chosen == choice and all(a is b for a, b in zip(held, frames, strict=True)):
                return made
        fresh = make()
        self._made.append((frames, choice, fresh))
        return fresh

    def forget(self) -> None:
        """Let go of the results, and of the frames that they were made of."""
        self._made.clear()


def forget() -> None:
    """Let go of what every memo holds: copies of the largest tables, which nothing reads once all is judged."""
    for memo in _ALL:
        memo.forget()
