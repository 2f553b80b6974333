"""The build at the size of life: a quarter of a world, one, two and four, and how its cost grows with its rows.

Processor time is counted in pandas imports (processor seconds of `python -c "import pandas"` in the same run), because
machines differ. The month counts the build after the answers came: those of the month before are kept, and what makes
up the answers is not the project's. Ranks are held against a plain `groupby().rank()` of the same rows, and against
DuckDB's `rank()`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench import servers, world
from bench.looks import LIMIT_LOOK, LIMIT_READY, Looks, looks
from bench.looks import LIMIT_MIB as WORKER

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
    """What one size costs: the first build, the build a month later (of the bundle: again), and the package."""

    name: str
    unit: float  # processor seconds of one import of pandas, in the same run
    first: Cost
    later: Cost
    package: float
    largest: float
    looks: Looks

    def cells(self, before: Row | None) -> list[str]:
        """Its line of the table; growth is against the size `before`."""
        growth = f"{self.first.processor / before.first.processor:.1f}" if before else ""
        imports = [f"{spent.processor / self.unit:.1f}" for spent in (self.first, self.later)]
        seconds = [f"{spent.processor:.1f} / {spent.seconds:.1f}" for spent in (self.first, self.later)]
        sizes = [f"{max(self.first.mib, self.later.mib):.0f}", f"{self.package:.1f}", f"{self.largest:.1f}"]
        looks = [f"{self.looks.ready:.1f}", f"{self.looks.slowest:.0f}", f"{self.looks.mib:.0f}"]
        return [self.name, *imports, *seconds, *sizes, growth, *looks]


#: heading of a column -> its limit for one world
COLUMNS = {
    "worlds": "limits of 1",
    "first build, pandas imports": f"{LIMIT_IMPORTS:.0f}",
    "a month later (bundled: again)": f"{LIMIT_MONTH:.0f}; bundled {LIMIT_BUNDLED:.0f}",
    "first, s of processor / clock": "",
    "later, s": "",
    "MiB": f"{LIMIT_MIB}",
    "package, MB": f"{LIMIT_PACKAGE:.0f}",
    "largest file, MB": f"{LIMIT_FILE:.0f}",
    "growth": "2.2 for twice",
    "ready, s": f"{LIMIT_READY:.0f}",
    "slowest first look, ms": f"{LIMIT_LOOK}",
    "worker, MiB": f"{WORKER}",
}


def measured(folder: Path, size: float) -> tuple[Row, tuple[Any, ...]]:
    """A world's first build, and that after a month in which four questions of UN Comtrade and the IMF's changed."""
    raw, out = folder / "raw", folder / "processed"
    world.write(raw, size, months=1)
    unit = one_import()
    first, _, _ = built(raw, out)
    world.run_month(raw, size, 2)
    month, package, largest = built(raw, out)
    row = Row(f"{size:g}", unit, first, month, package, largest, looks(out))
    command = [sys.executable, "-m", "bench.sizes", str(raw)]
    return row, (row.name, *json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout))


def bundled_twice(folder: Path) -> Row:
    """The bundled figures: a build with nothing kept, and the next one."""
    shutil.copytree(ROOT / "data" / "raw" / "bundled", folder / "raw" / "bundled")
    unit, out = one_import(), folder / "processed"
    first, _, _ = built(folder / "raw", out)
    again, package, largest = built(folder / "raw", out)
    return Row("bundled", unit, first, again, package, largest, looks(out))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        both = [measured(Path(folder) / f"{size:g}", size) for size in SIZES]
        bundled = bundled_twice(Path(folder) / "bundled")
        imports = cost(["-c", "import etl.build"]).processor / one_import()
    rows = [row for row, _ in both]
    lines = [row.cells(before) for row, before in zip(rows, (None, *rows), strict=False)]
    print(servers.company() + "\n")
    print(servers.markdown(list(COLUMNS), [*lines, bundled.cells(None), list(COLUMNS.values())]))
    print(f"\nimports of the build: {imports:.1f} pandas imports (limit 1.5); slowest first looks: ", end="")
    print(", ".join(f"{row.name}: {row.looks.address}" for row in rows) + "\n")
    head = ("worlds", "ranks", "ours, s", "groupby().rank(), s", "DuckDB rank(), s", "ours to the floor, limit 6")
    ranks = [
        (name, f"{count:,}", f"{ours:.2f}", f"{floor:.3f}", f"{engine:.3f}", f"{ours / floor:.1f}")
        for _, (name, count, ours, floor, engine) in both
    ]
    print(servers.markdown(head, ranks))


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
