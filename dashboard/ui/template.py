"""HTML from the files of `templates/`; what is not marked as HTML is escaped.

Our sheet and the script of the head are written into the first HTML: the words are painted when it has come. Asked for
apart, both would wait for a second way to the server, and there share a slow line with every other script.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dashboard.texts.translations import language
from dashboard.ui import root

ASSETS = Path(__file__).resolve().parents[1] / "assets"
SHEET, EARLY = "ledger.css", "early.js"
_FOLDER = Path(__file__).resolve().parent / "templates"
_ENVIRONMENT = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined)


def fill(name: str, **values: object) -> str:
    """The template `<name>.html` with `values`; jinja2.UndefinedError when it needs one that is missing."""
    style = Markup(f"<style>{sheet()}</style>")
    text = _ENVIRONMENT.get_template(f"{name}.html").render(
        language=language(), sheet=style, root=root.root(), **values
    )
    return root.in_html(text)


def fill_svg(name: str, **values: object) -> str:
    """The picture `<name>.svg` with `values`; the same errors."""
    return _ENVIRONMENT.get_template(f"{name}.svg").render(**values)


@cache
def sheet() -> str:
    """Our CSS, without its comments and indents."""
    text = re.sub(r"/\*.*?\*/", "", (ASSETS / SHEET).read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", text).strip()


@cache
def early() -> str:
    """The script that must run before the first paint, unchanged from its file."""
    return (ASSETS / EARLY).read_text(encoding="utf-8")


def script(plotly: str) -> str:
    """The same as an element; `plotly` is the address of plotly.js that it hands on."""
    return f'<script data-plotly="{plotly}">{early()}</script>'


def policy_hash() -> str:
    """What the Content-Security-Policy must hold so that the script runs."""
    return f"'sha256-{b64encode(hashlib.sha256(early().encode('utf-8')).digest()).decode()}'"
