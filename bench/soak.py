"""`python -m bench soak`: 100 readers on loopback while builds follow each other, workers are killed and clients hang.

What must hold: every question is answered, no answer mixes two builds, none is older than one that was answered before
it was asked, and memory does not grow. A reader whose connection ends before an answer begins asks again, as a browser
does. The exit code is 1 when anything failed, was mixed or older.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench import readers, servers
from bench.readers import Tally

DESCRIPTOR = "datapackage.json"
HANGING = (
    b"",
    b"GET /data/REA",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX-",
    b"POST /_dash-update-component HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{",
    b"GET /plotly.js HTTP/1.1\r\nHost: localhost\r\n\r\n" * 4,
)


@dataclass
class Course:
    """What was done to the server."""

    builds: int = 0
    killed: int = 0
    hung: int = 0
    memory: list[float] = field(default_factory=list)  # MiB of the largest worker


def _edition(files: Mapping[str, bytes], number: int) -> dict[str, bytes]:
    """The same package as build `number`."""
    described = json.loads(files[DESCRIPTOR])
    described["version"] = f"{number:012x}"
    return {**files, DESCRIPTOR: json.dumps(described, ensure_ascii=False).encode()}


async def _build(files: Mapping[str, bytes], folder: Path, course: Course, every: float) -> None:
    from etl.package.publish import publish

    while True:
        await asyncio.sleep(every)
        await asyncio.to_thread(publish, _edition(files, course.builds + 2), folder)
        course.builds += 1


async def _kill(served: servers.Served, course: Course, every: float) -> None:
    """One worker at a time, the oldest first."""
    while True:
        await asyncio.sleep(every)
        for worker in sorted(served.workers())[:1]:
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
                course.killed += 1


async def _hang(port: int, course: Course) -> None:
    """A client that begins a question and drips, or does not read its answer; then another kind."""
    for kind in range(10**9):
        sink = None
        with suppress(OSError):
            _, sink = await asyncio.open_connection("127.0.0.1", port)
            sink.transport.pause_reading()  # type: ignore[attr-defined]
            sink.write(HANGING[kind % len(HANGING)])
            course.hung += 1
            for _ in range(20):
                await asyncio.sleep(1)
                if 0 < kind % len(HANGING) < 4:
                    sink.write(b"x")
        if sink:
            sink.close()


async def _measure(served: servers.Served, course: Course) -> None:
    while True:
        with suppress(OSError, StopIteration, ValueError):
            course.memory.append(max(served.memory(), default=float("nan")))
        await asyncio.sleep(5)


async def _play(
    served: servers.Served, files: Mapping[str, bytes], folder: Path, options: argparse.Namespace
) -> tuple[Tally, Course]:
    port, tally, course = int(served.address.rpartition(":")[2]), Tally(), Course()
    around = [
        _build(files, folder, course, options.build_every),
        _kill(served, course, options.kill_every),
        _measure(served, course),
        *(_hang(port, course) for _ in range(20)),
    ]
    until = time.monotonic() + options.seconds
    async with asyncio.TaskGroup() as group:  # a build that fails ends the run: without it nothing would be tried
        tasks = [group.create_task(one) for one in around]
        await asyncio.gather(*(readers.reader(port, tally, until, seed) for seed in range(options.users)))
        for task in tasks:
            task.cancel()
    return tally, course


def table(tally: Tally, course: Course) -> str:
    """The counts as markdown."""
    waits = sorted(tally.waits) or [float("nan")]
    rows = [
        ["answers", f"{len(tally.waits):,}"],
        ["failed", str(len(tally.failed))],
        ["mixed", str(tally.mixed)],
        ["older than one before", str(tally.older)],
        ["asked again after a worker's end", str(tally.asked_again)],
        ["builds published", str(course.builds)],
        ["workers killed", str(course.killed)],
        ["clients that hung", str(course.hung)],
        ["seconds waited: median", f"{waits[len(waits) // 2]:.3f}"],
        ["seconds waited: 95 %", f"{waits[int(len(waits) * 0.95)]:.3f}"],
        ["seconds waited: longest", f"{waits[-1]:.3f}"],
        ["MiB of the largest worker: first, middle, last", _course(course.memory)],
    ]
    return servers.markdown(["what", "count"], rows)


def _course(memory: Sequence[float]) -> str:
    return ", ".join(f"{memory[i]:.0f}" for i in (0, len(memory) // 2, -1)) if memory else "unknown"


def command(arguments: Sequence[str]) -> int:
    """The command line; 1 when a promise was broken."""
    parser = argparse.ArgumentParser(prog="python -m bench soak", description=__doc__)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--users", type=int, default=100)
    parser.add_argument("--build-every", type=float, default=10, help="seconds between two builds")
    parser.add_argument("--kill-every", type=float, default=15, help="seconds between two killed workers")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as above:
        folder = Path(above) / "processed"
        folder.mkdir()
        files = {path.name: path.read_bytes() for path in servers.DATA.iterdir() if path.is_file()}
        for name, content in _edition(files, 1).items():
            (folder / name).write_bytes(content)
        with servers.ours(data=folder) as served:
            tally, course = asyncio.run(_play(served, files, folder, options))
    print(f"{options.users} readers for {options.seconds:.0f} s; {servers.company()}\n")
    print(table(tally, course))
    for one in tally.failed[:10]:
        print(one)
    return int(bool(tally.failed or tally.mixed or tally.older))
