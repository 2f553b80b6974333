"""Runs a run again and again, killing it before one more of its durable steps each time (a script of `test_kill`).

`python -m tests.etl.killdriver FOLDER STRIDE SOURCE...`: every STRIDE-th step. The old package stands in FOLDER before
each run; after each kill the package must be whole, and the next run must complete. Prints one JSON object. It forks,
so it must have no threads.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from etl.collect import store
from etl.collect.answers import load
from etl.package import publish as publishing
from etl.run import run
from tests.etl.livekit import FakeClock, session

OLD, NEW = {"a.csv": b"old", "b.csv": b"old too"}, {"a.csv": b"new", "c.csv": b"new too"}


def package(files: dict[str, bytes]) -> dict[str, bytes]:
    """`files` with a descriptor that holds their hashes."""
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    descriptor = {"files": [*files, "datapackage.json"], "hashes": hashes}
    return {**files, "datapackage.json": json.dumps(descriptor).encode()}


def state(out: Path) -> str:
    """Which package a reader finds in `out`: old, new, or what is wrong with it."""
    hashes = json.loads((out / "datapackage.json").read_bytes())["hashes"]
    for name, digest in hashes.items():
        if hashlib.sha256((out / name).read_bytes()).hexdigest() != digest:
            return f"{name} does not fit"
    return "new" if set(hashes) == set(NEW) else "old"


def build(raw: Path, out: Path, as_of: str | None, report: Callable[[str], None]) -> Any:
    """A build that publishes the new package."""
    publishing.publish(package(NEW), out)
    return SimpleNamespace(version="abc", changed=True, failed=[])


def killed_before(step: int) -> None:
    """Kill this process before its durable step number `step`: a sync, a rename, a swap of folders, a removal."""
    done = 0

    def counted(act: Callable[..., Any]) -> Callable[..., Any]:
        def wrapper(*args: Any, **named: Any) -> Any:
            nonlocal done
            done += 1
            if done > step:
                os.kill(os.getpid(), signal.SIGKILL)
            return act(*args, **named)

        return wrapper

    for name in ("fsync", "replace", "rename", "unlink"):
        setattr(os, name, counted(getattr(os, name)))
    publishing._swap = counted(publishing._swap)
    store.gzip.GzipFile.close = counted(store.gzip.GzipFile.close)  # type: ignore[method-assign]


def child(act: Callable[[], int]) -> int:
    """Exit code of `act` in a process of its own; negative when it was killed."""
    pid = os.fork()
    if pid == 0:
        code = 99
        try:
            code = act()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def one_run(raw: Path, out: Path, only: list[str]) -> int:
    with session() as asking:
        return run(raw, out, only=only, builder=build, clock=FakeClock(), session=asking).code


def main(folder: Path, stride: int, only: list[str]) -> dict[str, Any]:
    """Kill at every `stride`-th step in turn until a run gets through."""
    raw, out, wrong = folder / "raw", folder / "processed", []
    answers = 0
    for step in range(0, 1000, stride):
        shutil.rmtree(folder, ignore_errors=True)
        raw.mkdir(parents=True)
        publishing.publish(package(OLD), out)

        def dying(step: int = step) -> int:
            killed_before(step)
            return one_run(raw, out, only)

        first = child(dying)
        seen = state(out)
        if seen not in ("old", "new"):
            wrong.append(f"step {step}: {seen}")
        for held in load(raw / "live").values():
            answers += sum(len(s.read()) > 0 for s in held)
        second = child(lambda: one_run(raw, out, only))
        if second != 0 or state(out) != "new":
            wrong.append(f"step {step}: the next run left with {second}, {state(out)}")
        if first == 0:
            return {"killed": step, "wrong": wrong, "answers": answers}
        if first != -signal.SIGKILL:
            wrong.append(f"step {step}: left with {first}")
            break
    return {"killed": -1, "wrong": wrong, "answers": answers}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])))
