"""Builds the application: Dash for the pages, plain addresses beside it, headers around both."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from pathlib import Path

from dash import MATCH, ClientsideFunction, Dash, Input, Output, State
from dash.exceptions import DashException
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from dashboard.http import (
    answers,
    assets,
    chart_urls,
    claim_urls,
    data_urls,
    machines,
    pictures,
    query,
    reached,
)
from dashboard.http.first_html import Ledger
from dashboard.http.ready import ReadyAnswers
from dashboard.package import current
from dashboard.package.current import Store
from dashboard.package.reading import default_folder
from dashboard.texts import parties, say
from dashboard.ui import chart_options, shell, template
from dashboard.ui.chart_card import SET_BY_A_CHOICE

_UNREADABLE = (KeyError, TypeError, AttributeError, ValueError, IndexError, RecursionError, DashException)
HERE = Path(__file__).resolve().parent


def create_app(package_dir: str | os.PathLike[str] | None = None) -> Ledger:
    """The application over the package in `package_dir` (else LEDGER_DATA, else data/processed).

    Raises PackageError when there is no whole package, SettingError for a setting that cannot be used. `app.server` is
    the Flask application.
    """
    where = reached.settings(os.environ)
    store = Store(Path(package_dir) if package_dir is not None else default_folder(), prepare=chart_options.prepare)
    parties.use(store.current().parties)
    app = Ledger(
        "dashboard",
        use_pages=True,
        title=say("site.title"),
        update_title="",
        suppress_callback_exceptions=True,
        include_pages_meta=False,
        requests_pathname_prefix=f"{where.prefix}/",
        routes_pathname_prefix="/",
        assets_ignore=r"^((card|early|own|page|rule|search|wake)\.js|ledger\.css|plotly-.*)$",  # in the HTML, or by it
    )
    server: Flask = app.server
    server.config["MAX_CONTENT_LENGTH"] = reached.LARGEST_QUESTION
    server.config["SEND_FILE_MAX_AGE_DEFAULT"] = 31_536_000  # Dash writes the time of change into their addresses
    # before Dash's own: its set-up already draws a layout
    server.before_request_funcs.setdefault(None, [])[:0] = [
        lambda: current.take(store),
        reached.check_host,
        lambda: query.check_length(request.query_string),
        query.canonical_question,
    ]
    app.layout = lambda: shell.layout(current.package())
    _callbacks(app)
    data_urls.register(server)
    chart_urls.register(server)
    claim_urls.register(server)
    pictures.register(server)
    assets.register(server)
    machines.register(server, store)
    server.register_error_handler(HTTPException, _refused)
    server.register_error_handler(Exception, _broken)
    answers.register(server, lambda: app.policy)
    # Dash marks its set-up as done before doing it: the first request must come alone. It also adds an inline
    # script, so that the policy can be written only after it.
    server.test_client().get("/")
    app.policy = content_policy(app)
    chart_options.prepare(store.current())
    server.wsgi_app = where.around(ReadyAnswers(server.wsgi_app, store))  # type: ignore[method-assign,assignment]
    return app


def _callbacks(app: Dash) -> None:
    """One callback for all charts: a changed query or scheme fetches the figure and sets what belongs to it."""
    app.clientside_callback(
        ClientsideFunction("ledger", "fetchFigure"),
        *[Output({"type": kind, "chart": MATCH}, prop) for kind, prop in SET_BY_A_CHOICE],
        Input({"type": "query", "chart": MATCH}, "data"),
        Input("scheme", "data"),
        State({"type": "query", "chart": MATCH}, "id"),
        State("settings", "data"),
    )


def content_policy(app: Dash) -> str:
    """The Content-Security-Policy, without who may embed."""
    scripts = " ".join(["'self'", *app.csp_hashes(), template.policy_hash()])
    return (
        f"default-src 'self'; script-src {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        "connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'"
    )


def _refused(err: HTTPException) -> Response | HTTPException:
    """A page of our own for a wrong address; the plain sentence for a reader that is no browser."""
    if err.code is None or err.code < 400 or request.path.startswith("/_dash"):
        return err
    # such as Allow (405) and Content-Range (416)
    headers = {name: value for name, value in err.get_headers() if name != "Content-Type"}
    return _error(err.code, str(err.description or err.name), {"Access-Control-Allow-Origin": "*", **headers})


def _broken(err: Exception) -> Response:
    """400 for a callback that Dash cannot read; 500 for any other error, which is logged."""
    if request.path.startswith("/_dash") and isinstance(err, _UNREADABLE):
        return Response("wrong question\n", 400, mimetype="text/plain")
    logging.getLogger("dashboard").exception("%s %s", request.method, request.path, exc_info=err)
    return _error(500, say("error.ours"))


def _error(status: int, reason: str, headers: Mapping[str, str] | None = None) -> Response:
    if "text/html" in request.headers.get("Accept", ""):
        return Response(shell.refusal(status, reason), status, headers, mimetype="text/html")
    return Response(reason + "\n", status, headers, mimetype="text/plain")
