"""One chart under given choices as a file: its figure (JSON), rows (CSV, HTML table) or small picture (SVG)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from dashboard import svg
from dashboard.charts.base import Chart, Figure
from dashboard.package import filters
from dashboard.package.cells import to_csv, to_excel
from dashboard.package.store import Package
from dashboard.svg import legend, small
from dashboard.texts import catalogue, say
from dashboard.ui import chart_foot, shell, tables, urls
from dashboard.ui import elements as html
from dashboard.ui.chart_options import View
from dashboard.ui.html import render

#: what an address of a chart may say about the form of the file, beside the choices of the chart
FORMS: dict[str, dict[str, tuple[str, ...]]] = {
    "json": {},
    "csv": {"excel": filters.EXCEL},
    "svg": {"scheme": ("light", "dark"), "size": ("small", "plain", "narrow")},
    "html": {},
}
TYPES = {"json": "application/json", "csv": "text/csv", "svg": "image/svg+xml", "html": "text/html"}


def make(kind: str, view: View, form: Mapping[str, str]) -> bytes:
    """The file of `kind`, a key of FORMS, in the form that its address asks for."""
    return _MAKERS[kind](view, form)


def figure(view: View) -> Figure:
    """The figure without template; its words travel with it in `layout.meta`."""
    picture = view.picture
    meta = {
        "chart": view.chart.id,
        "finding": view.finding,
        "subtitle": view.subtitle,
        "alt": view.alt,
        "rows": len(view.rows),
        "source": view.source,
        "legend": legend.html(picture),
        "version": view.package.version,
    }
    return {**picture, "layout": {**picture["layout"], "meta": meta}}


def _json(view: View, _form: Mapping[str, str]) -> bytes:
    text = json.dumps(figure(view), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8")


def _csv(view: View, form: Mapping[str, str]) -> bytes:
    return to_excel(view.rows, form["excel"]) if form["excel"] else to_csv(view.rows)


def _svg(view: View, form: Mapping[str, str]) -> bytes:
    """The still picture: for a page `plain` or `narrow`, for a card `small`; else with its words, to be taken away."""
    chart_figure, words, size, scheme = view.picture, (view.finding, view.alt), form["size"], form["scheme"]
    if size == "small":
        picture = svg.draw(small.figure(chart_figure), *words, width=small.WIDTH, scheme=scheme)
    elif size:
        width = svg.NARROW if size == "narrow" else svg.WIDTH
        picture = svg.draw(chart_figure, *words, width=width, scheme=scheme, named=False)
    else:
        picture = svg.draw(chart_figure, *words, scheme=scheme, caption=_caption(view))
    return picture.encode("utf-8")


def _caption(view: View) -> svg.Caption:
    """What a picture that is taken away says of itself."""
    address = urls.origin() + urls.alone(view.chart, view.query)
    return svg.Caption(
        title=view.finding,
        subtitle=view.subtitle,
        key=chart_foot.key_of(view.chart),
        source=f"{say('chart.sources')} {view.source}. {chart_foot.edition(view.package)}",
        name=f"{say('site.title')}, {address}",
    )


def _html(view: View, _form: Mapping[str, str]) -> bytes:
    title = say(f"chart.{view.chart.id}.title")
    return shell.document(title, rows_table(view)).encode("utf-8")


def fields(chart: Chart, now: Package) -> dict[str, Mapping[str, Any]]:
    """Columns of a chart's rows, described: its table's own, those that `select` adds, those of other tables."""
    titles = {n.removeprefix("column."): t for n, t in catalogue().items() if n.startswith("column.")}
    money = {"type": "integer", "unit": "USD"}
    added = {name: {"title": title, **(money if name.endswith("_usd") else {})} for name, title in titles.items()}
    joined = {name: field for table in now.resources for name, field in now.fields(table).items()}
    return {**joined, **added, **now.fields(chart.table)}


def rows_table(view: View) -> str:
    """The rows of a chart as an HTML table: exactly those of the CSV."""
    rows, columns = view.rows, fields(view.chart, view.package)
    if rows.empty:
        return render(html.P(say("chart.empty")))
    return render(tables.table(rows, columns, list(rows.columns), view.finding, every=True))


_MAKERS: dict[str, Callable[[View, Mapping[str, str]], bytes]] = {
    "json": _json,
    "csv": _csv,
    "svg": _svg,
    "html": _html,
}
