"""Users who ask one address again and again, each as soon as it is answered: wrk where it is, else a loop of ours.

wrk (Debian: `apt-get install wrk`) takes least of the machine that it shares with the server. The loop is one process
with a plain socket for each user, kept alive, one question at a time on each; `busy` says how much of a processor it
took: near 1 it was the limit, and not the server. The bench says which of the two it used.
"""

from __future__ import annotations

import re
import selectors
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from urllib.parse import urlsplit

HEADERS = {"Accept-Encoding": "br", "Connection": "keep-alive"}
_LENGTH = re.compile(rb"\r\ncontent-length: *([0-9]+)", re.IGNORECASE)
_SCRIPT = """
wrk.method = "{method}"
wrk.body = {body}
{headers}
done = function(all, latency)
  local e = all.errors
  local wrong = e.connect + e.read + e.write + e.status + e.timeout
  print("DONE", all.requests, all.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, wrong)
end
"""


@dataclass(frozen=True)
class Answers:
    """What the users got: answers a second, milliseconds at the median and at 95 %, and how many went wrong.

    `busy` is the share of a processor that the loop took; 0 where wrk asked.
    """

    rate: float
    p50: float
    p95: float
    wrong: int
    busy: float = 0.0


def tool() -> str:
    return "wrk" if shutil.which("wrk") else "a loop in Python (wrk is not here)"


def hit(url: str, users: int, seconds: float, body: str | None = None) -> Answers:
    """`users` ask `url` for `seconds`, with POST when there is a JSON `body`."""
    if shutil.which("wrk"):
        return _wrk(url, users, seconds, body)
    return _loop(url, users, seconds, body)


def _wrk(url: str, users: int, seconds: float, body: str | None) -> Answers:
    headers = {**HEADERS, **({"Content-Type": "application/json"} if body else {})}
    text = _SCRIPT.format(
        method="POST" if body else "GET",
        body=f"[==[{body}]==]" if body else "nil",
        headers="\n".join(f'wrk.headers["{name}"] = "{value}"' for name, value in headers.items()),
    )
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(text)
        script.flush()
        command = ["wrk", "-t1", f"-c{users}", f"-d{seconds:.0f}s", "--timeout", "30s", "-s", script.name, url]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    count, took, p50, p95, wrong = (float(n) for n in printed.rpartition("DONE")[2].split())
    return Answers(count / took, p50, p95, int(wrong))


def _loop(url: str, users: int, seconds: float, body: str | None) -> Answers:
    parts = urlsplit(url)
    question = _request(parts.netloc, parts.path + (f"?{parts.query}" if parts.query else ""), body)
    waits: list[float] = []
    wrong = 0
    started, worked = time.perf_counter(), time.process_time()
    with ExitStack() as doors, selectors.DefaultSelector() as asked:
        for _ in range(users):
            door = doors.enter_context(socket.create_connection((parts.hostname or "", parts.port or 80)))
            door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            asked.register(door, selectors.EVENT_READ, _User(door, question))
        while (now := time.perf_counter()) < started + seconds:
            for ready, _ in asked.select(timeout=started + seconds - now):
                took, status = ready.data.answered()
                if took is not None:
                    waits.append(took)
                    wrong += status != b"200"
    seconds, worked = time.perf_counter() - started, time.process_time() - worked
    waits = sorted(1000 * wait for wait in waits) or [float("nan")]
    return Answers(len(waits) / seconds, waits[len(waits) // 2], waits[int(len(waits) * 0.95)], wrong, worked / seconds)


class _User:
    """One keep-alive connection: asks, reads to the end of the answer, asks again."""

    def __init__(self, door: socket.socket, question: bytes) -> None:
        self._door, self._question = door, question
        self._ask()

    def _ask(self) -> None:
        self._content, self._since = b"", time.perf_counter()
        self._door.sendall(self._question)

    def answered(self) -> tuple[float | None, bytes]:
        """Seconds that an answer took and its status, when it has come to its end. EOFError when there is no more."""
        piece = self._door.recv(2**18)
        if not piece:
            raise EOFError("the server closed the connection")
        self._content += piece
        head, end, body = self._content.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if not end or not length or len(body) < int(length[1]):
            return None, b""
        took = time.perf_counter() - self._since
        self._ask()
        return took, head[9:12]


def _request(host: str, path: str, body: str | None) -> bytes:
    headers = {"Host": host, **HEADERS}
    if body:
        headers |= {"Content-Type": "application/json", "Content-Length": str(len(body.encode()))}
    lines = [f"{'POST' if body else 'GET'} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n" + (body or "")).encode()
