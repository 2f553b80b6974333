"""What a page costs before a touch, and when its words are there on a slow line; over the package of this branch."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from dashboard.package import claims
from dashboard.package.store import default_folder, load
from tests.dashboard.browser.conftest import SLOW, slow_line

FRONT, CLAIM = 40_000, 70_000  # bytes on the wire before a touch
WORDS = 800  # milliseconds to the first words


def wire(reader: Page, address: str) -> int:
    """Bytes that the page and all it asks for take on the wire until nothing more comes."""
    session = reader.context.new_cdp_session(reader)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    taken: list[int] = []
    session.on("Network.loadingFinished", lambda event: taken.append(int(event["encodedDataLength"])))
    reader.goto(address, wait_until="networkidle")
    session.detach()
    return sum(taken)


def test_the_front_page_is_light_before_a_touch(reader: Page, whole_site: str) -> None:
    assert 10_000 < wire(reader, whole_site) <= FRONT


def test_every_page_of_a_claim_is_light_before_a_touch(reader: Page, whole_site: str) -> None:
    taken = {name: wire(reader, f"{whole_site}/claims/{name}") for name in claims.ids(load(default_folder()))}
    assert {name: size for name, size in taken.items() if not 5_000 < size <= CLAIM} == {}


@pytest.mark.parametrize("path", ["/", "/claims/trade-rank", "/claims/trade-growth"])
def test_the_words_are_there_at_once_on_a_slow_line(reader: Page, whole_site: str, path: str) -> None:
    """The best of three looks: the machine of a test does other things too, and the line is the same each time."""
    looks: list[float] = []
    while len(looks) < 3 and min(looks, default=WORDS) >= WORDS:
        looks.append(_first_words(reader, whole_site + path))
    assert SLOW["latency"] < min(looks) < WORDS, looks


def _first_words(reader: Page, address: str) -> float:
    session = slow_line(reader)
    reader.goto(address, wait_until="load")
    painted = reader.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    assert reader.locator("h1").is_visible()
    session.detach()
    return float(painted)
