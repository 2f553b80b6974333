"""Fills in the HTML files of `templates/`; what is not marked as HTML is escaped."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dashboard.texts.translations import language
from dashboard.ui import critical_css, root

_FOLDER = Path(__file__).resolve().parent / "templates"
_ENVIRONMENT = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined)


def fill(name: str, **values: object) -> str:
    """The template `<name>.html` with `values`; jinja2.UndefinedError when it needs one that is missing."""
    sheet = Markup(critical_css.sheet())
    text = _ENVIRONMENT.get_template(f"{name}.html").render(
        language=language(), sheet=sheet, root=root.root(), **values
    )
    return root.in_html(text)


def fill_svg(name: str, **values: object) -> str:
    """The picture `<name>.svg` with `values`; the same errors."""
    return _ENVIRONMENT.get_template(f"{name}.svg").render(**values)
