"""The dashboard as its readers meet it: the command in a process of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, kw_only=True)
class Answer:
    status: int
    headers: Message
    body: bytes


@dataclass(frozen=True, kw_only=True)
class Served:
    """A server that answers, and the process that started its workers."""

    port: int
    process: subprocess.Popen[bytes]

    def ask(self, path: str, **headers: str) -> Answer:
        """The answer; 30 seconds at most for each step."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return Answer(status=answer.status, headers=answer.headers, body=answer.read())

    def version(self) -> str:
        """Of the data that an answer carries."""
        return self.ask("/data/datapackage.json").headers["X-Data-Version"]

    def workers(self) -> list[int]:
        """Their process ids."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(number) for number in listed.split()]


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[Served]:
    """`python -m dashboard` over the package in `folder`, until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = int(door.getsockname()[1])
    command = [sys.executable, "-m", "dashboard", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"LEDGER_DATA": str(folder)} | settings)
    try:
        _wait(f"http://127.0.0.1:{port}/data/datapackage.json", process)
        yield Served(port=port, process=process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(40)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.1)
        else:
            return
