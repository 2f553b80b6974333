"""The newest package, noticed while the server runs; the one of the request that is being answered, and its day.

A request takes its package once, at its start, and keeps it to its end.
"""

from __future__ import annotations

import logging
import mmap
import os
import struct
import threading
import time
from collections.abc import Callable, Hashable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from flask import g, has_request_context, request

from dashboard.package.reading import PackageError, load
from dashboard.package.store import DESCRIPTOR, Package
from dashboard.texts import parties

PACKAGE = "ledger.package"  # in a WSGI environment: the package that was taken before Flask was asked
_NUMBER = struct.Struct("=Q")


class Mark:
    """Which build the newest answers carry, so that no answer goes back behind it: a number in memory, shared by
    processes that were forked after it was made."""

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


class Store:
    """Keeps the current package and notices a new one by a look at `datapackage.json`.

    `fault` says why the folder cannot be read at the moment; it is empty when it can. `prepare` is called with each new
    package in a thread of its own: what it makes is there for most readers, and no answer waits for it.
    """

    def __init__(
        self, folder: Path, *, retry_after: float = 1.0, prepare: Callable[[Package], None] = lambda _: None
    ) -> None:
        self.folder = folder
        self.fault = ""
        self._prepare = prepare
        self._retry_after = retry_after
        self._lock = threading.Lock()
        self._failed: tuple[Any, float] = (None, 0.0)
        self._seen = _signature(folder)
        self._package = load(folder)
        self._mark = Mark()
        self._mark.set(self._seen)

    def current(self) -> Package:
        """The newest whole package. One thread reads a new one, the others keep the old one meanwhile; they wait where
        an answer of another worker carries a newer one already."""
        signature = _signature(self.folder)
        if signature == self._seen:
            self.fault = ""
        elif signature is None:
            self._complain(None, f"{self.folder / DESCRIPTOR} is gone")
        elif self._due(signature) and self._lock.acquire(blocking=not self._mark.names(self._seen)):
            try:
                self._reload()
            finally:
                self._lock.release()
        return self._package

    def _due(self, signature: Any) -> bool:
        failed, when = self._failed
        return bool(signature != failed or time.monotonic() - when >= self._retry_after)

    def _reload(self) -> None:
        """Reads until what was read is what lies there; what comes after that is met by the next request."""
        while (signature := _signature(self.folder)) not in (None, self._seen):
            try:
                package = load(self.folder, self._package)
            except PackageError as err:
                self._complain(signature, str(err))
                return
            self._package, self._seen, self.fault = package, signature, ""
            threading.Thread(target=self._prepare, args=(package,), daemon=True).start()
        self._mark.set(self._seen)

    def _complain(self, signature: Any, why: str) -> None:
        """Logged once for each package that cannot be read."""
        if not self.fault or signature != self._failed[0]:
            logging.getLogger("dashboard").warning("%s; the package read before is served on", why)
        self._failed, self.fault = (signature, time.monotonic()), why


def _signature(folder: Path) -> tuple[int, int, int] | None:
    try:
        stat = os.stat(folder / DESCRIPTOR)
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def take(store: Store) -> None:
    """Called before each request."""
    variables = request.environ
    g.ledger = variables[PACKAGE] if PACKAGE in variables else store.current()
    parties.use(g.ledger.parties)


def package() -> Package:
    """The package of this request."""
    ledger: Package = g.ledger
    return ledger


#: a key of the WSGI environment, which no header of a reader can set
DAY = "ledger.day"


def today() -> date:
    """The day from which ages are counted."""
    return day_of(request.environ) if has_request_context() else date.today()


def day_of(question: Mapping[str, Any]) -> date:
    """The same for a request that Flask has not seen yet, from its WSGI environment."""
    day = question.get(DAY)
    return date.fromisoformat(day) if day else date.today()
