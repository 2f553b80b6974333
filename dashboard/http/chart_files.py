"""One chart under given choices as a file: its figure (JSON), rows (CSV, HTML table) or small picture (SVG)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from dashboard import svg
from dashboard.charts import subtitles
from dashboard.charts.base import Chart
from dashboard.http.caching import Answer, answer
from dashboard.package import filters
from dashboard.package.cells import to_csv, to_excel
from dashboard.package.store import Package
from dashboard.svg import legend, small
from dashboard.texts import catalogue, say
from dashboard.ui import chart_card, components, offered, publishers, shell, urls
from dashboard.ui import elements as html
from dashboard.ui.html import render

#: what an address of a chart may say about the form of the file, beside the choices of the chart
FORMS: dict[str, dict[str, tuple[str, ...]]] = {
    "json": {},
    "csv": {"excel": filters.EXCEL},
    "svg": {"scheme": ("light", "dark"), "size": ("small", "plain", "narrow")},
    "html": {},
}


@dataclass(frozen=True, kw_only=True)
class View:
    """A chart of one package under complete choices, in the form that an address asks for (the names of FORMS)."""

    chart: Chart
    choices: Mapping[str, str]
    form: Mapping[str, str]
    package: Package

    @cached_property
    def rows(self) -> pd.DataFrame:
        return offered.rows(self.chart, self.choices, self.package)

    @property
    def query(self) -> str:
        """The choices in their canonical form."""
        return self.chart.canonical(self.choices)


def make(kind: str, view: View) -> Answer:
    """The file of `kind`, a key of FORMS."""
    return _MAKERS[kind](view)


def figure(view: View) -> dict[str, Any]:
    """The figure without template; its words travel with it in `layout.meta`."""
    chart, rows = view.chart, view.rows
    drawn = chart.picture(rows)
    drawn["layout"]["meta"] = {
        "chart": chart.id,
        "finding": chart.finding(rows),
        "subtitle": subtitles.subtitle(chart.id, rows),
        "alt": chart.alt(rows),
        "rows": len(rows),
        "source": publishers.line(view.package, chart, rows),
        "legend": legend.html(drawn),
        "version": view.package.version,
    }
    return drawn


def _json(view: View) -> Answer:
    body = json.dumps(figure(view), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return answer(body.encode("utf-8"), "application/json")


def _csv(view: View) -> Answer:
    excel = view.form["excel"]
    return answer(to_excel(view.rows, excel) if excel else to_csv(view.rows), "text/csv")


def _svg(view: View) -> Answer:
    """The still picture: for a page `plain` or `narrow`, for a card `small`; else with its words, to be taken away."""
    chart, rows, size, scheme = view.chart, view.rows, view.form["size"], view.form["scheme"]
    drawn, words = chart.picture(rows), (chart.finding(rows), chart.alt(rows))
    if size == "small":
        picture = svg.draw(small.figure(drawn), *words, width=small.WIDTH, scheme=scheme)
    elif size:
        width = svg.NARROW if size == "narrow" else svg.WIDTH
        picture = svg.draw(drawn, *words, width=width, scheme=scheme, named=False)
    else:
        picture = svg.draw(drawn, *words, scheme=scheme, caption=_caption(view))
    return answer(picture.encode("utf-8"), "image/svg+xml")


def _caption(view: View) -> svg.Caption:
    """What a picture that is taken away says of itself."""
    chart, rows = view.chart, view.rows
    address = urls.origin() + urls.alone(chart, view.query)
    source = publishers.line(view.package, chart, rows)
    return svg.Caption(
        title=chart.finding(rows),
        subtitle=subtitles.subtitle(chart.id, rows),
        key=chart_card.key_of(chart),
        source=f"{say('chart.sources')} {source}. {chart_card.edition(view.package)}",
        name=f"{say('site.title')}, {address}",
    )


def _html(view: View) -> Answer:
    title = say(f"chart.{view.chart.id}.title")
    return answer(shell.document(title, rows_table(view)).encode("utf-8"), "text/html")


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
    return render(components.table(rows, columns, list(rows.columns), view.chart.finding(rows), every=True))


_MAKERS: dict[str, Callable[[View], Answer]] = {"json": _json, "csv": _csv, "svg": _svg, "html": _html}
