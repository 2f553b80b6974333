"""Plain addresses of the data, the same for a page, a script or a cache in between.

/data/<table>.csv?column=value&from=..&to=..&q=..&sort=column&excel=1
/data/datapackage.json  /data/README.md  /data/ledger.zip
"""

from __future__ import annotations

from flask import Flask, Response, abort

from dashboard.http.caching import Answer, answer, from_cache
from dashboard.http.query import of_request
from dashboard.package import archive, arrange, filters, records
from dashboard.package.cache import Cache
from dashboard.package.cells import to_excel
from dashboard.package.current import package
from dashboard.package.filters import Filter
from dashboard.package.store import Package
from dashboard.texts import say

ZIP = "ledger.zip"
LIGHT = 4  # quality of compression of what was picked for one reader
_TYPES = {"csv": "text/csv", "json": "application/json", "md": "text/markdown", "zip": "application/zip"}


def register(server: Flask, cache: Cache[Answer]) -> None:
    """Adds the addresses to the server; they win over the catch-all of the pages."""
    server.add_url_rule("/data/<name>.<kind>", "data", lambda name, kind: _file(cache, name, kind))


def _file(cache: Cache[Answer], name: str, kind: str) -> Response:
    file, now = f"{name}.{kind}", package()
    if file == ZIP:
        return from_cache(cache, ("zip",), _archive, filename=file, versioned=False)
    if name in now.resources and kind != "csv":
        forms = f"/data/{name}.csv, /data/{name}.csv?excel=1, /data/{name}, /data/{ZIP}"
        abort(404, say("error.no_form", name=name, kind=kind, forms=forms))
    if file not in now.files:
        abort(404, say("error.no_table", name=name))
    versioned = _is_versioned(now, name)
    cut = _filter(now, name) if kind == "csv" else Filter(table=name)
    if cut.whole:
        return from_cache(cache, ("file", file), lambda now: _published(now, file), filename=file, versioned=versioned)
    key = ("rows", file, cut.query)
    return from_cache(cache, key, lambda now: _rows(now, cut), filename=file, versioned=versioned)


def _published(now: Package, file: str) -> Answer:
    return answer(now.files[file], _TYPES[file.rpartition(".")[2]])


def _archive(now: Package) -> Answer:
    return answer(archive.archive(now), _TYPES["zip"])


def _is_versioned(now: Package, name: str) -> bool:
    """The data version does not cover ledgers and the description: they are asked for again each time."""
    return now.resources.get(name, {}).get("kind") in ("observed", "curated", "derived")


def _filter(now: Package, name: str) -> Filter:
    try:
        return filters.parse(name, list(now.fields(name)), of_request())
    except filters.WrongFilter as err:
        abort(400, str(err))


def _rows(now: Package, cut: Filter) -> Answer:
    frame = filters.rows(now.tables[cut.table], cut, arrange.code_names(now, cut.table))
    if cut.excel:
        return answer(to_excel(frame, cut.excel), _TYPES["csv"], LIGHT)
    published = now.files[now.resources[cut.table]["path"]]
    return answer(records.picked(published, frame.index.to_numpy()), _TYPES["csv"], LIGHT)
