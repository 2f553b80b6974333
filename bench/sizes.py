"""The build at the size of life: a quarter of a world, a half, one, two and four, and how its cost grows with its rows.

From a half to one only the reporters double, in every other step only the years do (bench/world.py).

Processor time is counted in pandas imports (processor seconds of `python -c "import pandas"` in the same run), because
machines differ. The month counts the build after the answers came: those of the month before are kept, and what makes
up the answers is not the project's. Ranks are held against a plain `groupby().rank()` of the same rows, and against
DuckDB's `rank()`.
"""

from __future__ import annotations

import compileall
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from bench import limits, servers, world
from bench.costs import ROOT, Cost, cost
from bench.limits import MISSED
from bench.looks import LIMIT_LOOK, LIMIT_RATE, LIMIT_READY, Looks, looks
from bench.looks import LIMIT_MB as WORKER

SIZES = (0.25, 0.5, 1.0, 2.0, 4.0)
LIMIT_IMPORTS, LIMIT_MONTH, LIMIT_BUNDLED, LIMIT_MB, LIMIT_PACKAGE, LIMIT_FILE = 25.0, 12.0, 5.0, 350, 16.0, 8.0
LIMIT_OF_IMPORTS, LIMIT_GROWTH, LIMIT_OF_RANKS = 1.5, 2.2, 6.0


def one_import() -> float:
    """Processor seconds of importing pandas, the least of three."""
    return min(cost(["-c", "import pandas"]).processor for _ in range(3))


def built(raw: Path, out: Path) -> tuple[Cost, float, float]:
    """Cost of the build of `raw`, megabytes of the package, and of its largest file."""
    spent = cost(["-m", "etl", "build", "--quiet", "--raw", str(raw), "--out", str(out)])
    sizes = [path.stat().st_size / 1e6 for path in out.iterdir()]
    return spent, sum(sizes), max(sizes)


def rows(out: Path) -> int:
    """Rows of `trade` in the package `out`."""
    return (out / "trade.csv").read_bytes().count(b"\n") - 1


class Row(NamedTuple):
    """What one size costs: the first build, the build a month later (of the bundle: again), and the package.

    `rows` are those of `trade`, which grow with reporters and years; `limit` is that of the first build.
    """

    name: str
    rows: int
    limit: float
    unit: float  # processor seconds of one import of pandas, in the same run
    first: Cost
    later: Cost
    package: float
    largest: float
    looks: Looks

    def cells(self, before: Row | None) -> list[str]:
        """Its line of the table; what grew, cost and rows, is against the size `before`. Over its limit is MISSED."""
        growth = before and (self.first.processor / before.first.processor, self.rows / before.rows)
        held = self.name in ("1", "bundled")  # limits are those of one world and of the bundle
        checked = (
            (self.first.processor / self.unit, self.limit, 1),
            (self.later.processor / self.unit, LIMIT_MONTH, 1),
            (max(self.first.mb, self.later.mb), LIMIT_MB, 0),
            (self.package, LIMIT_PACKAGE, 1),
            (self.largest, LIMIT_FILE, 1),
            (self.looks.ready, LIMIT_READY, 1),
            (self.looks.slowest, LIMIT_LOOK, 0),
            (self.looks.mb, WORKER, 0),
        )
        cells = [f"{n:.{digits}f}" + _mark(n, limit, held=held) for n, limit, digits in checked]
        rate = f"{self.looks.rate:,.0f}" + _mark(-self.looks.rate, -LIMIT_RATE, held=held)
        seconds = [f"{spent.processor:.1f} / {spent.seconds:.1f}" for spent in (self.first, self.later)]
        grown = f"{growth[0]:.1f} for {growth[1]:.1f}" + _mark(growth[0], LIMIT_GROWTH) if growth else ""
        return [self.name, f"{self.rows:,}", *cells[:2], *seconds, *cells[2:5], grown, *cells[5:], rate]


def _mark(value: float, limit: float, *, held: bool = True) -> str:
    return f" {MISSED}" if held and value > limit else ""


