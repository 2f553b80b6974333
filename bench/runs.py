"""Runs that find nothing new: what every hour of a schedule costs; the limit beside them."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import limits, servers
from bench.costs import ROOT

RUNS, LIMIT = 5, 3.0


def times(folder: Path) -> dict[str, list[float]]:
    """Seconds of `python -m etl run` when nothing is due, and when availability is asked and says nothing new."""
    from tests.etl.faultserver import Publishers

    raw = folder / "raw"
    shutil.copytree(ROOT / "data" / "raw" / "bundled", raw / "bundled")
    base = [sys.executable, "-m", "etl", "run", "--quiet", "--raw", str(raw), "--out", str(folder / "processed")]
    runs = {"nothing is due": base, "availability says nothing new": [*base, "--only", "comtrade", "--again"]}
    with Publishers() as server:
        env = {**os.environ, **server.env}
        subprocess.run(base, cwd=ROOT, env=env, check=True)
        env.pop("COMTRADE_PACE")  # measured at the pace of a real run
        return {name: [_timed(command, env) for _ in range(RUNS)] for name, command in runs.items()}


def _timed(command: list[str], env: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=env, check=True)
    return time.perf_counter() - start


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        seconds = times(Path(folder))
    rows = [
        [name, f"{middle:.2f}", f"{max(runs):.2f}", f"{LIMIT:g}", limits.judged(middle, LIMIT)]
        for name, runs in seconds.items()
        for middle in [statistics.median(runs)]
    ]
    print(servers.markdown(["a run in which", "median, seconds", "worst", "limit", ""], rows))
    return limits.missed(rows)


if __name__ == "__main__":
    main()
