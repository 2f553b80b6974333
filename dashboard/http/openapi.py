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
_PROBLEM = {"text/plain": {"schema": {"type": "string"}}, "text/html": {"schema": {"type": "string"}}}
_STATE: Described = {
    "type": "object",
    "required": ["status", "version", "code", "created", "age_days", "sources"],
    "properties": {
        "status": {"enum": ["ok", "failing"]},
        "reason": {"type": "string"},
        "version": {"type": "string", "pattern": "^[0-9a-f]{12}$"},
        "code": {"type": "string", "pattern": "^[0-9a-f]{12}$"},
        "created": {"type": "string", "format": "date"},
        "age_days": {"type": "integer"},
        "sources": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "state", "last_succeeded", "age_days"],
                "properties": {
                    "id": {"type": "string"},
                    "state": {"enum": list(freshness.STATES)},
                    "last_succeeded": {"type": ["string", "null"]},
                    "age_days": {"type": ["integer", "null"]},
                },
            },
        },
    },
}


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
    return {"description": words, "content": {kind: {"schema": schema or {"type": "string"}}}}


def _parameter(name: str, words: str, schema: Described, where: str = "query") -> Described:
    return {"name": name, "in": where, "description": words, "required": where == "path", "schema": schema}


# ---------------------------------------------------------------- tables
def _data(now: Package) -> Described:
    wrong = {
        "400": {"description": say("api.wrong"), "content": _PROBLEM},
        "404": {"description": say("api.nothing"), "content": _PROBLEM},
        "414": {"description": say("error.long", most=LONGEST_QUERY), "content": _PROBLEM},
    }
    bound = {"type": "string", "pattern": filters.BOUND}
    parameters = [
        _parameter("table", say("api.table"), {"enum": sorted(now.resources)}, "path"),
        _parameter("from", say("api.from"), bound),
        _parameter("to", say("api.to"), bound),
        _parameter("q", say("api.q", most=filters.MOST_WORDS), {"type": "string", "maxLength": LONGEST_QUERY}),
        _parameter("sort", say("api.sort"), {"type": "string"}),
        _parameter("excel", say("api.excel"), {"enum": list(filters.EXCEL)}),
        _parameter("v", say("api.v"), {"type": "string"}),
        _parameter("columns", say("api.columns"), {"type": "object", "additionalProperties": {"type": "string"}})
        | {"style": "form", "explode": True},
    ]
    rows = {"200": _good("text/csv", say("api.rows")), **wrong}
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
    parameters += [_parameter(name, say(f"api.{name}"), {"type": "string"}) for name in ("c", "v")]
    schema: Described = {"type": "object", "required": ["data", "layout"]} if kind == "json" else {"type": "string"}
    responses = {
        "200": _good(chart_files.TYPES[kind], say(f"api.chart.{kind}"), schema),
        "400": {"description": say("api.wrong"), "content": _PROBLEM},
    }
    title = say(f"chart.{chart.id}.title")
    return {"get": _get(f"{chart.id}-{kind}", f"{title}: {say(f'api.chart.{kind}')}", responses, parameters)}


def _health() -> Described:
    kind = "application/json"
    responses = {"200": _good(kind, say("api.healthy"), _STATE), "503": _good(kind, say("api.unhealthy"), _STATE)}
    return _get("health", say("api.health"), responses)
