"""What is different in a page without a server: its scripts, its sheet, what only a server can answer, and a note."""

from __future__ import annotations

import re

from markupsafe import escape

from dashboard.edition import ranks
from dashboard.texts import say

SHEET = "/ledger.css"
START, CHARTS, RANKS, SETTINGS, INDEX, TABLES = (
    f"/scripts/{name}.js" for name in ("start", "charts", "ranks", "settings", "index", "tables")
)
#: answers of a server about itself, which files cannot give
SERVED_ALONE = ("/healthz", "/openapi.json")
_CHARTS = "/assets/charts.js"
_SERVED = re.compile(rf'<a [^>]*href="(?:{"|".join(map(re.escape, SERVED_ALONE))})"[^>]*>(.*?)</a>', re.DOTALL)
#: its suggestions, which the script takes from the rows, and its columns to hide
_LISTS = re.compile(
    r'<datalist.*?</datalist>|<details class="folded">(?:(?!<details|</details>).)*name="hide".*?</details>', re.DOTALL
)
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_ASLEEP = re.compile(r'(<template id="asleep"[^>]*>).*?(</template>)', re.DOTALL)
_ENTRY = '<div id="react-entry-point"></div>'
_FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
_YEARS = re.compile(r'<fieldset class="field">.*?(<input [^>]*type="number"[^>]*>).*?</fieldset>', re.DOTALL)
_MAY_BE_NONE = re.compile(
    r'<div class="field"><label[^>]*>[^<]*</label><select [^>]*data-usual="none".*?</div>', re.DOTALL
)
_TURN = re.compile(r'<nav class="turn".*?</nav>', re.DOTALL)
_EXCEL = re.compile(r'<a [^>]*href="[^"]*[?;&]excel=(\w+)"[^>]*>(.*?)</a>', re.DOTALL)
_TABLE = re.compile(r'<form ([^>]*action="/data/(\w+)#rows")')  # filters of a table, which scripts/tables.js answers
_AGE = re.compile(r'(<span class="age" data-since="[^"]*">)[^<]*(</span>)')
#: what names the public address of the page, which an edition without one does not have
_PUBLIC = re.compile(
    r'<link rel="(?:canonical|alternate)"[^>]*>|<meta (?:property|name)="(?:og:url|og:image|twitter:image)[^>]*>'
    r'|<script type="application/ld\+json">.*?</script>',
    re.DOTALL,
)
_INDEX = re.compile(r' data-index="[^"]*"')
_ISLAND = re.compile(r' data-html="[^"]*"')  # what Dash would fill in, and the words have already
_NO_SCRIPT = "<noscript><style>form,button,.turn{display:none!important}</style></noscript>"


def changed(page: str, day: str, top: str, base: str) -> str:
    """The server's HTML as a page of the edition, its addresses still those of the server.

    `day` is the package's, in words; `top` leads from the page to the top of the edition; `base` is the address that
    the edition will have, or empty.
    """
    page = _STYLE.sub(f'<link rel="stylesheet" href="{SHEET}">', page, count=1)
    page = _ASLEEP.sub(lambda match: match[1] + _scripts() + match[2], page).replace(_ENTRY, "")
    page = page.replace("<html ", f'<html data-top="{top or "./"}" data-base="{escape(base)}" ', 1)
    page = page.replace("</head>", f"{_NO_SCRIPT}</head>", 1)
    own = f'<script src="{TABLES}"></script>' if _TABLE.search(page) else ""
    page = page.replace("</body>", f'<script src="{START}"></script>{own}</body>', 1)
    page = _INDEX.sub(f' data-index="{top or "./"}search.json"', page)  # scripts/start.js answers for it
    page = _FORM.sub(_form, _ISLAND.sub("", page))
    page = _SERVED.sub(r"\1", page)
    excel = r'<button type="button" data-take="\1">\2</button>'
    page = _AGE.sub(r"\1\2", _EXCEL.sub(excel if own else "", _TURN.sub(_turn, page)))
    if not base:
        page = _PUBLIC.sub("", page)
    note = f'<p class="edition">{escape(say("edition.note", day=day))}</p>'
    return page.replace("</footer>", f"{note}</footer>", 1)


def _scripts() -> str:
    """What assets/wake.js starts at the first touch, in this order, where the server's page has Dash."""
    sources = "".join(f'<script src="{name}"></script>' for name in (SETTINGS, RANKS, CHARTS, _CHARTS))
    return f"{sources}<script>window.ledger.start()</script>"


def _form(match: re.Match[str]) -> str:
    """A form whose button is for readers without scripts is answered by scripts; one that a server answers is not."""
    if "data-index=" in match[0]:  # searching, which assets/search.js does
        return match[0]
    if _TABLE.search(match[0]):
        return _TABLE.sub(r'<form data-table="\2" \1', _LISTS.sub("", match[0]))
    if 'class="only-words"' not in match[0]:
        return ""
    return match[0] if f'data-chart="{ranks.ID}"' in match[0] else _MAY_BE_NONE.sub("", _YEARS.sub(_years, match[0]))


def _years(match: re.Match[str]) -> str:
    """A list of the first years that files hold (see packs.exported), in place of a span of any years."""
    number = dict(re.findall(r'([a-z-]+)="([^"]*)"', match[1]))
    years = dict.fromkeys((number["data-chart-usual"], number["min"]))
    options = "".join(f'<option value="{y}"{" selected" * (y == number["value"])}>{y}</option>' for y in years)
    name, usual = number["name"], f'data-usual="{number["data-usual"]}" data-chart-usual="{number["data-chart-usual"]}"'
    label = f'<label for="{name}">{number["aria-label"]}</label>'
    return f'<div class="field">{label}<select id="{name}" name="{name}" {usual}>{options}</select></div>'


def _turn(match: re.Match[str]) -> str:
    """Further pages, which need scripts."""
    return f'{match[0]}<noscript><p class="key">{escape(say("edition.first_rows"))}</p></noscript>'
