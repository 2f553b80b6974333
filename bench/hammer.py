"""Users who ask one address again and again, each as soon as it is answered: wrk where it is, else a loop of ours.

wrk (Debian: `apt-get install wrk`) takes least of the machine that it shares with the server; the loop told about the
same numbers when both were tried. The bench says which of the two it used.
"""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

HEADERS = {"Accept-Encoding": "br", "Connection": "keep-alive"}
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
    """What the users got: answers a second, milliseconds at the median and at 95 %, and how many went wrong."""

    rate: float
    p50: float
    p95: float
    wrong: int


def tool() -> str:
    return "wrk" if shutil.which("wrk") else "a loop in Python (wrk is not here)"


def hit(url: str, users: int, seconds: float, body: str | None = None) -> Answers:
    """`users` ask `url` for `seconds`, with POST when there is a JSON `body`."""
    if shutil.which("wrk"):
        return _wrk(url, users, seconds, body)
    return asyncio.run(_loop(url, users, seconds, body))


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
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    count, took, p50, p95, wrong = (float(n) for n in told.rpartition("DONE")[2].split())
    return Answers(count / took, p50, p95, int(wrong))


async def _loop(url: str, users: int, seconds: float, body: str | None) -> Answers:
    until = time.perf_counter() + seconds
    started = time.perf_counter()
    told = await asyncio.gather(*(_user(url, until, body) for _ in range(users)))
    took = time.perf_counter() - started
    waits = sorted(1000 * wait for one, _ in told for wait in one) or [float("nan")]
    wrong = sum(n for _, n in told)
    return Answers(len(waits) / took, waits[len(waits) // 2], waits[int(len(waits) * 0.95)], wrong)


async def _user(url: str, until: float, body: str | None) -> tuple[list[float], int]:
    """One keep-alive connection; the seconds each answer took, and how many were no 200."""
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    asked = _request(parts.netloc, parts.path + (f"?{parts.query}" if parts.query else ""), body)
    waits: list[float] = []
    wrong = 0
    while time.perf_counter() < until:
        start = time.perf_counter()
        writer.write(asked)
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        await reader.readexactly(length)
        waits.append(time.perf_counter() - start)
        wrong += not head.startswith(b"HTTP/1.1 200")
    writer.close()
    return waits, wrong


def _request(host: str, path: str, body: str | None) -> bytes:
    headers = {"Host": host, **HEADERS}
    if body:
        headers |= {"Content-Type": "application/json", "Content-Length": str(len(body.encode()))}
    lines = [f"{'POST' if body else 'GET'} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n" + (body or "")).encode()
