"""Plain addresses of data and charts, the same for a page, a script, an embed or a cache in between.

/data/<table>.csv?column=value&from=..&to=..&excel=1  /data/datapackage.json
/data/README.md  /data/ledger.zip
/charts/<id>.json  /charts/<id>.csv  /charts/<id>.svg  /charts/<id>.html   ?choice=option&c=<code>&v=<data version>
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from html import escape
from typing import Any
from urllib.parse import parse_qsl

import pandas as pd
from dash import html
from flask import Flask, Response, abort, request

from dashboard import svg
from dashboard.charts import subtitles
from dashboard.charts.base import Chart, UnknownChoice
from dashboard.charts.registry import CHARTS
from dashboard.http.answers import Ready, Shelf, ready, respond
from dashboard.package import archive, code_stamp, filters
from dashboard.package.cells import to_csv, to_excel
from dashboard.package.current import package
from dashboard.package.store import Package
from dashboard.svg import small
from dashboard.texts import catalogue, say
from dashboard.ui import chart_card, components, publishers, shell, urls
from dashboard.ui.html import render

ZIP = "ledger.zip"
BESIDE = ("c", "v")  # what an address of a chart says of our code and of the data, beside its choices
INLINE = 80  # rows of a chart that a page without scripts carries in itself
#: what an address of a chart may say about the form of the answer, beside the choices of the chart
_FORMS: dict[str, dict[str, tuple[str, ...]]] = {
    "svg": {"scheme": ("light", "dark"), "size": ("small", "plain", "narrow")},
    "csv": {"excel": filters.EXCEL},
}
Form = Mapping[str, str]
_TYPES = {"csv": "text/csv", "json": "application/json", "md": "text/markdown", "zip": "application/zip"}


def register(server: Flask) -> None:
    """Adds the addresses to the server; they win over the catch-all of the pages."""
    shelf = Shelf()
    server.add_url_rule("/data/<name>.<any(csv,json,md,zip):kind>", "data", lambda name, kind: _data(shelf, name, kind))
    server.add_url_rule(
        "/charts/<chart_id>.<any(json,csv,svg,html):kind>",
        "chart",
        lambda chart_id, kind: _chart(shelf, chart_id, kind),
    )


def _answer(
    shelf: Shelf, key: tuple[str, ...], make: Callable[[Package], Ready], filename: str, kept: bool
) -> Response:
    now = package()
    found = shelf.get((now.edition, *key), lambda: make(now))
    known = kept and request.args.get("v") == now.version
    return respond(found, request, known=known, modified=now.published, filename=filename)


# ---------------------------------------------------------------- data
def _data(shelf: Shelf, name: str, kind: str) -> Response:
    file, now = f"{name}.{kind}", package()
    if file == ZIP:
        return _answer(shelf, ("zip",), lambda now: ready(archive.archive(now), _TYPES["zip"]), file, kept=False)
    if file not in now.files:
        abort(404, say("error.no_table", name=name))
    if kind == "csv":
        cut = _slice(now, name)
        if not cut.whole:
            return _answer(shelf, ("slice", file, cut.query), lambda now: _cut(now, cut), file, _kept(now, name))
    return _answer(shelf, ("data", file), lambda now: ready(now.files[file], _TYPES[kind]), file, _kept(now, name))


def _kept(now: Package, name: str) -> bool:
    """The data version does not cover ledgers and the description: they are asked for again each time."""
    return now.resources.get(name, {}).get("kind") in ("observed", "curated", "derived")


def _slice(now: Package, name: str) -> filters.Slice:
    try:
        return filters.asked(name, list(now.fields(name)), request.args.items(multi=True))
    except filters.WrongSlice as err:
        abort(400, str(err))


def _cut(now: Package, cut: filters.Slice) -> Ready:
    return _rows(filters.rows(now.tables[cut.table], cut), cut.excel)


def _rows(frame: pd.DataFrame, excel: str) -> Ready:
    return ready(to_excel(frame, excel) if excel else to_csv(frame), _TYPES["csv"])


# ---------------------------------------------------------------- charts
def _chart(shelf: Shelf, chart_id: str, kind: str) -> Response:
    chart = CHARTS.get(chart_id)
    if chart is None:
        abort(404, say("error.no_chart", name=chart_id))
    asked = {name: value for name, value in request.args.items() if name not in BESIDE}
    form = {name: asked.pop(name, "") for name in _FORMS.get(kind, ())}
    for name, value in form.items():
        if value and value not in _FORMS[kind][name]:
            abort(400, say("error.choice", given=f"{name}={value}", allowed=", ".join(_FORMS[kind][name])))
    try:
        choices = chart.complete(asked)
    except UnknownChoice as err:
        abort(400, refusal(chart, err))
    key = ("chart", chart.id, kind, *form.values(), chart.canonical(choices))
    file = f"{chart.id}.{kind}"
    kept = request.args.get("c") == code_stamp.code()
    return _answer(shelf, key, lambda now: _MAKERS[kind](chart, choices, now, form), file, kept)


def refusal(chart: Chart, err: UnknownChoice) -> str:
    """What to say to an unknown choice: those that are allowed."""
    told = ", ".join(err.allowed)
    return say("error.choice", given=str(err), allowed=told) + " " + say("error.choice_chart", chart=chart.id)


def figure(chart: Chart, rows: pd.DataFrame, now: Package) -> dict[str, Any]:
    """The figure of `rows` without template; its words travel with it in `layout.meta`."""
    drawn = chart.picture(rows)
    drawn["layout"]["meta"] = {
        "chart": chart.id, "finding": chart.finding(rows), "subtitle": subtitles.subtitle(chart.id, rows),
        "alt": chart.alt(rows), "rows": len(rows), "source": publishers.line(now, chart, rows), "version": now.version,
    }  # fmt: skip
    return drawn


def _json(chart: Chart, choices: Mapping[str, str], now: Package, _: Form) -> Ready:
    drawn = figure(chart, chart.select(now.tables, choices), now)
    body = json.dumps(drawn, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return ready(body.encode("utf-8"), "application/json")


def _csv(chart: Chart, choices: Mapping[str, str], now: Package, form: Form) -> Ready:
    return _rows(chart.select(now.tables, choices), form["excel"])


def _svg(chart: Chart, choices: Mapping[str, str], now: Package, form: Form) -> Ready:
    """The still picture: for a page `plain` or `narrow`, for a card `small`; else with its words, to be taken away."""
    rows = chart.select(now.tables, choices)
    drawn, words = chart.picture(rows), (chart.finding(rows), chart.alt(rows))
    if form["size"] == "small":
        picture = svg.draw(small.figure(drawn), *words, width=small.WIDTH, scheme=form["scheme"])
    elif form["size"]:
        width = svg.NARROW if form["size"] == "narrow" else svg.WIDTH
        picture = svg.draw(drawn, *words, width=width, scheme=form["scheme"])
    else:
        picture = svg.draw(drawn, *words, scheme=form["scheme"], caption=_caption(chart, choices, rows, now))
    return ready(picture.encode("utf-8"), "image/svg+xml")


def _caption(chart: Chart, choices: Mapping[str, str], rows: pd.DataFrame, now: Package) -> svg.Caption:
    """What a picture that is taken away says of itself."""
    address = urls.origin() + urls.alone(chart, chart.canonical(choices))
    return svg.Caption(
        title=chart.finding(rows),
        subtitle=subtitles.subtitle(chart.id, rows),
        key=say(f"chart.{chart.id}.key"),
        source=f"{say('chart.sources')} {publishers.line(now, chart, rows)}. {chart_card.edition(now)}",
        name=f"{say('site.title')}, {address}",
    )


def fields(chart: Chart, now: Package) -> dict[str, Mapping[str, Any]]:
    """Columns of a chart's rows, described: its table's own, those that `select` adds, those of other tables."""
    texts = catalogue()
    money = {"type": "integer", "unit": "USD"}
    added = {
        n.removeprefix("column."): {"title": t, **(money if n.endswith("_usd") else {})}
        for n, t in texts.items()
        if n.startswith("column.")
    }
    joined = {name: field for table in now.resources for name, field in now.fields(table).items()}
    return {**joined, **added, **now.fields(chart.table)}


def rows_table(chart: Chart, choices: Mapping[str, str], now: Package) -> str:
    """The rows of a chart as an HTML table: exactly `select`, as the CSV."""
    rows = chart.select(now.tables, choices)
    if rows.empty:
        return render(html.P(say("chart.empty")))
    return render(components.table(rows, fields(chart, now), list(rows.columns), chart.finding(rows), every=True))


def inline_rows(address: str) -> str:
    """The table behind an address of rows, for a page without scripts; a link to it where it is long."""
    path, _, query = address.partition("?")
    chart = CHARTS[path.removeprefix("/charts/").removesuffix(".html")]
    asked = {name: value for name, value in parse_qsl(query) if name not in BESIDE}
    choices = chart.complete(asked)
    if len(chart.select(package().tables, choices)) > INLINE:
        return f'<a href="{escape(address)}">{escape(say("chart.rows_page"))}</a>'
    return rows_table(chart, choices, package())


def _html(chart: Chart, choices: Mapping[str, str], now: Package, _: Form) -> Ready:
    title = say(f"chart.{chart.id}.title")
    body = rows_table(chart, choices, now)
    return ready(shell.document(title, f"<main><h1>{title}</h1>{body}</main>").encode("utf-8"), "text/html")


_MAKERS: dict[str, Callable[[Chart, Mapping[str, str], Package, Form], Ready]] = {
    "json": _json, "csv": _csv, "svg": _svg, "html": _html,
}  # fmt: skip
