"""Plain addresses of charts, the same for a page, a script, an embed or a cache in between.

/charts/<id>.json  /charts/<id>.csv  /charts/<id>.svg  /charts/<id>.html   ?choice=option&c=<code>&v=<data version>
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import parse_qsl

from flask import Flask, Response, abort, request

from dashboard.charts.base import Chart, Choices, UnknownChoice
from dashboard.charts.registry import CHARTS
from dashboard.http import chart_files
from dashboard.http.answers import answer, is_current
from dashboard.http.query import first, of_request
from dashboard.package import code_stamp
from dashboard.package.current import package
from dashboard.texts import say
from dashboard.ui import chart_options

BESIDE = ("c", "v")  # what an address of a chart says of our code and of the data, beside its choices
INLINE = 150  # cells of a table that every page with its chart carries; a larger one is fetched when opened


def register(server: Flask) -> None:
    """Adds the addresses to the server; they win over the catch-all of the pages."""
    server.add_url_rule("/charts/<chart_id>.<kind>", "chart", _file)


def _file(chart_id: str, kind: str) -> Response:
    chart = CHARTS.get(chart_id)
    if chart is None:
        abort(404, say("error.no_chart", name=chart_id))
    if kind not in chart_files.FORMS:
        forms = ", ".join(f"/charts/{chart_id}.{form}" for form in chart_files.FORMS)
        abort(404, say("error.no_form", name=chart_id, kind=kind, forms=f"{forms}, /charts/{chart_id}"))
    question = asked(chart)
    form = {name: question.pop(name, "") for name in chart_files.FORMS[kind]}
    _check_form(kind, form)
    chart = chart_options.chart(chart_id, package())
    body = chart_files.make(kind, chart_options.view(chart, chosen(chart, question), package()), form)
    forever = is_current() and request.args.get("c") == code_stamp.code()
    return answer(body, chart_files.TYPES[kind], filename=f"{chart.id}.{kind}", forever=forever)


def asked(chart: Chart) -> dict[str, str]:
    """What this request asks of `chart`; several options of one choice with commas between them."""
    pairs = of_request()
    choices = {name: value for name, value in first(pairs).items() if name not in BESIDE}
    for several in (choice.name for choice in chart.choices if choice.kind == "several"):
        choices |= {several: ",".join(v for n, v in pairs if n == several)} if several in choices else {}
    return choices


def _check_form(kind: str, form: Mapping[str, str]) -> None:
    for name, value in form.items():
        allowed = chart_files.FORMS[kind][name]
        if value and value not in allowed:
            abort(400, say("error.choice", given=f"{name}={value}", allowed=", ".join(allowed)))


def chosen(chart: Chart, question: Mapping[str, str]) -> Choices:
    """All choices of `chart` where some are asked for; 400 with those that are allowed for an unknown one."""
    try:
        return chart.complete(question)
    except UnknownChoice as err:
        words = say("error.choice", given=str(err), allowed=", ".join(err.allowed))
        abort(400, f"{words} {say('error.choice_chart', chart=chart.id)}")


def inline_rows(address: str) -> str:
    """The table behind an address of rows, for a page without scripts; a link to it where it is long."""
    return package().once(("rows of a chart", address), lambda: _inline_rows(address))


def _inline_rows(address: str) -> str:
    path, _, query = address.partition("?")
    now = package()
    chart = chart_options.chart(path.removeprefix("/charts/").removesuffix(".html"), now)
    choices = {name: value for name, value in parse_qsl(query) if name not in BESIDE}
    view = chart_options.view(chart, chart.complete(choices), now)
    if view.rows.size > INLINE:
        return f'<a href="{escape(address)}">{escape(say("chart.rows_page"))}</a>'
    return chart_files.rows_table(view)
