"""What a process costs: processor seconds, seconds by the clock, and the peak of its memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent

# a process begins with the peak of the one that starts it, and what makes a world is larger than a build: a small one
# between them starts it
_BETWEEN = """import json, os, subprocess, sys
child = subprocess.Popen([sys.executable, *sys.argv[1:]], stdout=subprocess.PIPE, text=True)
output = child.stdout.read()
_, status, usage = os.wait4(child.pid, 0)
print(json.dumps([status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6, output]))"""


class Cost(NamedTuple):
    """Processor seconds, seconds by the clock and peak megabytes of one process, and what it printed."""

    processor: float
    seconds: float
    mb: float
    output: str = ""


def cost(command: Sequence[str]) -> Cost:
    """What `python` with these arguments costs in a process of its own, in a plain environment; SystemExit if it fails.

    `etl` makes numpy start with one thread: handed down, that would make the unit, an import of pandas, too cheap.
    """
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    start = time.perf_counter()
    between = [sys.executable, "-S", "-c", _BETWEEN, *command]
    answer = subprocess.run(between, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)
    seconds = time.perf_counter() - start
    status, processor, mb, output = json.loads(answer.stdout)
    if status:
        raise SystemExit(f"failed: {' '.join(command)}")
    return Cost(processor, seconds, mb, output)
