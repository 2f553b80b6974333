"""Starts what is measured, each with the same number of workers and threads: the plain page, and ours."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dashboard.__main__ import THREADS, WORKERS

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data" / "processed"
_PATIENCE = 60  # seconds until a server must answer


@dataclass(frozen=True)
class Served:
    """A server that answers: its address without a slash at the end, and its process."""

    address: str
    pid: int

    def workers(self) -> list[int]:
        """Processes that its main process started; empty where the system does not tell."""
        path = Path(f"/proc/{self.pid}/task/{self.pid}/children")
        return [int(p) for p in path.read_text().split()] if path.exists() else []

    def memory(self) -> list[float]:
        """Resident MiB of each worker, pages that it shares with the others counted in full."""
        return [_resident(pid) / 1024 for pid in self.workers()]


def _resident(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))


@contextmanager
def plain() -> Iterator[Served]:
    """The plain Dash page of bench/plain, under gunicorn as ours is."""
    with _running(
        [
            "gunicorn",
            "--preload",
            "-w",
            str(WORKERS),
            "--threads",
            str(THREADS),
            "--keep-alive",
            "20",
            "--log-level",
            "warning",
            "-b",
            "127.0.0.1:{port}",
            "bench.plain.app:server",
        ],
        ROOT,
    ) as served:
        yield served


@contextmanager
def ours(*, partial: bool = True, data: Path = DATA) -> Iterator[Served]:
    """Our dashboard over the package in `data`; with `partial=False` from a copy without the partial bundle."""
    command = ["dashboard", "--port", "{port}"]
    if partial:
        with _running(command, ROOT, data) as served:
            yield served
        return
    with tempfile.TemporaryDirectory() as folder:
        without = shutil.ignore_patterns("plotly-*", "__pycache__")
        shutil.copytree(ROOT / "dashboard", Path(folder) / "dashboard", ignore=without)
        with _running(command, Path(folder)) as served:
            yield served


@contextmanager
def _running(module: Sequence[str], folder: Path, data: Path = DATA) -> Iterator[Served]:
    port = _free_port()
    command = [sys.executable, "-m", *(word.format(port=port) for word in module)]
    child = subprocess.Popen(
        command, cwd=folder, env={**os.environ, "LEDGER_DATA": str(data)}, stdout=subprocess.DEVNULL
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address, child)
        yield Served(address, child.pid)
    finally:
        child.terminate()
        child.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def _wait(address: str, child: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and child.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"the server did not start: {' '.join(map(str, child.args))}")  # type: ignore[arg-type]


def company() -> str:
    """How busy the machine is, because numbers of a machine with other work are not those of an idle one."""
    busy = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return f"{os.cpu_count()} cores, load average {busy}"


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table as markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
