"""The package of the request that is being answered: taken once at its start, the same to its end."""

from __future__ import annotations

from flask import g

from dashboard.package.store import Package, Store
from dashboard.texts import parties


def take(store: Store) -> None:
    """Called before each request."""
    g.ledger = store.current()
    parties.use(g.ledger.parties)


def package() -> Package:
    """The package of this request."""
    ledger: Package = g.ledger
    return ledger
