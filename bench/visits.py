"""One visit of a browser with an empty cache to one address: what it cost, on which line."""

from __future__ import annotations

import re
import shutil
import statistics
import time
import urllib.request
from dataclasses import dataclass
from typing import Any

FOUR = 4  # the plain page has so many charts; ours may have more on a page
CHROMIUM = "chromium"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
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


@dataclass(frozen=True, kw_only=True)
class Visit:
    """What one visit cost. Seconds are None where the page has none of it.

    verdict: until one can be read; blank: ms without one after that; four, all: until so many charts are drawn.
    """

    verdict: float | None
    blank: float
    four: float | None
    all: float | None
    megabytes: float
    requests: int
    refused: int = 0  # answers of 400 and above


WATCH = """(() => {
  const seen = window.__seen = { verdict: null, blank: 0, charts: [] }, done = new Set();
  let last = null, previous = null;
  const shown = e => e.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && e.getBoundingClientRect().height > 0 && e.textContent.trim().length > 3;
  const MARKS = ".trace path, .trace image, .hm image, .shapelayer path, .annotation-text";  // not axes alone
  function look(now) {
    if ([...document.querySelectorAll(".verdict, .badge")].some(shown)) {
      if (seen.verdict === null) seen.verdict = now;
      else if (last < previous) seen.blank += now - last;
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
TIMES = """() => ({ ...window.__seen,
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
        times = page.evaluate(TIMES)
    finally:
        browser.close()
    verdict = max(times["verdict"], times["painted"]) / 1000 if times["verdict"] is not None else None
    drawn = [when / 1000 for when in times["charts"]]
    four, last = (drawn[min(FOUR, charts) - 1], drawn[-1]) if charts else (None, None)
    counts = {name: int(wire[name]) for name in ("requests", "refused")}
    return Visit(verdict=verdict, blank=times["blank"], four=four, all=last, megabytes=wire["bytes"] / 1e6, **counts)


def _wait_for_charts(page: Any, charts: int) -> None:
    """Asked from outside: waiting inside the page would need eval, which our policy forbids."""
    until = time.monotonic() + _PATIENCE / 1000
    while charts and page.evaluate("() => window.__seen.charts.length") < charts:
        if time.monotonic() > until:
            raise SystemExit(f"no {charts} charts were drawn at {page.url}")
        page.wait_for_timeout(200)


def _wired(page: Any, line: Line) -> dict[str, int]:
    """Slows the page's line and processor, and counts what comes over the wire, headers included."""
    count = {"bytes": 0, "requests": 0, "refused": 0}
    cdp = page.context.new_cdp_session(page)
    cdp.send("Network.enable")

    def finished(event: dict[str, Any]) -> None:
        count["bytes"] += int(event["encodedDataLength"])

    def asked(event: dict[str, Any]) -> None:
        count["requests"] += event["request"]["url"].startswith("http")

    def answered(event: dict[str, Any]) -> None:
        count["refused"] += event["response"]["status"] >= 400

    cdp.on("Network.loadingFinished", finished)
    cdp.on("Network.responseReceived", answered)
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
        verdict=middle([v.verdict for v in visits]),
        blank=max(v.blank for v in visits),
        four=middle([v.four for v in visits]),
        all=middle([v.all for v in visits]),
        megabytes=statistics.median(v.megabytes for v in visits),
        requests=round(statistics.median(v.requests for v in visits)),
        refused=max(v.refused for v in visits),
    )
