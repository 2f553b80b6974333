"""What the C library does with memory that is free again; settings of glibc, of which other libraries know nothing."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress

# names of malloc.h
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
_UNKNOWN = (OSError, AttributeError, TypeError)


def settle() -> None:
    """Keep a server of several threads small: one heap for all of them, and large blocks that go back when freed."""
    with suppress(*_UNKNOWN):
        library = ctypes.CDLL(None)
        for name, value in ((_ARENA_MAX, 1), (_MMAP_THRESHOLD, 2**19), (_TRIM_THRESHOLD, 2**20)):
            library.mallopt(name, value)


def share() -> None:
    """Leave what is there now to all workers: a look for garbage would copy it, in the middle of an answer."""
    gc.collect()
    gc.freeze()


def give_back() -> None:
    """Return to the system what is free, as after a package was read."""
    with suppress(*_UNKNOWN):
        ctypes.CDLL(None).malloc_trim(0)
