"""Small files that machines look for at addresses of their own: sitemap, robots, security contact, icon, llms.txt; and
/healthz, for whoever watches.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

# XML is written here, and none is read
from xml.etree import ElementTree as ET  # nosec B405

import dash
from flask import Flask, Response

from dashboard.charts.certainty import readings
from dashboard.charts.registry import CHARTS
from dashboard.http import feed, openapi
from dashboard.http.answers import answer, costly
from dashboard.package import claims, code_stamp, freshness
from dashboard.package.current import Store, package, today
from dashboard.package.store import Package
from dashboard.texts import say
from dashboard.ui import chart_options, search_index, template, urls

#: days after the package's for which the security contact is good: RFC 9116 asks for less than a year
GOOD_FOR = 360
_PLAIN = "text/plain"
SITEMAP, HEALTH = "/sitemap.xml", "/healthz"
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def register(server: Flask, store: Store) -> None:
    """Adds the addresses to the server."""
    server.add_url_rule(HEALTH, "health", lambda: _health(store))
    documents: dict[str, tuple[Callable[[Package], bytes | str], str]] = {
        "/robots.txt": (_robots, _PLAIN),
        "/.well-known/security.txt": (_security, _PLAIN),
        "/llms.txt": (_llms, _PLAIN),
        "/favicon.ico": (_icon, "image/vnd.microsoft.icon"),
        search_index.ADDRESS: (search_index.as_json, "application/json"),
        openapi.ADDRESS: (lambda now: openapi.text(now, urls.origin()), "application/json"),
        feed.PATH: (lambda now: feed.feed(now, urls.origin()), feed.MIMETYPE),
        SITEMAP: (lambda now: sitemap(now, urls.origin()), "application/xml"),
    }
    for address, (make, kind) in documents.items():
        server.add_url_rule(address, address, partial(_document, address, make, kind))


def _document(address: str, make: Callable[[Package], bytes | str], kind: str) -> Response:
    return answer(costly((address, urls.origin()), make), kind, filename=address.rpartition("/")[2])


def _icon(_: Package) -> bytes:
    """The mark in 16, 32 and 48 pixels, for who asks at the address where icons once were."""
    return (template.ASSETS / "favicon.ico").read_bytes()


def _robots(_: Package) -> str:
    return f"User-agent: *\nDisallow: /_dash\nSitemap: {urls.origin()}{SITEMAP}\n"


def _security(now: Package) -> str:
    """Whom to tell of a fault that could harm readers (RFC 9116)."""
    contact = os.environ.get("LEDGER_CONTACT") or f"{urls.origin()}/api#faults"
    expires = date.fromisoformat(now.created) + timedelta(days=GOOD_FOR)
    own = f"Canonical: {urls.origin()}/.well-known/security.txt\n"
    return f"Contact: {contact}\nExpires: {expires.isoformat()}T00:00:00Z\nPreferred-Languages: en\n{own}"


def _llms(now: Package) -> str:
    """What the site is and where its parts are, as https://llmstxt.org asks for."""
    listed = [f"- [{claim.title}]({urls.origin()}{claim.address})" for claim in claims.every(now)]
    tables = [
        f"- [{table['title']}]({urls.origin()}/data/{name}.csv): {table['description']}"
        for name, table in now.resources.items()
    ]
    values = {"claims": "\n".join(listed), "tables": "\n".join(tables), "version": now.version, "day": now.created}
    return say("machines.llms", origin=urls.origin(), **values)


def addresses(now: Package) -> list[str]:
    """Paths of all pages: those without a name in their address, claims and their specifications, charts, tables."""
    plain = sorted(str(p["path"]) for p in dash.page_registry.values() if not p["path_template"])
    specifications = now.tables["specifications"][["claim", "part", "specification"]].itertuples(index=False)
    return [
        *[path for path in plain if not path.endswith("404")],
        *[f"/claims/{name}" for name in claims.ids(now)],
        *[readings.address(claim, part, name) for claim, part, name in specifications],
        *[f"/charts/{name}" for name in sorted(CHARTS)],
        *[f"/data/{name}" for name in sorted(now.resources)],
    ]


def sitemap(now: Package, origin: str) -> bytes:
    """Every page with the day of the data, for search engines under `origin` (sitemaps.org); no chart without rows."""
    root = ET.Element("urlset", xmlns=NAMESPACE)
    empty = {f"/charts/{chart}" for chart in CHARTS if not chart_options.has_rows(chart, now)}
    for path in (path for path in addresses(now) if path not in empty):
        entry = ET.SubElement(root, "url")
        ET.SubElement(entry, "loc").text = origin + path
        ET.SubElement(entry, "lastmod").text = now.created
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _health(store: Store) -> Response:
    """Whether the package can be read, how old it is, and how old each of its sources.

    200, or 503 with a sentence while the folder of the package cannot be read and the old one is served on.
    """
    now = package()
    report = {"status": "failing" if store.fault else "ok", **_state(now)}
    if store.fault:
        report["reason"] = say("health.unreadable", version=now.version, created=now.created)
    text = json.dumps(report, ensure_ascii=False, indent=1) + "\n"
    return Response(text, 503 if store.fault else 200, {"Cache-Control": "no-store"}, mimetype="application/json")


def _state(now: Package) -> dict[str, Any]:
    """Data version, hash of our code, package date, and days of age; for each source its state and days."""
    return {
        "version": now.version,
        "code": code_stamp.code(),
        "created": now.created,
        "age_days": (today() - date.fromisoformat(now.created)).days,
        "sources": [
            {
                "id": row["id"],
                "state": freshness.state(row, today()),
                "last_succeeded": row["last_succeeded"] or None,
                "age_days": freshness.age_days(row, today()),
            }
            for row in now.rows("sources")
        ],
    }
