"""The build at the size of life: a quarter of a world, one, two and four, and how its cost grows with its rows.

Processor time is counted in pandas imports (processor seconds of `python -c "import pandas"` in the same run), because
machines differ. The month counts the build after the answers came: those of the month before are kept, and what makes
up the answers is not the project's. Ranks are held against a plain `groupby().rank()` of the same rows, and against
DuckDB's `rank()`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench import world

ROOT = Path(__file__).resolve().parent.parent
SIZES = (0.25, 1.0, 2.0, 4.0)
LIMIT_IMPORTS, LIMIT_MONTH, LIMIT_BUNDLED, LIMIT_MIB, LIMIT_PACKAGE, LIMIT_FILE = 25.0, 12.0, 5.0, 350, 16.0, 8.0


class Cost(NamedTuple):
    """Processor seconds, seconds by the clock and peak MiB of one process."""

    processor: float
    seconds: float
    mib: float


def cost(command: Sequence[str]) -> Cost:
    """What `python` with these arguments costs in a process of its own."""
    start = time.perf_counter()
    child = subprocess.Popen([sys.executable, *command], cwd=ROOT)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"failed: {' '.join(command)}")
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / 1024)


def one_import() -> float:
    """Processor seconds of importing pandas, the least of three."""
    return min(cost(["-c", "import pandas"]).processor for _ in range(3))


def built(raw: Path, out: Path) -> tuple[Cost, float, float]:
    """Cost of the build of `raw`, megabytes of the package, and of its largest file."""
    spent = cost(["-m", "etl", "build", "--quiet", "--raw", str(raw), "--out", str(out)])
    sizes = [path.stat().st_size / 1e6 for path in out.iterdir()]
    return spent, sum(sizes), max(sizes)


class Row(NamedTuple):
    """One line of the table: the first build, the build a month later, and the package; processor time in imports."""

    name: str
    first: Cost
    imports: float
    month: float | None  # None where no month was built
    package: float
    largest: float


def measured(folder: Path, size: float) -> tuple[Row, tuple[Any, ...]]:
    """A world's first build, and that after a month in which four questions of UN Comtrade and the IMF's changed."""
    raw, out = folder / "raw", folder / "processed"
    world.write(raw, size, months=1)
    unit = one_import()
    first, _, _ = built(raw, out)
    world.run_month(raw, size, 2)
    month, package, largest = built(raw, out)
    after = month.processor / unit
    row = Row(f"{size:g}", first, first.processor / unit, after, package=package, largest=largest)
    command = [sys.executable, "-m", "bench.sizes", str(raw)]
    return row, (row.name, *json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        both = [measured(Path(folder) / f"{size:g}", size) for size in SIZES]
        unit = one_import()
        bundled, package, largest = built(ROOT / "data" / "raw", Path(folder) / "bundled")
        imports = cost(["-c", "import etl.build"]).processor
    rows, before = [row for row, _ in both], 0.0
    rows.append(Row("bundled", bundled, bundled.processor / unit, None, package=package, largest=largest))
    _table(
        "worlds | first build, pandas imports | a month later | seconds | MiB | package, MB | largest file, MB | growth"
    )
    for row in rows:
        growth = f"{row.first.processor / before:.1f}" if before and row.name != "bundled" else ""
        month = "" if row.month is None else f"{row.month:.1f}"
        before = row.first.processor
        cells = (row.name, f"{row.imports:.1f}", month, f"{row.first.seconds:.1f}", f"{row.first.mib:.0f}")
        print(f"| {' | '.join(cells)} | {row.package:.1f} | {row.largest:.1f} | {growth} |")
    limits = (f"{LIMIT_IMPORTS:.0f}, bundled {LIMIT_BUNDLED:.0f}", f"{LIMIT_MONTH:.0f}", "", f"{LIMIT_MIB}")
    print(f"| limits of 1 | {' | '.join(limits)} | {LIMIT_PACKAGE:.0f} | {LIMIT_FILE:.0f} | 2.2 for twice |")
    print(f"\nimports of the build: {imports / unit:.1f} pandas imports (limit 1.5)\n")
    _table("worlds | ranks | ours, s | groupby().rank(), s | DuckDB rank(), s | ours to the floor, limit 6")
    for name, count, ours, floor, engine in (ranks for _, ranks in both):
        print(f"| {name} | {count:,} | {ours:.2f} | {floor:.3f} | {engine:.3f} | {ours / floor:.1f} |")


def _table(head: str) -> None:
    print(f"| {head} |\n|{'---|' * len(head.split(' | '))}")


def compare(raw: Path) -> tuple[int, float, float, float]:
    """Ranks of a world, and processor seconds of ours with bounds, of plain pandas, and of DuckDB, on the same rows."""
    import duckdb

    from etl import claims
    from etl.collect import store
    from etl.contract.pair import marked
    from etl.derive.pair_lists import pair_lists
    from etl.measures import ranks
    from etl.sources import bundled

    tables = bundled.load_bundled(raw / "bundled")
    bundled.missing_tables(tables)
    bundled.add_live(tables, store.load(raw / "live"))
    bundled.with_current(tables)
    tables["countries"] = marked(tables["countries"], claims.article().pair)
    lists = pair_lists(tables, [])
    made, ours = _timed(lambda: ranks.table(lists, {}, None))
    rows = made[["source", "reporter", "period", "calendar", "flow", "basis", "root_family", "value_usd"]]
    key = list(rows.columns[:-1])
    _, floor = _timed(lambda: rows.groupby(key)["value_usd"].rank(method="min", ascending=False))
    partition = f"SELECT rank() OVER (PARTITION BY {', '.join(key)} ORDER BY value_usd DESC) FROM rows"
    with duckdb.connect() as engine:
        engine.execute("SET threads = 1")
        engine.register("rows", rows)
        _, sql = _timed(lambda: engine.sql(partition).fetchnumpy())
    return len(made), ours, floor, sql


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.process_time()
    made = work()
    return made, time.process_time() - start


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(compare(Path(sys.argv[1]))))
    else:
        main()
