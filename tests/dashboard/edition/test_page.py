"""What a page loses and gains without a server."""

from __future__ import annotations

import re

import pytest

from dashboard.edition import page

SERVED = (
    '<!DOCTYPE html>\n<html lang="en"><head><style>a{}</style><link rel="canonical" href="http://x/"></head><body>'
    '<form method="get" action="/x" class="controls" data-chart="turnover"><select></select>'
    '<button class="only-words">Show</button></form>'
    '<div class="island" data-html="&lt;a href=&quot;/x&quot;&gt;">x</div>'
    '<form method="get" action="/data/x#rows"><button>Filter</button></form>'
    '<p><a href="/data/x.csv">CSV</a><a href="/data/x.csv?a=1&amp;excel=1" download="x">Excel</a></p>'
    '<nav class="turn" aria-label="Pages"><a href="?page=2">Next</a></nav>'
    '<p>Data of <time>1 May</time><span class="age" data-since="2026-05-01"> (3 days ago)</span>.</p>'
    '<footer></footer><div id="react-entry-point"></div>'
    '<template id="asleep" data-failed="No">{"config":1}<script src="/dash.js"></script></template>'
    '<script src="/assets/wake.js"></script></body></html>'
)


@pytest.fixture
def changed() -> str:
    return page.changed(SERVED, "1 May 2026", "../", "")


def test_the_scripts_of_the_edition_stand_where_dash_slept(changed: str) -> None:
    assert "/dash.js" not in changed
    assert "react-entry-point" not in changed
    order = [changed.index(name) for name in (page.SETTINGS, page.RANKS, page.CHARTS, "/assets/charts.js", "start()")]
    assert order == sorted(order)
    assert changed.index("</template>") < changed.index("wake.js") < changed.index(page.START)


def test_what_a_server_answers_is_answered_by_scripts(changed: str) -> None:
    assert 'data-take="1">Excel</button>' in changed
    assert 'data-chart="turnover"' in changed
    assert '<div class="island">x</div>' in changed
    assert ">CSV</a>" in changed


def test_no_age_is_written_down(changed: str) -> None:
    assert "ago" not in changed
    assert 'data-since="2026-05-01"></span>' in changed


def test_the_sheet_is_one_file_and_the_note_is_said_once(changed: str) -> None:
    assert "<style>a{}" not in changed
    assert changed.count(page.SHEET) == 1
    assert changed.count('class="edition"') == 1
    assert "1 May 2026" in changed


def test_a_public_address_is_named_only_where_there_is_one(changed: str) -> None:
    assert "canonical" not in changed
    assert "canonical" in page.changed(SERVED, "1 May 2026", "", "https://x/")
    assert 'data-top="../" data-base=""' in changed


USUAL = 'data-usual="{0}" data-chart-usual="{0}"'
YEARS = (
    '<form data-chart="{chart}"><div class="field"><label for="x.partners">Other</label><select id="x.partners" '
    f'name="x.partners" data-several="1" {USUAL.format("none")}><option value="">add</option></select>'
    '<span class="chips"></span></div><fieldset class="field"><legend>Years</legend><div class="years">'
    f'<input max="2025" min="1992" name="x.since" type="number" value="2016" aria-label="From" {USUAL.format("2016")}>'
    '<span class="slider only-script"><input type="range" value="2016"></span>'
    f'<input max="2025" min="1992" name="x.until" type="number" value="2025" aria-label="To" {USUAL.format("latest")}>'
    '</div></fieldset><button class="only-words">Show</button></form>'
)


def test_choices_without_files_are_a_short_list_or_gone() -> None:
    text = page.changed(YEARS.format(chart="x"), "1 May 2026", "../", "")
    assert "partners" not in text
    assert 'type="number"' not in text
    assert '<option value="2016" selected>2016</option><option value="1992">1992</option>' in text
    assert f'name="x.since" {USUAL.format("2016")}' in text


def test_a_chart_that_is_drawn_from_its_rows_keeps_every_choice() -> None:
    whole = YEARS.format(chart=page.ranks.ID)
    assert whole in page.changed(whole, "1 May 2026", "../", "")


TABLE = (
    '<form class="controls" method="get" action="/data/x#rows"><input list="list-0"><datalist id="list-0"><option>1'
    '</datalist></form><a href="/data/x.csv?excel=semicolon" download="x.csv">Excel</a></body>'
)


def test_the_form_of_a_table_is_answered_by_a_script() -> None:
    text = page.changed(TABLE, "1 May 2026", "../", "")
    assert (
        '<form data-table="x" class="controls" method="get" action="/data/x#rows"><input list="list-0"></form>' in text
    )
    assert '<button type="button" data-take="semicolon">Excel</button>' in text
    assert text.index(page.START) < text.index(page.TABLES)
    assert page.TABLES not in page.changed(YEARS.format(chart="x"), "1 May 2026", "../", "")


def test_further_pages_and_orders_stay_and_say_what_they_need() -> None:
    text = page.changed('<th><a href="/data/x?sort=a#rows" rel="nofollow">A</a></th>' + SERVED, "1 May 2026", "../", "")
    assert '<a href="/data/x?sort=a#rows" rel="nofollow">A</a>' in text
    assert re.search(r'<nav class="turn".*?</nav><noscript><p class="key">', text)
