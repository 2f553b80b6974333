"""Plain addresses below a claim or a chart, and those of all verdicts and pages.

/claims/<id>/evidence.csv  /claims/<id>/evidence.zip  /claims/<id>/cite.bib  /charts/<id>/cite.ris  (also .txt)
/claims/<id>/<part>/badge.svg  /changes.atom  /sitemap.xml
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, abort

from dashboard.charts.registry import CHARTS
from dashboard.http import badge, evidence, feed, machines
from dashboard.http.caching import Answer, answer, from_cache
from dashboard.package import claims
from dashboard.package.cache import Cache
from dashboard.package.claims import Claim
from dashboard.package.current import package
from dashboard.package.store import Package
from dashboard.texts import say
from dashboard.ui import cite, urls

EVIDENCE = {"csv": ("text/csv", evidence.csv), "zip": ("application/zip", evidence.archive)}
_MIMETYPES = {"txt": "text/plain", "bib": "application/x-bibtex", "ris": "application/x-research-info-systems"}


def register(server: Flask, cache: Cache[Answer]) -> None:
    """Adds the addresses to the server; they win over the catch-all of the pages."""
    rules: dict[str, Callable[..., Any]] = {
        f"/claims/<claim>/evidence.<any({','.join(EVIDENCE)}):kind>": lambda claim, kind: _evidence(cache, claim, kind),
        f"/claims/<claim>/cite.<any({','.join(cite.FORMS)}):form>": lambda claim, form: _cite_claim(cache, claim, form),
        f"/charts/<chart>/cite.<any({','.join(cite.FORMS)}):form>": lambda chart, form: _cite_chart(cache, chart, form),
    }
    rules |= {
        "/claims/<claim>/<part>/badge.svg": lambda claim, part: _badge(cache, claim, part),
        feed.PATH: lambda: _whole(cache, feed.feed, feed.MIMETYPE),
        machines.SITEMAP: lambda: _whole(cache, machines.sitemap, machines.XML),
    }
    for rule, view in rules.items():
        server.add_url_rule(rule, rule, view)


def claim_or_404(name: str) -> Claim:
    """The claim of this id in the package of this request."""
    claim = claims.claim(package(), name)
    if claim is None:
        abort(404, say("error.no_claim", name=name))
    return claim


def _evidence(cache: Cache[Answer], claim: str, kind: str) -> Response:
    claim_or_404(claim)
    mimetype, make = EVIDENCE[kind]
    name = f"{claim}-evidence.{kind}"
    return from_cache(cache, (name,), lambda now: answer(make(now, claim), mimetype), filename=name, versioned=False)


def _badge(cache: Cache[Answer], claim: str, part: str) -> Response:
    known = next((p for p in claim_or_404(claim).parts if p.name == part), None)
    if known is None:
        abort(404, say("error.no_claim", name=f"{claim}/{part}"))
    return from_cache(
        cache,
        ("badge", claim, part),
        lambda now: answer(badge.badge(known, now).encode(), "image/svg+xml"),
        filename=f"{claim}-{part}.svg",
        versioned=False,
    )


def _whole(cache: Cache[Answer], make: Callable[[Package, str], bytes], mimetype: str) -> Response:
    """What is made of the whole package for readers under one host."""
    origin = urls.origin()
    key = (mimetype, origin)
    return from_cache(cache, key, lambda now: answer(make(now, origin), mimetype), filename="", versioned=False)


def _cite_claim(cache: Cache[Answer], claim: str, form: str) -> Response:
    title = claim_or_404(claim).title
    return _cited(cache, claim, title, f"/claims/{claim}", form)


def _cite_chart(cache: Cache[Answer], chart: str, form: str) -> Response:
    if chart not in CHARTS:
        abort(404, say("error.no_chart", name=chart))
    return _cited(cache, chart, say(f"chart.{chart}.title"), f"/charts/{chart}", form)


def _cited(cache: Cache[Answer], key: str, title: str, path: str, form: str) -> Response:
    address = urls.origin() + path

    def make(now: Package) -> Answer:
        work = cite.Work(key=key, title=title, address=address, now=now)
        return answer(cite.FORMS[form](work).encode(), _MIMETYPES[form])

    return from_cache(cache, ("cite", address, form), make, filename=f"{key}.{form}", versioned=False)
