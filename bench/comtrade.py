"""UN Comtrade: 100,000 records from bytes to tidy rows, and a run that finds nothing new; the limits beside them."""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import limits, servers
from bench.worlds.comtrade import ROW, body

ROOT = Path(__file__).resolve().parent.parent
RECORDS, RUNS = 100_000, 5
LIMIT_SECONDS, LIMIT_MIB, LIMIT_RUN = 1.5, 500, 3.0


# what a keyed answer says in words of every row, beside what an answer without a key has
_ROW = ROW | {
    "reporterISO": "IRN",
    "reporterDesc": "Iran",
    "flowDesc": "Export",
    "partnerISO": "ARG",
    "partnerDesc": "Argentina",
    "partner2ISO": "W00",
    "partner2Desc": "World",
    "classificationCode": "H3",
    "cmdDesc": "All Commodities",
    "customsDesc": "TOTAL CPC",
    "motDesc": "TOTAL MOT",
    "qtyUnitAbbr": "N/A",
    "altQtyUnitAbbr": "N/A",
}


def answer(records: int) -> bytes:
    """A keyed answer of `records` rows with all 47 fields of the service."""
    from etl.contract.countries import COUNTRIES

    partners = [c.m49 for c in COUNTRIES.values() if c.m49 and c.kind == "country" and not c.valid_to and c.m49 != 364]
    rows = []
    for i in range(records):
        year, cell = divmod(i, len(partners) * 2 * 97)
        flow, cell = divmod(cell, len(partners) * 97)
        value = 1000.37 * (i + 1)
        rows.append(
            _ROW
            | {
                "period": str(2010 + year),
                "flowCode": "XM"[flow],
                "partnerCode": partners[cell % len(partners)],
                "cmdCode": f"{cell // len(partners) + 1:02}",
                "primaryValue": value,
                "fobvalue": value,
            }
        )
    return body(rows)


def read(path: Path) -> None:
    """In a process of its own: read the answer in `path`, print seconds, rows and peak MiB."""
    from etl.sources import SOURCES
    from etl.sources.base import Snapshot

    class Received:
        key, retrieved, released = "reporter-364-X/2010+2011+2012", "2026-11-22T10:00:00Z", ""
        frame = Snapshot.frame

        def read(self) -> bytes:
            return path.read_bytes()

    held: list[Snapshot] = [Received()]
    start = time.perf_counter()
    frame = SOURCES["comtrade"].tidy(held)["trade"]
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([seconds, len(frame), peak]))


def reading(folder: Path) -> list[tuple[float, int, float]]:
    """Seconds, rows and peak MiB of each run."""
    path = folder / "answer.json"
    path.write_bytes(answer(RECORDS))
    command = [sys.executable, "-m", "bench.comtrade", str(path)]
    return [json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout) for _ in range(RUNS)]


def running(folder: Path) -> dict[str, list[float]]:
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
        read_in = reading(Path(folder))
        runs = running(Path(folder))
    seconds, peaks = [s for s, _, _ in read_in], [m for _, _, m in read_in]
    rows = [
        _row(f"{RECORDS:,} records to {read_in[0][1]:,} rows, seconds", seconds, LIMIT_SECONDS),
        _row("the same, peak MiB of the process", peaks, LIMIT_MIB),
        *[_row(f"a run in which {name}, seconds", times, LIMIT_RUN) for name, times in runs.items()],
    ]
    print(servers.markdown(["what", "median", "worst", "limit", ""], rows))
    return limits.missed(rows)


def _row(what: str, values: list[float], limit: float) -> list[str]:
    middle = statistics.median(values)
    return [what, f"{middle:.2f}", f"{max(values):.2f}", f"{limit:g}", limits.judged(middle, limit)]


if __name__ == "__main__":
    read(Path(sys.argv[1])) if len(sys.argv) > 1 else main()