#: heading of a column -> its limit for one world
COLUMNS = {
    "worlds": "limits of 1",
    "rows of trade": "",
    "first build, pandas imports": f"{LIMIT_IMPORTS:.0f}; bundled {LIMIT_BUNDLED:.0f}",
    "a month later (bundled: again)": f"{LIMIT_MONTH:.0f}",
    "first, s of processor / clock": "",
    "later, s": "",
    "MB of memory": f"{LIMIT_MB}",
    "package, MB": f"{LIMIT_PACKAGE:.0f}",
    "largest file, MB": f"{LIMIT_FILE:.0f}",
    "cost grew, for rows": f"{LIMIT_GROWTH}",
    "ready, s": f"{LIMIT_READY:.0f}",
    "slowest first look, ms": f"{LIMIT_LOOK}",
    "worker, MB": f"{WORKER}",
    "kept answers a second": f"{LIMIT_RATE:,}",
}


def measured(folder: Path, size: float) -> tuple[Row, tuple[Any, ...]]:
    """A world's first build, and that after a month in which four questions of UN Comtrade and the IMF's changed."""
    raw, out = folder / "raw", folder / "processed"
    world.write(raw, size, months=1)
    unit = one_import()
    first, _, _ = built(raw, out)
    world.run_month(raw, size, 2)
    month, package, largest = built(raw, out)
    row = Row(f"{size:g}", rows(out), LIMIT_IMPORTS, unit, first, month, package, largest, looks(out))
    command = [sys.executable, "-m", "bench.sizes", str(raw)]
    return row, (row.name, *json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout))


def bundled_twice(folder: Path) -> Row:
    """The bundled figures: a build with nothing kept, and the next one."""
    shutil.copytree(ROOT / "data" / "raw" / "bundled", folder / "raw" / "bundled")
    unit, out = one_import(), folder / "processed"
    first, _, _ = built(folder / "raw", out)
    again, package, largest = built(folder / "raw", out)
    return Row("bundled", rows(out), LIMIT_BUNDLED, unit, first, again, package, largest, looks(out))


def main() -> int:
    # as any second run finds it, also where Python is told to write no compiled modules (PYTHONDONTWRITEBYTECODE)
    compileall.compile_dir(ROOT / "etl", quiet=2)
    with tempfile.TemporaryDirectory() as folder:
        both = [measured(Path(folder) / f"{size:g}", size) for size in SIZES]
        bundled = bundled_twice(Path(folder) / "bundled")
        imports = cost(["-c", "import etl.build"]).processor / one_import()
    sized = [row for row, _ in both]
    lines = [row.cells(before) for row, before in zip(sized, (None, *sized), strict=False)]
    print(servers.company() + "\n")
    lines.append(bundled.cells(None))
    print(servers.markdown(list(COLUMNS), [*lines, list(COLUMNS.values())]))
    importing = f"{imports:.1f} pandas imports" + _mark(imports, LIMIT_OF_IMPORTS)
    print(f"\nimports of the build: {importing} (limit {LIMIT_OF_IMPORTS})", end="")
    print("; slowest first looks: " + ", ".join(f"{row.name}: {row.looks.address}" for row in sized), end="")
    print(f"; asking took {max(row.looks.busy for row in sized):.0%} of a processor\n")
    head = ("worlds", "ranks", "ours, s", "groupby().rank(), s", "DuckDB rank(), s", "ours to the floor, limit 6")
    ranks = [
        (
            name,
            f"{count:,}",
            f"{ours:.2f}",
            f"{floor:.3f}",
            f"{engine:.3f}",
            f"{ratio:.1f}" + _mark(ratio, LIMIT_OF_RANKS),
        )
        for _, (name, count, ours, floor, engine) in both
        if (ratio := ours / floor)
    ]
    print(servers.markdown(head, ranks))
    return limits.missed([*lines, [importing], *ranks])


def compare(raw: Path) -> tuple[int, float, float, float]:
    """Ranks of a world, and processor seconds of ours with bounds, of plain pandas, and of DuckDB, on the same rows."""
    import duckdb

    from etl import claims
    from etl.collect.answers import load
    from etl.contract.pair import with_party
    from etl.derive.pair_lists import pair_lists
    from etl.measures import ranks
    from etl.sources import bundled, observations

    tables = bundled.load_bundled(raw / "bundled")
    observations.complete(tables, load(raw / "live"))
    tables["countries"] = with_party(tables["countries"], claims.article().pair)
    lists = pair_lists(tables, [])
    made, ours = _timed(lambda: ranks.ranked(lists, {}, None).ranks)
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
