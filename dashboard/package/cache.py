"""Values by key, within bounds."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Cache(Generic[T]):
    """Values by key, the least recently used removed first: at most `count` of them, and about `limit` bytes by `size`.

    A key must name everything that its value depends on: edition, day, address. `keep` says which values stay.
    """

    def __init__(
        self,
        *,
        count: int,
        limit: float = math.inf,
        size: Callable[[T], int] = lambda _: 0,
        keep: Callable[[T], bool] = lambda _: True,
    ) -> None:
        self._count, self._limit, self._size, self._keep = count, limit, size, keep
        self._values: OrderedDict[Hashable, T] = OrderedDict()
        self._making: dict[Hashable, threading.Lock] = {}
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value under `key`, made when it is missing: by one thread, for which others with the same key wait."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                if key in self._values:
                    return self._values[key]
            try:
                value = make()
                self._put(key, value)
            finally:
                with self._lock:
                    self._making.pop(key, None)
        return value

    def _put(self, key: Hashable, value: T) -> None:
        if not self._keep(value):
            return
        with self._lock:
            self._values[key] = value
            self._bytes += self._size(value)
            self._shrink()

    def _shrink(self) -> None:
        while len(self._values) > 1 and (len(self._values) > self._count or self._bytes > self._limit):
            self._bytes -= self._size(self._values.popitem(last=False)[1])

    def __len__(self) -> int:
        return len(self._values)
