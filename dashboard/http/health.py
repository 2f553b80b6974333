"""/healthz: whether the package can be read, how old it is, and how old each of its sources, for whoever watches."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from flask import Flask, Response

from dashboard.package import claims, clock, code_stamp, freshness
from dashboard.package.current import Store, package
from dashboard.package.store import Package
from dashboard.texts import say

ADDRESS = "/healthz"


def register(server: Flask, store: Store) -> None:
    """Adds the address to the server."""
    server.add_url_rule(ADDRESS, "health", lambda: _answer(store))


def _answer(store: Store) -> Response:
    """200, or 503 with a sentence while the folder of the package cannot be read and the old one is served on."""
    now = package()
    report = {"status": "failing" if store.fault else "ok", **_state(now, clock.today())}
    if store.fault:
        report["reason"] = say("health.unreadable", version=now.version, created=now.created)
    text = json.dumps(report, ensure_ascii=False, indent=1) + "\n"
    return Response(text, 503 if store.fault else 200, {"Cache-Control": "no-store"}, mimetype="application/json")


def _state(now: Package, today: date) -> dict[str, Any]:
    """Data version, hash of our code, package date, and days of age; for each source its state and days."""
    return {
        "version": now.version,
        "code": code_stamp.code(),
        "created": now.created,
        "age_days": (today - date.fromisoformat(now.created)).days,
        "sources": [
            {
                "id": row["id"],
                "state": freshness.state(row, today),
                "last_succeeded": row["last_succeeded"] or None,
                "age_days": freshness.age_days(row, today),
            }
            for row in claims.source_rows(now)
        ],
    }
