"""The dashboard on a package: how soon it is ready, the first look at every chart's address, and a worker's memory.

A first look is processor time of an address that nobody asked before, in a process of its own; memory is that of a
worker under gunicorn after the same addresses and the pages with most on them were asked for. Then one chart is asked
for again and again, by bench/hammer.py.
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

from flask.testing import FlaskClient

from bench import hammer, servers

ROOT = Path(__file__).resolve().parent.parent
LIMIT_READY, LIMIT_LOOK, LIMIT_MB, LIMIT_RATE = 4.0, 150, 180, 3000
CHART, USERS, SECONDS = "/charts/turnover.json", 20, 5.0  # what is asked again and again, by how many, how long
PAGES = ("/", "/trade", "/ties", "/certainty", "/claims/trade-rank", "/data/trade", "/data/partner_ranks")
FORMS = ("json", "csv", "svg", "html")


class Looks(NamedTuple):
    """Seconds to the first answer, milliseconds of the slowest first look, its address, megabytes of a worker, and how
    many answers that are held came in a second; `busy` is the share of a processor that asking for them took."""

    ready: float
    slowest: float
    address: str
    mb: float
    rate: float
    busy: float


def addresses(data: Path) -> Iterator[str]:
    """Every chart in every form under its usual choices, and as figure and rows under each option of a choice; and the
    picture of its link, where the machine has a font."""
    from dashboard.charts.registry import CHARTS
    from dashboard.http import pictures
    from dashboard.package.reading import load
    from tests.dashboard.charts.made import sample

    tables = load(data).tables
    for name, registered in CHARTS.items():
        chart = registered.with_options(tables)
        yield from (f"/charts/{name}.{form}" for form in FORMS)
        yield from [f"/charts/{name}/card.png"] * pictures.drawable()
        usual = {choice.name: choice.usual for choice in chart.choices}
        queries = (chart.canonical(usual | {c.name: option}) for c in chart.choices for option in sample(c))
        others = [query for query in dict.fromkeys(queries) if query]
        yield from (f"/charts/{name}.{form}?{query}" for query in others for form in ("json", "html"))


def looks(data: Path) -> Looks:
    """What readers of the package in `data` meet."""
    command = [sys.executable, "-m", "bench.looks", str(data)]
    taken = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)
    address = max(taken, key=taken.__getitem__)
    start = time.perf_counter()
    with servers.ours(data=data) as served:
        ready = time.perf_counter() - start
        for path in (*taken, *PAGES) * 2:  # two workers
            urllib.request.urlopen(served.address + path, timeout=60).close()
        mb = max(served.memory(), default=float("nan")) * 2**20 / 1e6
        answers = hammer.hit(served.address + CHART, USERS, SECONDS)
    if answers.wrong:
        raise SystemExit(f"{CHART}: {answers.wrong} answers were wrong")
    return Looks(ready, taken[address], address, mb, answers.rate, answers.busy)


def first_looks(data: Path) -> dict[str, float]:
    """Processor milliseconds of each address, in this process."""
    from dashboard.app import create_app
    from dashboard.package import heap

    readers = create_app(data).server.test_client(), create_app(data).server.test_client()
    heap.share()
    return {path: first_look(readers, path) for path in addresses(data)}


def first_look(readers: tuple[FlaskClient, FlaskClient], path: str) -> float:
    """Processor milliseconds of an address that neither reader asked for: of a long one the better of two looks.

    Both readers have a dashboard of their own. One look may pay for the memory that all looks before it let go.
    """
    first = _look(readers[0], path)
    return first if first < LIMIT_LOOK else min(first, _look(readers[1], path))


def _look(reader: FlaskClient, path: str) -> float:
    start = time.process_time()
    status = reader.get(path).status_code
    took = 1000 * (time.process_time() - start)
    if status != 200:
        raise SystemExit(f"{path}: {status}")
    return took


if __name__ == "__main__":
    print(json.dumps(first_looks(Path(sys.argv[1]))))
