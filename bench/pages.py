"""One reader with an empty cache: bytes, requests, time to the first readable verdict and to drawn charts.

A browser with a fresh profile for each visit, at full speed and on the slow line of the issue; the median of a few
visits. The plain page, ours with the partial plotly bundle and ours with the full one, in one run. A verdict counts as
readable from the first frame that paints it; each later frame without it is a gap. The plain page has four charts and
a page of ours may have more: the time to four is held against the limit, the time to all is printed beside it.
"""

from __future__ import annotations

import urllib.request
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import Any

from bench import limits, servers
from bench.visits import FAST, FOUR, SLOW, Line, Visit, expected, median, visit
from dashboard.http import bundle

RUNS = 3
OURS = ("/", "/claims/trade-rank", "/trade")
CHARTS_AT, VERDICT_AT = "/trade", "/claims/trade-rank"
LIMIT_VERDICT = 1.0
LIMITS = {"partial": (8.0, 0.8), "full": (17.0, 2.1)}  # seconds to charts on the slow line, MB

Measured = dict[tuple[str, Line], tuple[int, Visit]]


def measure(
    play: Any, start: Callable[[], AbstractContextManager[servers.Served]], paths: dict[str, int | None]
) -> Measured:
    """Median visit to each path of a server, on either line; a path names its charts or has them counted."""
    visits_by_line: Measured = {}
    with start() as served:
        for path, known in paths.items():
            charts = expected(served.address + path) if known is None else known
            urllib.request.urlopen(served.address + path, timeout=30).close()
            for line in (FAST, SLOW):
                visits = [visit(play, served.address + path, charts, line) for _ in range(RUNS)]
                visits_by_line[path, line] = charts, median(visits)
    return visits_by_line


def row(name: str, path: str, line: Line, charts: int, one: Visit) -> list[str]:
    def seconds(value: float | None) -> str:
        return "" if value is None else f"{value:.2f}"

    blank = f"{one.blank:.0f}" if one.verdict is not None else ""
    return [
        name,
        path,
        line.name,
        seconds(one.verdict),
        blank,
        str(charts),
        seconds(one.four),
        seconds(one.all),
        f"{one.megabytes:.2f}",
        str(one.requests),
        str(one.refused),
    ]


def against(what: str, plain: float | None, ours: float | None, limit: float) -> list[str]:
    if plain is None or ours is None:
        return [what, "", "", "", f"{limit:g}", "NOT MEASURED"]
    ratio = f"{plain / ours:.1f}" if ours else ""
    return [what, f"{plain:.2f}", f"{ours:.2f}", ratio, f"{limit:g}", limits.judged(ours, limit)]


def held(found: dict[str, Measured]) -> list[list[str]]:
    """Ours against the plain page and the limits of the issue, on the slow line."""
    plain = found["plain"]["/", SLOW][1]
    rows = []
    for name in [n for n in LIMITS if n in found]:
        verdict, charts = found[name][VERDICT_AT, SLOW][1], found[name][CHARTS_AT, SLOW][1]
        seconds, megabytes = LIMITS[name]
        rows += [
            against(f"{name}: first verdict, s", plain.verdict, verdict.verdict, LIMIT_VERDICT),
            against(f"{name}: verdict gone again, ms", plain.blank, verdict.blank, 0),
            against(f"{name}: four charts drawn, s", plain.four, charts.four, seconds),
            against(f"{name}: MB with charts", plain.megabytes, charts.megabytes, megabytes),
        ]
    return rows


def main() -> int:
    from playwright.sync_api import sync_playwright

    sides: dict[str, Callable[[], AbstractContextManager[servers.Served]]] = {"plain": servers.plain}
    if bundle.found():
        sides["partial"] = servers.ours
    else:
        print("the partial bundle is not here (make bundle): only the full one is measured\n")
    sides["full"] = partial(servers.ours, partial=False)
    with sync_playwright() as play:
        found = {
            name: measure(play, start, {"/": FOUR} if name == "plain" else dict.fromkeys(OURS))
            for name, start in sides.items()
        }
    rows = [row(n, path, line, *cells) for n, measured in found.items() for (path, line), cells in measured.items()]
    head = [
        "side",
        "page",
        "line",
        "verdict, s",
        "gone, ms",
        "charts",
        "four, s",
        "all, s",
        "MB",
        "requests",
        "refused",
    ]
    print(f"median of {RUNS} visits, each with an empty cache; {servers.company()}\n\n{servers.markdown(head, rows)}\n")
    print(f"on the slow line: {SLOW.name}\n")
    compared = held(found)
    print(servers.markdown(["what", "plain", "ours", "times better", "limit", ""], compared))
    return limits.missed(compared)


if __name__ == "__main__":
    main()
