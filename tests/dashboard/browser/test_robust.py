"""Readers with other means: right to left, 400 % zoom, forced colours, more contrast, no :has(), paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.dashboard.browser.conftest import settled

PAGES = ("/", "/trade", "/claims/trade-rank", "/data/partner_ranks")
#: elements that reach beyond the window and are not inside a box that scrolls by itself
SIDEWAYS = """() => [...document.querySelectorAll('body *')].filter(e => {
  const r = e.getBoundingClientRect();
  const own = e.closest('.scroll, svg, .js-plotly-plot, .skip, pre, header nav, .short thead, .cards thead');
  return r.width && (r.right > innerWidth + 1 || r.left < -1) && !own;
}).map(e => e.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("path", PAGES)
def test_right_to_left_moves_nothing_out_of_the_window(page: Page, site: str, path: str) -> None:
    page.goto(site + path)
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(SIDEWAYS) == []


def test_fields_of_years_stay_inside_their_card_at_400_percent(page: Page, whole_site: str) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(f"{whole_site}/charts/russia-rank")
    card, years = (page.locator(name).first.bounding_box() for name in (".card", ".years"))
    last = page.locator(".years [type=number]").last.bounding_box()
    assert last["x"] + last["width"] <= years["x"] + years["width"] + 1 <= card["x"] + card["width"]


@pytest.mark.parametrize("path", PAGES)
def test_400_percent_zoom_needs_no_sideways_scrolling(page: Page, site: str, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 by 1024 at 400 %
    page.goto(site + path)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.evaluate(SIDEWAYS) == []


@pytest.mark.parametrize("path", PAGES)
def test_an_address_in_any_sentence_stays_inside_a_phone(browser: Browser, site: str, path: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(site + path)
    page.evaluate("""() => {
      for (const fold of document.querySelectorAll('details')) fold.open = true;
      for (const text of document.querySelectorAll(':is(p, li, dd, summary):not(table *)')) {
        text.append(' https://example.org/' + 'a'.repeat(80));
      } }""")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.evaluate(SIDEWAYS) == []
    context.close()


@pytest.mark.parametrize("path", ["/trade", "/charts/russia-rank"])
def test_without_has_the_still_and_the_live_picture_do_not_overlap(page: Page, site: str, path: str) -> None:
    page.goto(site + path)
    page.evaluate("""() => { for (const sheet of document.styleSheets) {
      for (let i = sheet.cssRules.length - 1; i >= 0; i -= 1) {
        if (sheet.cssRules[i].cssText.includes(':has(')) sheet.deleteRule(i);
      } } }""")
    settled(page)
    both = """() => [...document.querySelectorAll('#shell .plot')].filter(p => ['.still', '.live'].every(name => {
      const part = p.querySelector(name);
      return part && part.offsetParent && getComputedStyle(part).visibility === 'visible';
    })).length"""
    assert page.evaluate(both) == 0


def test_forced_colours_leave_what_is_drawn_by_its_ground(browser: Browser, site: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    ground = "getComputedStyle({}).backgroundColor"
    page.goto(site)
    bar = page.evaluate("[...document.querySelectorAll('.bar > span')].map(s => getComputedStyle(s).backgroundColor)")
    assert len(set(bar)) > 1
    page.goto(f"{site}/charts/russia-rank")
    paper = page.evaluate(ground.format("document.body"))
    assert page.evaluate("getComputedStyle(document.querySelector('.slider'), '::after').backgroundColor") != paper
    context.close()


def test_forced_colours_leave_a_chart_its_own(browser: Browser, site: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{site}/charts/russia-rank")
    settled(page)
    colours = page.evaluate("[...document.querySelectorAll('.points path')].map(p => getComputedStyle(p).fill)")
    assert len(set(colours)) > 1
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_more_contrast_leaves_no_soft_text(browser: Browser, site: str, scheme: str) -> None:
    context = browser.new_context(contrast="more", color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{site}/trade")
    colour = "getComputedStyle(document.querySelector('{}')).color"
    assert page.evaluate(colour.format(".subtitle")) == page.evaluate(colour.format("h1"))
    context.close()


def test_on_paper_a_headline_stays_with_its_chart_and_controls_are_gone(page: Page, site: str) -> None:
    page.goto(f"{site}/trade")
    page.emulate_media(media="print")
    style = "getComputedStyle(document.querySelector('{}')).{}"
    for name in (".chart h2", ".chart .kicker", ".chart .subtitle"):
        assert page.evaluate(style.format(name, "breakAfter")) == "avoid"
    assert page.evaluate(style.format(".figure", "breakInside")) == "avoid"
    assert page.evaluate(style.format(".chart .controls", "display")) == "none"
