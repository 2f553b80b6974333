"""The package of the request that is being answered: taken once at its start, the same to its end."""

from __future__ import annotations

from flask import g, request

from dashboard.package.store import Package, Store
from dashboard.texts import parties

PACKAGE = "ledger.package"  # in a WSGI environment: the package that was taken before Flask was asked


def take(store: Store) -> None:
    """Called before each request."""
    variables = request.environ
    g.ledger = variables[PACKAGE] if PACKAGE in variables else store.current()
    parties.use(g.ledger.parties)


def package() -> Package:
    """The package of this request."""
    ledger: Package = g.ledger
    return ledger
