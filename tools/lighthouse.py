"""`make lighthouse`: four pages as Lighthouse sees them on a phone; 1 where a category has less than LEAST.

Not part of the tests: performance is a time on this machine, so it is the median of RUNS. `python tools/lighthouse.py
ADDRESS` asks a server that runs already.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median_low
from typing import Any

TOOL = Path(__file__).resolve().parent / "lighthouse" / "node_modules" / ".bin" / "lighthouse"
PAGES = ("", "claims/trade-rank", "trade", "data")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = 95  # of 100
RUNS = 3
CHROME = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"


def scores(address: str) -> dict[str, int]:
    """Category -> score of 100 for one page; SystemExit with Lighthouse's own words when it cannot open it."""
    asked = [str(TOOL), address, "--quiet", "--output=json", f"--chrome-flags={CHROME}"]
    asked.append(f"--only-categories={','.join(CATEGORIES)}")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or ""
    answer = subprocess.run(asked, check=False, capture_output=True, env={**os.environ, "CHROME_PATH": chromium})
    if answer.returncode:
        sys.exit(f"error: {answer.stderr.decode('utf-8', 'replace').strip() or f'Lighthouse cannot open {address}'}")
    found: dict[str, Any] = json.loads(answer.stdout)["categories"]
    return {name: round(100 * found[name]["score"]) for name in CATEGORIES}


def main(address: str) -> int:
    """Print a line for each page; 1 when a score is below LEAST."""
    print("page", *CATEGORIES, sep="\t")
    lowest = 100
    for page in PAGES:
        runs = [scores(f"{address}/{page}") for _ in range(RUNS)]
        found = [median_low(run[name] for run in runs) for name in CATEGORIES]
        print(f"/{page}", *found, sep="\t", flush=True)
        lowest = min(lowest, *found)
    return int(lowest < LEAST)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://127.0.0.1:8050"))
