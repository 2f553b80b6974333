"""How the addresses of charts and tables are written on our own pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import parse_qsl, urlencode

from flask import g, request

from dashboard.charts.base import Chart, UnknownChoice
from dashboard.package import code_stamp
from dashboard.package.store import Package
from dashboard.ui import template

#: tables whose rows a value of several years rests on: the column of its series, and those of the two parties
_SERIES = {"trade": ("source", "exporter", "importer"), "official_figures": ("series", "reporter", "partner")}
ANYWHERE = "https://anywhere.invalid"  # stands for the origin in a page that is kept; RFC 2606 keeps the name free
#: what the address of a page of one chart may say beside its choices
BESIDE = ("embed", "c", "v")
BESIDE_PICTURE = 560  # pixels that title, controls, key and source take in a frame of about 700


def origin() -> str:
    """Scheme, host and path under which this request reached us: an address of ours behind it is a whole one."""
    return ANYWHERE if g.get("anywhere") else request.url_root.rstrip("/")


@contextmanager
def anywhere() -> Iterator[None]:
    """Within, origin() is ANYWHERE: what is made serves readers under every host, who find theirs in its place."""
    g.anywhere = True
    try:
        yield
    finally:
        g.anywhere = False


def chart(chart_id: str, kind: str, query: str, version: str) -> str:
    """Address of a chart's figure (json), rows (csv, html) or picture (svg); `query` in its canonical form.

    `c` names our code and words, on which a cached picture depends as on the data.
    """
    return f"/charts/{chart_id}.{kind}?" + "&".join(filter(None, [query, f"c={code_stamp.code()}", f"v={version}"]))


def table(name: str, version: str) -> str:
    """Address of a table of the package as CSV."""
    return f"/data/{name}.csv?v={version}"


def rows(package: Package, name: str, key: str) -> str:
    """Address of the page with the rows of table `name` that a `row_key` names; of the whole table when it is empty.

    A key is the table's own in its order or the first columns of it, several ids, or, where a value rests on several
    years, a series (or several, joined by commas) and its periods.
    """
    parts = key.split()
    columns = [str(c) for c in package.resources[name]["schema"]["primaryKey"]]
    series = _SERIES.get(name)
    if len(columns) == 1 and set(parts) <= set(package.tables[name][columns[0]]):
        pairs = [(columns[0], value) for value in parts]
    elif series and len(parts) != len(columns):
        between = [(side, country) for side in series[1:] for country in reversed(package.parties.ids)]
        pairs = [*[(series[0], s) for s in parts[0].split(",")], *[("period", p) for p in parts[1:]], *between]
    else:
        pairs = list(zip(columns, parts, strict=False))
    return f"/data/{name}" + (f"?{urlencode(pairs)}" if pairs else "")


def pairs(query: Mapping[str, object]) -> list[tuple[str, str]]:
    """Names and values of the query of a page, where a name that is given several times has a list."""
    return [(n, str(v)) for n, values in query.items() for v in (values if isinstance(values, list) else [values])]


def given(chart: Chart, query: Mapping[str, object]) -> dict[str, str]:
    """The choices of `chart` in the address of a page, where they are written <chart>.<choice>=option."""
    start = f"{chart.id}."
    return {name.removeprefix(start): _joined(value) for name, value in query.items() if name.startswith(start)}


def _joined(value: object) -> str:
    """Several values of one name, as a plain form sends them, with commas between them; empty ones ask for nothing."""
    return ",".join(str(v) for v in value if v) if isinstance(value, list) else str(value)


def given_alone(chart: Chart, query: Mapping[str, object]) -> dict[str, str]:
    """The choices in the address of the page of `chart` alone; UnknownChoice for a name that means nothing there."""
    choices = given(chart, query)
    named = {f"{chart.id}.{name}" for name in choices}
    for name in query:
        if name not in named and name not in BESIDE:
            raise UnknownChoice(name, "", tuple(f"{chart.id}.{choice.name}" for choice in chart.choices))
    return choices


def alone(chart: Chart, query: str) -> str:
    """Address of the page of one chart alone; `query` in its canonical form."""
    pairs = [(f"{chart.id}.{n}", v) for n, v in parse_qsl(query)]
    return f"/charts/{chart.id}" + ("?" + urlencode(pairs) if pairs else "")


def embed(chart: Chart, query: str, title: str, height: int) -> str:
    """The HTML that shows a chart in another page; assets/charts.js writes the same after a choice."""
    to = origin() + alone(chart, query)
    to += ("&" if "?" in to else "?") + "embed=1"
    return template.fill("embed", address=to, title=title, height=height + BESIDE_PICTURE)
