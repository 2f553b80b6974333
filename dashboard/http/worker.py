"""A worker of gunicorn that leaves the connections to waitress.

gunicorn starts, stops and replaces processes; its own threads wait for the client that they serve, so that eight
half-open connections stopped the whole site. waitress reads a question to its end before a thread gets it, and takes
the answer from the thread at once.
"""

from __future__ import annotations

import os
import socket
import time
from contextlib import suppress
from typing import Any

from gunicorn.workers.base import Worker
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import create_server

from dashboard.http import reached

SECONDS = 2.0  # that a refused reader may go on sending: a refusal has reached it long before
_PIECE = 65536


class LingeringChannel(HTTPChannel):  # type: ignore[misc]
    """One connection; a refused one is closed in two steps, so that its reader sees why.

    Who closes a connection with unread bytes in it resets it, and a reader that is still sending (a question that is
    too large) loses the refusal that was sent. So our side is shut first, and what still comes is thrown away, for a
    moment.
    """

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


class BufferedWorker(Worker):  # type: ignore[misc]
    """Serves until it is told to stop, then finishes the answers that are on their way."""

    def run(self) -> None:
        reached.quiet()
        channels: dict[int, Any] = {}
        sockets = [listener.sock for listener in self.sockets]
        server = create_server(self.wsgi, map=channels, sockets=sockets, threads=self.cfg.threads, **reached.WAITRESS)
        server.channel_class = LingeringChannel
        while self.alive and self.ppid == os.getppid():
            self._turn(channels)
        wasyncore.dispatcher.close(server)  # the listener alone: what wakes the loop is still needed
        until = time.monotonic() + self.cfg.graceful_timeout
        while any(_busy(channel) for channel in channels.values()) and time.monotonic() < until:
            self._turn(channels)
        server.task_dispatcher.shutdown()

    def _turn(self, channels: dict[int, Any]) -> None:
        self.notify()  # or gunicorn takes the worker for dead
        wasyncore.loop(timeout=1, use_poll=True, map=channels, count=1)


def _busy(channel: Any) -> bool:
    return isinstance(channel, HTTPChannel) and bool(channel.requests or channel.total_outbufs_len)
