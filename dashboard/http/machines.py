"""Small files that machines look for at addresses of their own: robots, security contact, icon, llms.txt."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, timedelta

from flask import Flask, Response

from dashboard.http import sitemap
from dashboard.http.caching import Answer, Cache, answer, from_cache
from dashboard.package import claims
from dashboard.package.store import Package
from dashboard.texts import say
from dashboard.ui import critical_css, urls

#: days after the package's for which the security contact is good: RFC 9116 asks for less than a year
GOOD_FOR = 360
_PLAIN = "text/plain"


def register(server: Flask, cache: Cache[Answer]) -> None:
    """Adds the addresses to the server."""
    documents: dict[str, tuple[Callable[[Package], str], str]] = {
        "/robots.txt": (_robots, _PLAIN),
        "/.well-known/security.txt": (_security, _PLAIN),
        "/llms.txt": (_llms, _PLAIN),
    }
    for address, (make, kind) in documents.items():
        server.add_url_rule(address, address, _answering(cache, address, make, kind))
    server.add_url_rule("/favicon.ico", "favicon", lambda: _icon(cache))


def _answering(cache: Cache[Answer], address: str, make: Callable[[Package], str], kind: str) -> Callable[[], Response]:
    name = address.rpartition("/")[2]

    def respond() -> Response:
        key = (address, urls.origin())
        return from_cache(cache, key, lambda now: answer(make(now).encode(), kind), filename=name, versioned=False)

    return respond


def _icon(cache: Cache[Answer]) -> Response:
    """The mark in 16, 32 and 48 pixels, for who asks at the address where icons once were."""
    content = (critical_css.ASSETS / "favicon.ico").read_bytes()
    icon = answer(content, "image/vnd.microsoft.icon")
    return from_cache(cache, ("icon",), lambda _: icon, filename="favicon.ico", versioned=False)


def _robots(_: Package) -> str:
    return f"User-agent: *\nDisallow: /_dash\nSitemap: {urls.origin()}{sitemap.PATH}\n"


def _security(now: Package) -> str:
    """Whom to tell of a fault that could harm readers (RFC 9116)."""
    contact = os.environ.get("LEDGER_CONTACT") or f"{urls.origin()}/api#faults"
    expires = date.fromisoformat(now.created) + timedelta(days=GOOD_FOR)
    own = f"Canonical: {urls.origin()}/.well-known/security.txt\n"
    return f"Contact: {contact}\nExpires: {expires.isoformat()}T00:00:00Z\nPreferred-Languages: en\n{own}"


def _llms(now: Package) -> str:
    """What the site is and where its parts are, as https://llmstxt.org asks for."""
    listed = [f"- [{claim.about['title']}]({urls.origin()}/claims/{claim.about['id']})" for claim in claims.every(now)]
    tables = [
        f"- [{table['title']}]({urls.origin()}/data/{name}.csv): {table['description']}"
        for name, table in now.resources.items()
    ]
    values = {"claims": "\n".join(listed), "tables": "\n".join(tables), "version": now.version, "day": now.created}
    return say("machines.llms", origin=urls.origin(), **values)
