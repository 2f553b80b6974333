"""Which build the newest answers carry: shared by the workers of one server, so that no answer goes back behind it."""

from __future__ import annotations

import mmap
import struct
from collections.abc import Hashable

_NUMBER = struct.Struct("=Q")


class Mark:
    """A number in memory that processes share which were forked after it was made."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, _NUMBER.size)

    def set(self, signature: Hashable) -> None:
        """From now on answers carry the build with this signature, which is made of numbers."""
        self._memory[:] = _packed(signature)

    def names(self, signature: Hashable) -> bool:
        """Whether it is this build that the newest answers carry."""
        return self._memory[:] == _packed(signature)


def _packed(signature: Hashable) -> bytes:
    return _NUMBER.pack(hash(signature) & 0xFFFF_FFFF_FFFF_FFFF)  # the hash of numbers is the same in every process
