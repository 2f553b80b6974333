"""A loopback server that plays the publishers, their limits and their faults.

`with Publishers() as server:` answers as documented; `server.fail(path, reply, ...)` puts faults before the answers of
every address that begins with `path` (and holds `having`), once each, the last for ever when `forever`.
`server.asked` is what was asked.
"""

from __future__ import annotations

import contextlib
import gzip
import socket
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, urlsplit

from etl.sources import SOURCES
from tests.etl import publications

_OK = b"HTTP/1.1 200 OK\r\n"
_CHUNKED = _OK + b"Transfer-Encoding: chunked\r\n\r\n"
# how an answer begins, and what is sent for ever after it
DRIPS = {
    "drip of the status line": (b"HTTP/1.1 200 ", b"O"),
    "drip of headers": (_OK + b"X-Slow: ", b"a"),
    "drip of a body": (_OK + b"Content-Length: 1000000\r\n\r\n", b"a"),
    "drip of a body without a length": (_OK + b"\r\n", b"a"),
    "drip of chunk sizes": (_CHUNKED, b"0"),
    "drip of chunk extensions": (_CHUNKED + b"5;slow=", b"a"),
    "drip of trailers": (_CHUNKED + b"1\r\na\r\n0\r\n", b"X-Slow: a\r\n"),
    "drip of 100 Continue": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "drip of a redirect": (b"HTTP/1.1 302 Found\r\nLocation: /page\r\nX-Slow: ", b"a"),
    "drip of a refusal": (b"HTTP/1.1 500 No\r\nContent-Length: 100000\r\n\r\n", b"a"),
}


@dataclass(frozen=True)
class Reply:
    """An answer; `manner` is how it travels: whole, cut (too short), reset (dropped midway), hang or a drip."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    manner: str = "whole"

    def packed(self, keep: int | None = None) -> Reply:
        """The same answer gzip-compressed, only the first `keep` bytes of it when given."""
        body = gzip.compress(self.body, mtime=0)
        return replace(self, body=body[:keep], headers={**self.headers, "Content-Encoding": "gzip"})


@dataclass(frozen=True)
class Asked:
    """A question as it arrived."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: bytes
    target: str

    def one(self, name: str, default: str = "") -> str:
        return self.query.get(name, [default])[0]


Answer = Callable[[Asked], Reply]


class Publishers:
    """The server; see the module's words. `answers` maps beginnings of addresses to functions and may be changed."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.answers: dict[str, Answer] = {p: _as_reply(a) for p, a in publications.ANSWERS.items()}
        self._faults: list[tuple[str, str, list[Reply], bool]] = []
        self._gone = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    @property
    def env(self) -> dict[str, str]:
        """The settings that lead every source here, without waiting between questions."""
        hosts = [*SOURCES, *chain.from_iterable(source.hosts for source in SOURCES.values())]
        out = {f"{host.upper()}_BASE_URL": self.base for host in hosts}
        return (
            out
            | {f"{source.upper()}_PACE": "0" for source in SOURCES}
            | {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
        )

    def fail(self, path: str, *replies: Reply, forever: bool = False, having: str = "") -> None:
        self._faults.append((path, having, list(replies), forever))

    def heal(self) -> None:
        """No more faults."""
        self._faults.clear()

    def paths(self, part: str = "") -> list[str]:
        """Paths that were asked and hold `part`."""
        return [a.path for a in self.asked if part in a.path]

    def __enter__(self) -> Publishers:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, err: BaseException | None, at: TracebackType | None) -> None:
        self._gone.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def _reply(self, asked: Asked) -> Reply:
        for path, having, replies, forever in self._faults:
            if asked.path.startswith(path) and having in asked.target and replies:
                return replies[0] if forever and len(replies) == 1 else replies.pop(0)
        for path, answer in self.answers.items():
            if asked.path.startswith(path):
                return answer(asked)
        return Reply(b'{"message":"Resource not found"}', 404)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                length = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(length)
                asked = Asked(self.command, parts.path, parse_qs(parts.query), dict(self.headers), body, self.path)
                server.asked.append(asked)
                self._send(server._reply(asked))

            do_POST = do_GET  # noqa: N815  (the name is the base class's)

            def _send(self, reply: Reply) -> None:
                self.close_connection = True
                if reply.manner == "hang":
                    server._gone.wait(20)
                    return
                if reply.manner in DRIPS:
                    self._drip(*DRIPS[reply.manner])
                    return
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                short = reply.manner in ("cut", "reset")
                self.send_header("Content-Length", str(len(reply.body) + (1000 if short else 0)))
                self.send_header("Connection", "close")
                self.end_headers()
                self.wfile.write(reply.body)
                if reply.manner == "reset":
                    # a linger time of zero sends a reset instead of an orderly end
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

            def _drip(self, start: bytes, again: bytes) -> None:
                self.wfile.write(start)
                with contextlib.suppress(OSError):
                    while not server._gone.wait(0.02):
                        self.wfile.write(again)

            def log_message(self, *args: Any) -> None:
                return None

        return Handler


def _as_reply(answer: Callable[[Any], bytes | tuple[int, dict[str, str], bytes]]) -> Answer:
    def reply(asked: Asked) -> Reply:
        result = answer(asked)
        return Reply(result) if isinstance(result, bytes) else Reply(result[2], result[0], result[1])

    return reply
