"""Every page in both schemes at three widths: no error, no foreign host, no finding of axe, no sideways scrolling."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.dashboard.browser.conftest import settled, until

PAGES = ["/", "/claims/trade-rank", "/claims/energy-deal", "/data", "/data/partner_ranks", "/nothing"]
SCHEMES, WIDTHS = ("light", "dark"), (360, 768, 1280)


@pytest.fixture(scope="module", params=[(s, w) for s in SCHEMES for w in WIDTHS], ids=lambda p: f"{p[0]}-{p[1]}")
def view(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    scheme, width = request.param
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    yield context.new_page()
    context.close()


def _visit(view: Page, address: str) -> tuple[list[str], list[str]]:
    """Errors of the console and hosts that were asked, while the page at `address` settles."""
    errors: list[str] = []
    asked: list[str] = []

    def told(message: Any) -> None:
        if message.type in ("error", "warning"):
            errors.append(message.text)

    view.on("console", told)
    view.on("pageerror", lambda err: errors.append(str(err)))
    view.on("request", lambda r: asked.append(r.url))
    view.goto(address)
    settled(view)
    for event in ("console", "pageerror", "request"):
        for listener in list(view._impl_obj.listeners(event)):
            view._impl_obj.remove_listener(event, listener)
    return errors, asked


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_sound_in_every_view(view: Page, site: str, axe: str, path: str) -> None:
    errors, asked = _visit(view, site + path)
    allowed = "404" if path == "/nothing" else "nothing is allowed"
    assert [e for e in errors if allowed not in e] == []
    assert [url for url in asked if not url.startswith((site, "data:", "blob:"))] == []
    assert view.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert view.locator("h1").count() == 1
    assert view.title() != ""
    view.evaluate(axe)
    found = view.evaluate("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)")
    assert [_short(v) for v in found] == []


def _short(violation: dict[str, Any]) -> str:
    nodes = [n["html"][:120] + " " + str(n["any"][:1])[:200] for n in violation["nodes"][:3]]
    return json.dumps([violation["id"], violation["impact"], nodes])


def test_the_keyboard_reaches_everything(page: Page, site: str) -> None:
    page.goto(f"{site}/claims/trade-rank")
    settled(page)
    wanted = page.evaluate(
        "[...document.querySelectorAll('a[href], button, select, summary, [tabindex=\"0\"]')]"
        ".filter(e => e.checkVisibility()).length"
    )
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    reached = {0}
    for _ in range(wanted + 5):
        at = page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)")
        reached.add(at)
        visible = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        outside = page.evaluate("document.activeElement === document.body")  # past the last one
        assert outside or visible != "none", page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        page.keyboard.press("Tab")
    assert len(reached) - 1 >= wanted


def test_the_skip_link_leads_to_the_content(page: Page, site: str) -> None:
    page.goto(site)
    settled(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_following_a_link_keeps_title_focus_and_place(page: Page, site: str) -> None:
    page.goto(site)
    settled(page)
    page.locator("h2 a").first.click()
    page.wait_for_selector("h1:has-text('fifth-largest')")
    until(page, "document.title.startsWith('“fifth-largest')")
    assert page.evaluate("document.activeElement.id") == "main"
    assert page.evaluate("window.scrollY") == 0
    page.go_back()
    page.wait_for_selector("h1:has-text('What an article says')")


def test_the_scheme_turns_stays_and_redraws_without_asking(page: Page, site: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{site}/claims/trade-rank")
    settled(page)
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.get_by_role("button", name="Light or dark").click()
    paper = "getComputedStyle(document.querySelector('.main-svg')).backgroundColor"
    until(page, f"{paper} === 'rgb(24, 29, 36)'")
    assert [url for url in asked if ".json" in url] == []
    page.reload()
    settled(page)
    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"
    assert page.evaluate(paper) == "rgb(24, 29, 36)"


def test_paper_shows_the_tables_and_no_controls(page: Page, site: str) -> None:
    page.goto(f"{site}/claims/trade-rank")
    settled(page)
    page.emulate_media(media="print")
    assert not page.locator(".controls").first.is_visible()
    assert page.locator("text=Settled by level.").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
