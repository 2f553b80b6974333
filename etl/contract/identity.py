"""What was found out about an object, for as long as there is this very object."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class ByIdentity(Generic[T]):
    """A value for each object, by identity, forgotten with the object; the object is not changed meanwhile."""

    def __init__(self) -> None:
        self._held: dict[int, tuple[weakref.ref[Any], T]] = {}

    def get(self, key: Any) -> T | None:
        """The value of `key`; None when there is none."""
        entry = self._held.get(id(key))
        return entry[1] if entry is not None and entry[0]() is key else None

    def put(self, key: Any, value: T) -> T:
        """Hold `value` for `key`, and give it."""
        at = id(key)
        self._held[at] = (weakref.ref(key, lambda reference: self._forget(at, reference)), value)
        return value

    def of(self, key: Any, make: Callable[[Any], T]) -> T:
        """The value of `key`; what `make` gives for it where there is none yet."""
        known = self.get(key)
        return self.put(key, make(key)) if known is None else known

    def _forget(self, at: int, reference: weakref.ref[Any]) -> None:
        # another object may have taken its place in memory meanwhile
        if at in self._held and self._held[at][0] is reference:
            del self._held[at]
