"""One reader with an empty cache: bytes, requests, time to the first readable verdict and to drawn charts.

A browser with a fresh profile for each visit, at full speed and on the slow line of the issue; the median of a few
visits. The plain page, ours with the partial plotly bundle and ours with the full one, in one run. A verdict counts as
readable from the first frame that paints it; afterwards each frame is looked at, and one without it is told as a gap.
The plain page has four charts and a page of ours may have more: the time to four is held against the limit, the time
to all is told beside it.
"""

from __future__ import annotations

import re
import shutil
import statistics
import time
import urllib.request
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from typing import Any

from bench import servers
from dashboard import bundle

RUNS = 3
FOUR = 4  # the plain page has so many charts; ours may have more on a page
CHROMIUM = "chromium"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip
OURS = ("/", "/claims/trade-rank", "/trade")
CHARTS_AT, VERDICT_AT = "/trade", "/claims/trade-rank"
LIMIT_VERDICT = 1.0
LIMITS = {"partial": (8.0, 0.8), "full": (17.0, 2.1)}  # seconds to charts on the slow line, MB
_PATIENCE = 180_000  # ms


@dataclass(frozen=True)
class Line:
    """A line and a machine: Mbit/s each way (0 = as it is), ms of latency, how many times slower the processor."""

    name: str
    mbit: float = 0
    latency: float = 0
    slower: float = 1


FAST = Line("full speed")
SLOW = Line("1.6 Mbit/s, 150 ms, CPU slowed 4 times", 1.6, 150, 4)


@dataclass(frozen=True)
class Visit:
    """What one visit cost. Seconds are None where the page has none of it.

    verdict: until one can be read; gone: ms without one after that; four, all: until so many charts are drawn.
    """

    verdict: float | None
    gone: float
    four: float | None
    all: float | None
    megabytes: float
    requests: int


WATCH = """(() => {
  const seen = window.__seen = { verdict: null, gone: 0, charts: [] }, done = new Set();
  let last = null, previous = null;
  const shown = e => e.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && e.getBoundingClientRect().height > 0 && e.textContent.trim().length > 3;
  const MARKS = ".trace path, .trace image, .hm image, .shapelayer path, .annotation-text";  // not axes alone
  function look(now) {
    if ([...document.querySelectorAll(".verdict, .badge")].some(shown)) {
      if (seen.verdict === null) seen.verdict = now;
      else if (last < previous) seen.gone += now - last;
      last = now;
    }
    previous = now;
    for (const e of document.querySelectorAll(".js-plotly-plot")) {
      if (done.has(e) || !e.querySelector(MARKS)) continue;
      done.add(e);
      seen.charts.push(now);
    }
    requestAnimationFrame(look);
  }
  requestAnimationFrame(look);
})()"""
TOLD = """() => ({ ...window.__seen,
  painted: (performance.getEntriesByName("first-contentful-paint")[0] || {}).startTime })"""


def expected(address: str) -> int:
    """How many charts a page of ours carries, by the addresses in its first HTML."""
    with urllib.request.urlopen(address, timeout=30) as answer:
        return len(set(re.findall(r'data-chart="([^"]+)"', answer.read().decode())))


def visit(play: Any, address: str, charts: int, line: Line) -> Visit:
    """One visit with a fresh profile, to the last chart and the last request."""
    browser = play.chromium.launch(executable_path=shutil.which(CHROMIUM), args=FLAGS)
    try:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        wire = _wired(page, line)
        page.add_init_script(WATCH)
        page.goto(address, wait_until="load", timeout=_PATIENCE)
        _wait_for_charts(page, charts)
        page.wait_for_load_state("networkidle", timeout=_PATIENCE)
        page.wait_for_timeout(500)
        told = page.evaluate(TOLD)
    finally:
        browser.close()
    verdict = max(told["verdict"], told["painted"]) / 1000 if told["verdict"] is not None else None
    drawn = [when / 1000 for when in told["charts"]]
    four, last = (drawn[min(FOUR, charts) - 1], drawn[-1]) if charts else (None, None)
    return Visit(verdict, told["gone"], four, last, wire["bytes"] / 1e6, wire["requests"])


def _wait_for_charts(page: Any, charts: int) -> None:
    """Asked from outside: waiting inside the page would need eval, which our policy forbids."""
    until = time.monotonic() + _PATIENCE / 1000
    while charts and page.evaluate("() => window.__seen.charts.length") < charts:
        if time.monotonic() > until:
            raise SystemExit(f"no {charts} charts were drawn at {page.url}")
        page.wait_for_timeout(200)


