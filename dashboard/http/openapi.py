"""/openapi.json: the addresses for scripts, described from the package and the registry of charts (OpenAPI 3.1)."""

from __future__ import annotations

import json
from typing import Any

from dashboard.charts.base import Chart
from dashboard.http import chart_files, data_urls
from dashboard.http.query import LONGEST_QUERY
from dashboard.package import filters, freshness, provenance
from dashboard.package.store import Package
from dashboard.texts import say
from dashboard.ui import chart_options

ADDRESS = "/openapi.json"
#: files of the package beside its tables
WHOLE = {
    "datapackage.json": "application/json",
    provenance.FILE: "application/json",
    "README.md": "text/markdown",
    data_urls.ZIP: "application/zip",
}
Described = dict[str, Any]
_TEXT: Described = {"type": "string"}
_VERSION: Described = {"type": "string", "pattern": "^[0-9a-f]{12}$"}


def _object(optional: tuple[str, ...] = (), **properties: Described) -> Described:
    """The schema of an object; but for those that are `optional` it has all of its properties."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "required": required, "properties": properties}


_SOURCE = _object(
    id=_TEXT,
    state={"enum": list(freshness.STATES)},
    last_succeeded={"type": ["string", "null"]},
    age_days={"type": ["integer", "null"]},
)
_STATE = _object(
    ("reason",),
    status={"enum": ["ok", "failing"]},
    reason=_TEXT,
    version=_VERSION,
    code=_VERSION,
    created={"type": "string", "format": "date"},
    age_days={"type": "integer"},
    sources={"type": "array", "items": _SOURCE},
)


def text(now: Package, origin: str) -> str:
    """The whole description as JSON."""
    return json.dumps(document(now, origin), ensure_ascii=False, indent=1) + "\n"


def document(now: Package, origin: str) -> Described:
    """The whole description; `origin` is the address under which a reader reached us."""
    charts = chart_options.every(now)
    licence = now.descriptor["licenses"][0]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": say("site.title"),
            "version": now.version,
            "description": say("api.description"),
            "license": {"name": licence["title"], "url": licence["path"]},
        },
        "servers": [{"url": origin}],
        "paths": {
            **_data(now),
            **{f"/charts/{chart.id}.{kind}": _chart(chart, kind) for chart in charts for kind in chart_files.FORMS},
            "/healthz": {"get": _health()},
            "/changes": {"get": _get("changes", say("api.changes"), {"200": _good("text/html", say("api.page"))})},
        },
    }


def _get(name: str, summary: str, responses: Described, parameters: list[Described] | None = None) -> Described:
    return {"operationId": name, "summary": summary, "parameters": parameters or [], "responses": responses}


def _good(kind: str, words: str, schema: Described | None = None) -> Described:
    return {"description": words, "content": {kind: {"schema": schema or _TEXT}}}


def _refused(*statuses: str) -> Described:
    """The answers to questions that are refused, as plain text or as a page."""
    words = {"400": say("api.wrong"), "404": say("api.nothing"), "414": say("error.long", most=LONGEST_QUERY)}
    content = {kind: {"schema": _TEXT} for kind in ("text/plain", "text/html")}
    return {status: {"description": words[status], "content": content} for status in statuses}


def _parameter(name: str, words: str, schema: Described, where: str = "query") -> Described:
    return {"name": name, "in": where, "description": words, "required": where == "path", "schema": schema}


# ---------------------------------------------------------------- tables
def _data(now: Package) -> Described:
    bound = {"type": "string", "pattern": filters.BOUND}
    parameters = [
        _parameter("table", say("api.table"), {"enum": sorted(now.resources)}, "path"),
        _parameter("from", say("api.from"), bound),
        _parameter("to", say("api.to"), bound),
        _parameter("q", say("api.q", most=filters.MOST_WORDS), {"type": "string", "maxLength": LONGEST_QUERY}),
        _parameter("sort", say("api.sort"), _TEXT),
        _parameter("excel", say("api.excel"), {"enum": list(filters.EXCEL)}),
        _parameter("v", say("api.v"), _TEXT),
        _parameter("columns", say("api.columns"), {"type": "object", "additionalProperties": _TEXT})
        | {"style": "form", "explode": True},
    ]
    rows = {"200": _good("text/csv", say("api.rows")), **_refused("400", "404", "414")}
    files = {
        f"/data/{name}": {
            "get": _get(
                name.partition(".")[0],
                say(f"api.file.{name.partition('.')[0]}"),
                {"200": _good(kind, say("api.whole"), {"type": "object"} if kind.endswith("json") else None)},
            )
        }
        for name, kind in WHOLE.items()
        if name in now.files or name == data_urls.ZIP
    }
    return {"/data/{table}.csv": {"get": _get("rows", say("api.rows"), rows, parameters)}, **files}


# ---------------------------------------------------------------- charts
def _chart(chart: Chart, kind: str) -> Described:
    """One form of one chart, with its choices as parameters."""
    offered = [(c.name, list(dict.fromkeys([*c.options, c.usual])), c.usual) for c in chart.choices if c.options]
    parameters = [
        _parameter(name, say(f"choice.{name}.title"), {"enum": options, "default": usual})
        for name, options, usual in offered
    ]
    parameters += [_parameter(n, say(f"api.{n}"), {"enum": list(o)}) for n, o in chart_files.FORMS[kind].items()]
    parameters += [_parameter(name, say(f"api.{name}"), _TEXT) for name in ("c", "v")]
    schema: Described = {"type": "object", "required": ["data", "layout"]} if kind == "json" else _TEXT
    words = say(f"api.chart.{kind}")
    responses = {"200": _good(chart_files.TYPES[kind], words, schema), **_refused("400")}
    title = say(f"chart.{chart.id}.title")
    return {"get": _get(f"{chart.id}-{kind}", f"{title}: {words}", responses, parameters)}


def _health() -> Described:
    kind = "application/json"
    responses = {"200": _good(kind, say("api.healthy"), _STATE), "503": _good(kind, say("api.unhealthy"), _STATE)}
    return _get("health", say("api.health"), responses)
