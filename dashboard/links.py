"""How the addresses of charts and tables are written on our own pages."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import parse_qsl, urlencode

from flask import request

from dashboard.charts import Chart

BESIDE_PICTURE = 380  # pixels that title, controls and source take in a frame


def origin() -> str:
    """Scheme and host under which this request reached us."""
    return request.host_url.rstrip("/")


def chart(chart_id: str, kind: str, query: str, version: str) -> str:
    """Address of a chart's figure (json), rows (csv, html) or picture (svg); `query` in its canonical form."""
    return f"/charts/{chart_id}.{kind}?" + "&".join(filter(None, [query, f"v={version}"]))


def table(name: str, version: str) -> str:
    """Address of a table of the package as CSV."""
    return f"/data/{name}.csv?v={version}"


def given(chart: Chart, query: Mapping[str, object]) -> dict[str, str]:
    """The choices of `chart` in the address of a page, where they are written <chart>.<choice>=option."""
    start = f"{chart.id}."
    return {name.removeprefix(start): str(value) for name, value in query.items() if name.startswith(start)}


def page(path: str, chart: Chart, choices: Mapping[str, str]) -> str:
    """Address of a page with `choices` of a chart on it."""
    usual = {c.name: c.usual for c in chart.choices}
    pairs = [(f"{chart.id}.{n}", v) for n, v in choices.items() if v != usual[n]]
    return path + ("?" + urlencode(pairs) if pairs else "")


def alone(chart: Chart, query: str) -> str:
    """Address of the page of one chart alone; `query` in its canonical form."""
    pairs = [(f"{chart.id}.{n}", v) for n, v in parse_qsl(query)]
    return f"/charts/{chart.id}" + ("?" + urlencode(pairs) if pairs else "")


def embed(chart: Chart, query: str, title: str) -> str:
    """The HTML that shows a chart in another page; assets/charts.js writes the same after a choice."""
    to = origin() + alone(chart, query)
    to += ("&" if "?" in to else "?") + "embed=1"
    return (
        f'<iframe src="{escape(to)}" title="{escape(title)}" width="100%" height="{chart.height + BESIDE_PICTURE}" '
        'loading="lazy" style="border:0"></iframe>'
    )
