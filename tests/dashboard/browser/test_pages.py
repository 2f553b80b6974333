"""Every page in both schemes at three widths: no error, no foreign host, no finding of axe, no sideways scrolling."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dash
import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.dashboard.browser.conftest import serving, settled, until

WIDTHS = (360, 768, 1280)
#: what stands for a variable in the address of a page
NAMED = {
    "<claim>": ["trade-rank", "energy-deal"],
    "<table>": ["partner_ranks?basis=as_recorded", "un_votes"],
    "<chart>": ["russia-rank?embed=1"],
    "<claim>/<part>/<specification>": ["trade-rank/level/irica.1402"],
}


def addresses() -> list[str]:
    """An address for every registered page, also for those that come later; one that has nothing at the end."""
    result: list[str] = []
    for entry in dash.page_registry.values():
        where = entry["path_template"] or entry["path"]
        variable = re.search("<.*>", where)
        result += [where.replace(variable[0], name) for name in NAMED[variable[0]]] if variable else [where]
    return sorted(
        {*result, "/nothing", "/data/partner_ranks?flow=sideways", "/search?q=rank", "/claims?word=overstated"}
    )


def _listened(page: Page) -> tuple[list[str], list[str]]:
    """Errors and warnings of the console, and addresses that are asked, as they come."""
    errors: list[str] = []
    asked: list[str] = []
    page.on("console", lambda m: errors.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    return errors, asked


NAMELESS = """[...document.querySelectorAll('table')]
  .filter(t => !t.caption && !t.getAttribute('aria-labelledby')).map(t => t.outerHTML.slice(0, 90))"""
AXE_RUN = "rules => axe.run(document, {resultTypes: ['violations'], ...rules}).then(r => r.violations)"
#: scheme -> the paper of the other one, and what axe looks at: everything, and what a colour changes
RULES: dict[str, tuple[str, dict[str, Any]]] = {
    "dark": ("255, 255, 255", {}),
    "light": ("24, 29, 36", {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}),
}


def test_every_page_is_sound_in_every_view(browser: Browser, site: str, axe: str) -> None:
    # colours fade where motion is wanted, and axe would measure them half way
    context = browser.new_context(reduced_motion="reduce")
    told = {path: [*_faults(context.new_page(), site, axe, path)] for path in addresses()}
    context.close()
    assert {path: faults for path, faults in told.items() if faults} == {}


def _faults(page: Page, site: str, axe: str, path: str) -> Iterator[str]:
    errors, asked = _listened(page)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": WIDTHS[0], "height": 800})
    page.goto(site + path)
    settled(page)
    if page.locator("h1").count() != 1 or not page.title():
        yield "has not one heading and a title"
    yield from (f"a table without a name: {name}" for name in page.evaluate(NAMELESS))
    page.evaluate(axe)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        yield from (f"{width}: {trouble}" for trouble in _troubles(page))
    allowed = "404" if path in ("/nothing", "/not-found-404") else "nothing is allowed"
    yield from (error for error in errors if allowed not in error)
    yield from (url for url in asked if not url.startswith((site, "data:", "blob:")))
    page.close()


def _troubles(page: Page) -> Iterator[str]:
    """What is wrong with the page that is open, as wide as it is now, in the dark and in the light."""
    if not page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"):
        yield "scrolls sideways"
    for scheme, (other, rules) in RULES.items():
        page.emulate_media(color_scheme=scheme)
        until(page, f"![...document.querySelectorAll('.main-svg')].some(s => s.style.background.includes('{other}'))")
        yield from (f"{scheme}: {_short(v)}" for v in page.evaluate(AXE_RUN, rules))


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


def test_a_link_is_a_link(page: Page, site: str) -> None:
    page.goto(site)
    settled(page)
    page.locator("h2 a").first.click()
    page.wait_for_selector("h1:has-text('fifth-largest')")
    until(page, "document.title.startsWith('“fifth-largest')")
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


def test_paper_opens_what_it_must_and_the_screen_gets_everything_back(page: Page, site: str) -> None:
    page.goto(f"{site}/claims/trade-rank")
    settled(page)
    state = "[...document.querySelectorAll('details')].map(d => d.open).join() + "
    state += "[...document.querySelectorAll('.svg-container')].map(b => b.getAttribute('style')).join()"
    before = page.evaluate(state)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("[...document.querySelectorAll('.part > details')].every(d => d.open)")
    assert page.evaluate("[...document.querySelectorAll('.main-svg')].every(s => s.hasAttribute('viewBox'))")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(state) == before
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


@pytest.mark.parametrize("scripts", [True, False])
def test_an_address_inside_a_closed_fold_opens_it(browser: Browser, site: str, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{site}/claims/trade-rank#specification-curve")
    page.locator("#specification-curve h2").wait_for(state="visible")
    assert page.locator("details#readings").get_attribute("open") is not None
    context.close()


def test_a_filter_of_a_table_makes_the_round_trip_through_the_address(page: Page, site: str) -> None:
    page.goto(f"{site}/data/partner_ranks")
    settled(page)
    names = page.evaluate("[...document.querySelectorAll('#rows form [name]')].map(s => s.name)")
    assert {"partner", "basis", "from", "to"} <= set(names)
    page.locator("summary", has_text="More filters").click()
    page.select_option("#rows select[name='basis']", "eu_one")
    page.fill("#rows [name='from']", "2025")
    page.get_by_role("button", name="Filter").click()
    page.wait_for_url("**/data/partner_ranks?from=2025&basis=eu_one#rows")
    settled(page)
    assert page.is_checked("#rows [name='basis'][value='eu_one']")
    assert page.input_value("#rows [name='from']") == "2025"
    assert page.locator("#rows tbody tr").count() == 1
    with page.expect_download() as taken:
        page.get_by_role("link", name="These rows (CSV)").click()
    assert len(Path(taken.value.path()).read_text(encoding="utf-8").splitlines()) == 2
    page.go_back()
    page.wait_for_selector("text=Rows 1 to 8 of 8")


def test_small_pictures_of_claims_are_drawn_in_the_scheme(page: Page, site: str) -> None:
    page.goto(site)
    settled(page)
    page.locator(".small img").first.scroll_into_view_if_needed()
    until(page, "[...document.querySelectorAll('.small img')].every(i => i.complete && i.naturalWidth === 400)")
    page.get_by_role("button", name="Light or dark").click()
    scheme = page.evaluate("document.documentElement.dataset.scheme")
    until(page, f"document.querySelector('.small img').src.includes('scheme={scheme}')")


def test_an_embed_shows_the_chart_alone_in_a_page_of_another_host(page: Page, site: str) -> None:
    elsewhere = Flask("elsewhere")
    elsewhere.add_url_rule("/", view_func=lambda: ELSEWHERE.replace("SITE", site))
    with serving(elsewhere) as other:  # another port is another origin
        with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
            page.goto(other)  # without embed=1 the policy keeps a page out of a frame
        _look_into_the_frames(page)


def _look_into_the_frames(page: Page) -> None:
    frame = page.frame_locator("#open")
    frame.locator(".still img").first.wait_for()
    for hidden in ("header", "footer", ".share", ".fresh"):
        assert not frame.locator(hidden).first.is_visible(), hidden
    assert frame.locator(".credit a").get_attribute("href") == "/charts/russia-rank"
    assert frame.locator(".controls select").first.is_visible()
    assert page.frame_locator("#closed").locator("h1:has-text('What an article says')").count() == 0


ELSEWHERE = """<!DOCTYPE html><title>Elsewhere</title>
<iframe id="open" src="SITE/charts/russia-rank?embed=1" width="700" height="800"></iframe>
<iframe id="closed" src="SITE/" width="700" height="300"></iframe>"""
