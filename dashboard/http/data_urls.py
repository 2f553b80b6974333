"""Plain addresses of the data, the same for a page, a script or a cache in between.

/data/<table>.csv?column=value&from=..&to=..&q=..&sort=column&excel=1
/data/datapackage.json  /data/README.md  /data/ledger.zip
"""

from __future__ import annotations

from flask import Flask, Response, abort

from dashboard.http.answers import answer, costly, is_current
from dashboard.http.query import of_request
from dashboard.package import archive, arrange, filters
from dashboard.package.cells import picked, to_excel
from dashboard.package.current import package
from dashboard.package.filters import Filter
from dashboard.package.store import Package
from dashboard.texts import say

ZIP = "ledger.zip"
TYPES = {"csv": "text/csv", "json": "application/json", "md": "text/markdown", "zip": "application/zip"}


def register(server: Flask) -> None:
    """Adds the addresses to the server; they win over the catch-all of the pages."""
    server.add_url_rule("/data/<name>.<kind>", "data", _file)


def _file(name: str, kind: str) -> Response:
    file, now = f"{name}.{kind}", package()
    if file == ZIP:
        return answer(costly(("zip",), archive.archive), TYPES["zip"], filename=file)
    if name in now.resources and kind != "csv":
        forms = f"/data/{name}.csv, /data/{name}.csv?excel=1, /data/{name}, /data/{ZIP}"
        abort(404, say("error.no_form", name=name, kind=kind, forms=forms))
    if file not in now.files:
        abort(404, say("error.no_table", name=name))
    cut = _filter(now, name) if kind == "csv" else Filter(table=name)
    body = now.files[file] if cut.whole else _rows(now, cut)
    return answer(body, TYPES[kind], filename=file, forever=is_current() and _is_versioned(now, name))


def _is_versioned(now: Package, name: str) -> bool:
    """The data version does not cover ledgers and the description: they are asked for again each time."""
    return now.resources.get(name, {}).get("kind") in ("observed", "curated", "derived")


def _filter(now: Package, name: str) -> Filter:
    try:
        return filters.parse(name, list(now.fields(name)), of_request())
    except filters.WrongFilter as err:
        abort(400, str(err))


def _rows(now: Package, cut: Filter) -> bytes:
    frame = arrange.rows(now.tables[cut.table], cut, arrange.code_names(now, cut.table))
    if cut.excel:
        return to_excel(frame, cut.excel)
    published = now.files[now.resources[cut.table]["path"]]
    return picked(published, frame.index.to_numpy())
