"""The build on the bundled figures: wall time and memory of the whole process, limits of the issue beside them."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import limits, servers

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
LIMIT_SECONDS, LIMIT_MIB = 4.0, 300


def once(out: Path) -> tuple[float, float]:
    """Seconds and peak MiB of one `python -m etl build` in a process of its own."""
    start = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-m", "etl", "build", "--quiet", "--out", str(out)], cwd=ROOT)
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        raise SystemExit("the build failed")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        measured = [once(Path(folder) / "processed") for _ in range(RUNS)]
    seconds = sorted(s for s, _ in measured)
    peak = max(m for _, m in measured)
    middle, mib = statistics.median(seconds), statistics.median(m for _, m in measured)
    rows = [
        [
            "seconds",
            f"{middle:.2f}",
            f"{seconds[-1]:.2f}",
            f"{LIMIT_SECONDS:.0f}",
            limits.judged(middle, LIMIT_SECONDS),
        ],
        ["peak MiB", f"{mib:.0f}", f"{peak:.0f}", f"{LIMIT_MIB}", limits.judged(peak, LIMIT_MIB)],
    ]
    print(servers.markdown(["build", "median", "worst", "limit", ""], rows))
    return limits.missed(rows)


if __name__ == "__main__":
    main()