def _wired(page: Any, line: Line) -> dict[str, int]:
    """Slows the page's line and processor, and counts what comes over the wire, headers included."""
    count = {"bytes": 0, "requests": 0}
    cdp = page.context.new_cdp_session(page)
    cdp.send("Network.enable")

    def finished(event: dict[str, Any]) -> None:
        count["bytes"] += int(event["encodedDataLength"])

    def asked(event: dict[str, Any]) -> None:
        count["requests"] += event["request"]["url"].startswith("http")

    cdp.on("Network.loadingFinished", finished)
    cdp.on("Network.requestWillBeSent", asked)
    if line.mbit:
        speed = line.mbit * 1e6 / 8
        rule = {"offline": False, "latency": line.latency, "downloadThroughput": speed, "uploadThroughput": speed}
        cdp.send("Network.emulateNetworkConditions", rule)
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": line.slower})
    return count


def median(visits: list[Visit]) -> Visit:
    def middle(values: list[float | None]) -> float | None:
        known = [v for v in values if v is not None]
        return statistics.median(known) if known else None

    return Visit(
        middle([v.verdict for v in visits]),
        max(v.gone for v in visits),
        middle([v.four for v in visits]),
        middle([v.all for v in visits]),
        statistics.median(v.megabytes for v in visits),
        round(statistics.median(v.requests for v in visits)),
    )


Measured = dict[tuple[str, Line], tuple[int, Visit]]


def measure(
    play: Any, start: Callable[[], AbstractContextManager[servers.Served]], paths: dict[str, int | None]
) -> Measured:
    """Median visit to each path of a server, on either line; a path names its charts or has them counted."""
    told: Measured = {}
    with start() as served:
        for path, known in paths.items():
            charts = expected(served.address + path) if known is None else known
            urllib.request.urlopen(served.address + path, timeout=30).close()
            for line in (FAST, SLOW):
                visits = [visit(play, served.address + path, charts, line) for _ in range(RUNS)]
                told[path, line] = charts, median(visits)
    return told


def row(name: str, path: str, line: Line, charts: int, one: Visit) -> list[str]:
    def seconds(value: float | None) -> str:
        return "" if value is None else f"{value:.2f}"

    gone = f"{one.gone:.0f}" if one.verdict is not None else ""
    return [
        name, path, line.name, seconds(one.verdict), gone, str(charts), seconds(one.four), seconds(one.all),
        f"{one.megabytes:.2f}", str(one.requests),
    ]  # fmt: skip


def against(what: str, plain: float | None, ours: float | None, limit: float) -> list[str]:
    if plain is None or ours is None:
        return [what, "", "", "", f"{limit:g}", "NOT MEASURED"]
    kept = "kept" if ours <= limit else "MISSED"
    ratio = f"{plain / ours:.1f}" if ours else ""
    return [what, f"{plain:.2f}", f"{ours:.2f}", ratio, f"{limit:g}", kept]


def limits(found: dict[str, Measured]) -> list[list[str]]:
    """Ours against the plain page and the limits of the issue, on the slow line."""
    plain = found["plain"]["/", SLOW][1]
    rows = []
    for name in [n for n in LIMITS if n in found]:
        verdict, charts = found[name][VERDICT_AT, SLOW][1], found[name][CHARTS_AT, SLOW][1]
        seconds, megabytes = LIMITS[name]
        rows += [
            against(f"{name}: first verdict, s", plain.verdict, verdict.verdict, LIMIT_VERDICT),
            against(f"{name}: verdict gone again, ms", plain.gone, verdict.gone, 0),
            against(f"{name}: four charts drawn, s", plain.four, charts.four, seconds),
            against(f"{name}: MB with charts", plain.megabytes, charts.megabytes, megabytes),
        ]
    return rows


def main() -> None:
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
    rows = [row(n, path, line, *told) for n, measured in found.items() for (path, line), told in measured.items()]
    head = ["side", "page", "line", "verdict, s", "gone, ms", "charts", "four, s", "all, s", "MB", "requests"]
    print(f"median of {RUNS} visits, each with an empty cache; {servers.company()}\n\n{servers.markdown(head, rows)}\n")
    print(f"on the slow line: {SLOW.name}\n")
    print(servers.markdown(["what", "plain", "ours", "times better", "limit", ""], limits(found)))


if __name__ == "__main__":
    main()
