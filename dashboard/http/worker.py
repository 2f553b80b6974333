"""A worker of gunicorn that leaves the connections to waitress.

gunicorn starts, stops and replaces processes; its own threads wait for the client that they serve, so that eight
half-open connections stopped the whole site. waitress reads a question to its end before a thread gets it, and takes
the answer from the thread at once.
"""

from __future__ import annotations

import os
import time
from typing import Any

from gunicorn.workers.base import Worker
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import create_server

from dashboard.http import limits
from dashboard.http.lingering import LingeringChannel


class BufferedWorker(Worker):  # type: ignore[misc]
    """Serves until it is told to stop, then finishes the answers that are on their way."""

    def run(self) -> None:
        limits.quiet()
        channels: dict[int, Any] = {}
        sockets = [listener.sock for listener in self.sockets]
        server = create_server(self.wsgi, map=channels, sockets=sockets, threads=self.cfg.threads, **limits.WAITRESS)
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
