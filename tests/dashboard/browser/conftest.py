"""A real browser over a real server. Without Chromium these tests are left out and say so; never in CI."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, ViewportSize
from werkzeug.serving import make_server

from dashboard.app import Ledger, create_app
from dashboard.package.reading import default_folder
from tests.dashboard.chromium import left_out

AXE = Path(__file__).resolve().parents[2] / "node" / "node_modules" / "axe-core" / "axe.min.js"

SIZES: tuple[ViewportSize, ...] = (
    {"width": 390, "height": 844},
    {"width": 768, "height": 1024},
    {"width": 1280, "height": 800},
)
View = tuple[ViewportSize, Literal["light", "dark"]]
VIEWS: list[View] = [(size, scheme) for size in SIZES for scheme in ("light", "dark")]

RATE = 50_000  # bytes a second: 400 kbit/s
SLOW = {"offline": False, "latency": 300, "downloadThroughput": RATE, "uploadThroughput": RATE}


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """The address of `app`, served by threads until the end of the block."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def site(app: Ledger) -> Iterator[str]:
    with serving(app.server) as address:
        yield address


@pytest.fixture(scope="session")
def whole_site() -> Iterator[str]:
    """The package of this branch, served: what readers get."""
    with serving(create_app(default_folder()).server) as address:
        yield address


@pytest.fixture(scope="session")
def axe() -> str:
    if not AXE.is_file():
        left_out("no axe-core here: run npm ci in tests/node")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(params=[(SIZES[0], "dark"), (SIZES[2], "light")], ids=["390-dark", "1280-light"])
def visitor(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A reader who comes for the first time, with a phone and at a desk: for what a page does and sends."""
    context = browser.new_context(viewport=request.param[0], color_scheme=request.param[1])
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def looks(page: Page) -> Iterator[View]:
    """Every view in turn, of the page that is open: a phone, a tablet, a desk; in the light and in the dark."""
    for size, scheme in VIEWS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        yield size, scheme


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    result = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    result.set_default_timeout(20_000)
    yield result
    result.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def slow_line(page: Page, rate: int = RATE) -> CDPSession:
    """Puts `page` on a line of 400 kbit/s and 300 ms, with nothing kept, until the session returned is detached."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.send("Network.emulateNetworkConditions", SLOW | {"downloadThroughput": rate})
    return session


def until(page: Page, expression: str, tries: int = 300) -> None:
    """Waits until `expression` is true. The page's policy forbids the evaluation that Playwright's own wait needs."""
    for _ in range(tries):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never true: {expression}")


def wake(page: Page) -> None:
    """Does what a first touch does and waits for Dash to take over from the words; nothing on a page without charts."""
    if page.evaluate("Boolean(window.ledger && window.ledger.wake && document.querySelector('#first-words .chart'))"):
        page.evaluate("void window.ledger.wake()")
        page.wait_for_selector("#first-words", state="detached")


def settled(page: Page) -> None:
    """Wakes the page and waits until every picture on it is drawn, each when it has come into view."""
    wake(page)
    count = page.evaluate("document.querySelectorAll('#shell .plot').length")
    for number in range(count):
        plot = f"document.querySelectorAll('#shell .plot')[{number}]"
        page.evaluate(f"{plot}.scrollIntoView()")
        until(page, f"{plot}.matches('.tabled') || ({plot}.matches('.drawn') && {plot}.querySelector('.main-svg'))")
    page.evaluate("window.scrollTo(0, 0)")
