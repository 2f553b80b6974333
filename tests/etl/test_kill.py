"""A run that is killed leaves a readable package, and the next run completes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.collect import ledger
from etl.collect.answers import load
from tests.etl.faultserver import Answer, Asked, Publishers, Reply

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("only", "stride"), [("comext", 1), ("un_votes", 2)])
def test_killed_before_every_durable_step(only: str, stride: int, tmp_path: Path) -> None:
    with Publishers() as server:
        done = subprocess.run(
            [sys.executable, "-m", "tests.etl.killdriver", str(tmp_path / "data"), str(stride), only],
            cwd=ROOT,
            env={**os.environ, **server.env},
            capture_output=True,
            text=True,
            check=True,
        )
    result = json.loads(done.stdout)
    assert result["wrong"] == []
    assert result["killed"] >= 18
    assert result["answers"] > 10


def _unless(held: Callable[[Asked], bool], good: Answer) -> Answer:
    return lambda at: Reply(manner="hang") if held(at) else good(at)


@pytest.mark.parametrize("question", [2, 9])
def test_killed_while_it_waits_for_an_answer(question: int, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    command = [sys.executable, "-m", "etl", "fetch", "--quiet", "--raw", str(raw), "--only", "comtrade"]
    with Publishers() as server:
        env = {**os.environ, **server.env}
        asked = threading.Event()

        def held(at: Asked) -> bool:
            if len(server.asked) == question:
                asked.set()
            return len(server.asked) == question

        for path in ("/public/v1/getDa/", "/public/v1/preview/"):
            server.answers[path] = _unless(held, server.answers[path])
        first = subprocess.Popen(command, cwd=ROOT, env=env)
        assert asked.wait(60)
        first.kill()
        assert first.wait() == -signal.SIGKILL
        assert len(ledger.read(raw / "live")) == question - 1
        again = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
        assert (again.returncode, again.stderr) == (0, "")
        # what was answered before the kill was not asked again
        assert len(server.asked) == 9 + 1
    assert len(load(raw / "live")["comtrade"]) == 9
