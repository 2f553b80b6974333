"""The dashboard on a package: how soon it is ready, the first look at every chart's address, and a worker's memory.

A first look is processor time of an address that nobody asked before, in a process of its own; memory is that of a
worker under gunicorn after all charts and the pages with most on them were asked for.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench import servers

ROOT = Path(__file__).resolve().parent.parent
LIMIT_READY, LIMIT_LOOK, LIMIT_MIB = 4.0, 150, 180
PAGES = ("/", "/trade", "/ties", "/certainty", "/claims/trade-rank", "/data/trade", "/data/partner_ranks")
FORMS = ("json", "csv", "svg")


class Looks(NamedTuple):
    """Seconds until the first page answers, milliseconds of the slowest first look and its address, MiB of a worker."""

    ready: float
    slowest: float
    address: str
    mib: float


def addresses() -> Iterator[str]:
    """Every chart as figure, rows and picture, under its usual choices."""
    from dashboard.charts.registry import CHARTS

    return (f"/charts/{name}.{form}" for name in CHARTS for form in FORMS)


def looks(data: Path) -> Looks:
    """What readers of the package in `data` meet."""
    command = [sys.executable, "-m", "bench.looks", str(data)]
    taken = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)
    address = max(taken, key=taken.__getitem__)
    start = time.perf_counter()
    with servers.ours(data=data) as served:
        ready = time.perf_counter() - start
        for path in (*addresses(), *PAGES) * 2:  # two workers
            urllib.request.urlopen(served.address + path, timeout=60).close()
        return Looks(ready, taken[address], address, max(served.memory(), default=float("nan")))


def first_looks(data: Path) -> dict[str, float]:
    """Processor milliseconds of each address, in this process."""
    from dashboard.app import create_app

    client, taken = create_app(data).server.test_client(), {}
    for path in addresses():
        start = time.process_time()
        answer = client.get(path)
        taken[path] = 1000 * (time.process_time() - start)
        if answer.status_code != 200:
            raise SystemExit(f"{path}: {answer.status_code}")
    return taken


if __name__ == "__main__":
    print(json.dumps(first_looks(Path(sys.argv[1]))))
