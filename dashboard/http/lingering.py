"""A connection that is refused is closed in two steps, so that its reader sees why.

Who closes a connection with unread bytes in it resets it, and a reader that is still sending (a question that is too
large) loses the refusal that was sent. So our side is shut first, and what still comes is thrown away, for a moment.
"""

from __future__ import annotations

import socket
import time
from contextlib import suppress
from typing import Any

from waitress.channel import HTTPChannel

SECONDS = 2.0  # that a refused reader may go on sending: a refusal has reached it long before
_PIECE = 65536


class LingeringChannel(HTTPChannel):  # type: ignore[misc]
    """One connection; see above."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._refusing, self._until = False, 0.0
        super().__init__(*args, **kwargs)

    def service(self) -> None:
        """Answer one question, in a thread."""
        self._refusing = bool(self.requests[0].error)
        super().service()

    def handle_close(self) -> None:
        """Called when everything was sent, and when the other side has closed."""
        if self._refusing and not self._until and self.connected:
            with suppress(OSError):  # the reader is gone already
                self.socket.shutdown(socket.SHUT_WR)
                self._until, self.will_close = time.monotonic() + SECONDS, False
                return
        super().handle_close()

    def readable(self) -> bool:
        """Whether to look for bytes; called at least once a second."""
        if not self._until:
            return bool(super().readable())
        if time.monotonic() > self._until:
            super().handle_close()
        return bool(self.connected)

    def handle_read(self) -> None:
        """There are bytes, or the end."""
        if not self._until:
            super().handle_read()
        elif not self.recv(_PIECE):
            super().handle_close()
