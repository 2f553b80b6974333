"""How the addresses of charts and tables are written on our own pages."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from dashboard.charts import Chart


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
