"""Connections that end at a deadline, whatever a server sends, and that reach no private host by a redirect.

A read timeout counts from the last byte, so a server that sends one byte a second (of its headers, chunk sizes,
trailers, or of one `100 Continue` after the other) is never over it. Here a timer shuts the sockets themselves.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import urljoin, urlsplit
from weakref import WeakSet

from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies, select_proxy
from urllib3.connection import HTTPConnection, HTTPSConnection

from etl.contract.errors import FetchError


class GuardedAdapter(HTTPAdapter):
    """The transport of one client. `bases` are the configured addresses: their hosts are always reached.

    Another host must be public, unless a base itself is on this machine or in a private network.
    """

    def __init__(self, bases: Iterable[str]) -> None:
        self.hosts = {urlsplit(base).hostname or "" for base in bases}
        self.private = any(_is_private(host) for host in self.hosts)
        self.timed_out = False
        self._connections: WeakSet[HTTPConnection] = WeakSet()
        self._guarded = _guarded(self)
        super().__init__()

    def get_connection_with_tls_context(self, *args: Any, **more: Any) -> Any:
        """The pool for a request, straight or through a proxy; the connections that it makes are guarded."""
        pool: Any = super().get_connection_with_tls_context(*args, **more)
        pool.ConnectionCls = self._guarded[pool.scheme]
        return pool

    def redirected(self, address: str, location: str) -> str:
        """The address a redirect leads to; FetchError when it is not to be followed."""
        try:
            target = urljoin(address, location)
            before, after, host = urlsplit(address), urlsplit(target), urlsplit(target).hostname
        except ValueError:
            raise FetchError("moved to what is no address") from None
        if after.scheme not in ("http", "https") or not host or not host.isascii():
            raise FetchError("moved to what is no web address")
        if before.scheme == "https" and after.scheme == "http":
            raise FetchError("moved from https to http")
        if not self._may_reach(host, host):
            raise FetchError("moved to a host of a private network")
        return target

    def register(self, connection: HTTPConnection, connected: socket.socket) -> None:
        """Note a new socket, so that the deadline reaches it; FetchError when its other end is a private host."""
        # of a request through a proxy the other end is the proxy, which the operator chose
        if connection.proxy is None and not self._may_reach(connection.host, connected.getpeername()[0]):
            connected.close()
            raise FetchError("moved to a host of a private network")
        self._connections.add(connection)
        if self.timed_out:  # it was made while the time ran out, and nothing would ever shut it
            connected.close()
            raise FetchError("the time limit was over before the connection was made")

    def _may_reach(self, host: str, address: str) -> bool:
        return self.private or host in self.hosts or not _is_private(address)

    @contextmanager
    def until(self, seconds: float) -> Iterator[None]:
        """Shut every socket when the block is not over after `seconds`; `timed_out` then says so."""
        timer = threading.Timer(max(0.0, seconds), self._shut_sockets)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _shut_sockets(self) -> None:
        self.timed_out = True
        for connection in list(self._connections):
            for each in connection.opened:  # type: ignore[attr-defined]
                with suppress(OSError):
                    # not SSLSocket.shutdown: it takes away the object that another thread is reading from
                    socket.socket.shutdown(each, socket.SHUT_RDWR)


def _is_private(host: str) -> bool:
    """Whether `host` is this machine, or a numeric address that is not public."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return not (mapped or address).is_global


def _guarded(guard: GuardedAdapter) -> dict[str, type[HTTPConnection]]:
    """Connections by scheme, whose sockets `guard` knows."""

    class Guarded(HTTPConnection):
        """Remembers its sockets: the plain one while TLS is being agreed on, then the one that is read from."""

        opened: tuple[socket.socket, ...] = ()

        def _new_conn(self) -> socket.socket:
            connection = super()._new_conn()
            guard.register(self, connection)
            # a second handle on the same connection, since TLS takes the first one away
            self.opened = (connection.dup(),)
            return connection

        def connect(self) -> None:
            try:
                super().connect()
            finally:
                for early in self.opened:
                    early.close()
                self.opened = (self.sock,) if self.sock is not None else ()

    class GuardedSecure(Guarded, HTTPSConnection):
        pass

    return {"http": Guarded, "https": GuardedSecure}


def reach(address: str, seconds: float = 5.0) -> str:
    """What is wrong with reaching the host of `address`: empty when a connection can be made. Nothing is asked.

    Where the environment names a proxy for it, that is what must be reached.
    """
    place = urlsplit(select_proxy(address, get_environ_proxies(address)) or address)
    try:
        port = place.port or (443 if place.scheme == "https" else 80)
        socket.create_connection((place.hostname or "", port), timeout=seconds).close()
    except (OSError, ValueError) as err:
        return f"{place.hostname} cannot be reached: {err}"
    return ""
