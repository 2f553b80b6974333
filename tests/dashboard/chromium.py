"""One Chromium for all tests that draw: where there is none they are left out and say so; never in CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

#: the same engine without windows of its own needs a third less of a processor for a page
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")
STRICT = os.environ.get("REQUIRE_BROWSER") == "1"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--blink-settings=lazyLoadingImageMarginPxUnknown=1250",  # as with windows, which know that a line is fast
]


def left_out(why: str) -> None:
    """Leaves a test out and says why; a failure where nothing may be left out."""
    if STRICT:
        pytest.fail(f"{why}, and REQUIRE_BROWSER=1")
    pytest.skip(why)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = next(filter(None, map(shutil.which, NAMES)), None)
    if chromium is None:
        left_out("no Chromium here")
    with sync_playwright() as playwright:
        result = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield result
        result.close()
