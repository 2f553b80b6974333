"""Pages made once for all readers: bounded, the least recently used leaving first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """What was made under a key. The key must name everything that the made depends on: edition, day, address."""

    def __init__(self, count: int = 256) -> None:
        self._count = count
        self._made: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """What stands under `key`, made when it is not there; two readers at once may both make it."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
        made = make()
        with self._lock:
            self._made[key] = made
            while len(self._made) > self._count:
                self._made.popitem(last=False)
        return made

    def __len__(self) -> int:
        return len(self._made)
