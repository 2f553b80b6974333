"""Plain addresses below a claim or a chart, and those of all verdicts and pages.

/claims/<id>/evidence.csv  /claims/<id>/evidence.zip  /claims/<id>/cite.bib  /charts/<id>/cite.ris  (also .txt)
/claims/<id>/<part>/badge.svg  /changes.atom  /sitemap.xml
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, Response, abort

from dashboard.charts.registry import CHARTS
from dashboard.http import badge, evidence
from dashboard.http.caching import answer, costly
from dashboard.package import claims
from dashboard.package.claims import Claim
from dashboard.package.current import package
from dashboard.texts import say
from dashboard.ui import cite, urls

_MIMETYPES = {"txt": "text/plain", "bib": "application/x-bibtex", "ris": "application/x-research-info-systems"}


def register(server: Flask) -> None:
    """Adds the addresses to the server; they win over the catch-all of the pages."""
    forms = f"cite.<any({','.join(cite.FORMS)}):form>"
    rules: dict[str, Callable[..., Response]] = {
        "/claims/<claim>/evidence.csv": _evidence_rows,
        "/claims/<claim>/evidence.zip": _evidence_archive,
        f"/claims/<claim>/{forms}": _cite_claim,
        f"/charts/<chart>/{forms}": _cite_chart,
        "/claims/<claim>/<part>/badge.svg": _badge,
    }
    for rule, view in rules.items():
        server.add_url_rule(rule, rule, view)


def claim_or_404(name: str) -> Claim:
    """The claim of this id in the package of this request."""
    claim = claims.claim(package(), name)
    if claim is None:
        abort(404, say("error.no_claim", name=name))
    return claim


def _evidence_rows(claim: str) -> Response:
    claim_or_404(claim)
    return answer(evidence.csv(package(), claim), "text/csv", filename=f"{claim}-evidence.csv")


def _evidence_archive(claim: str) -> Response:
    claim_or_404(claim)
    body = costly(("evidence", claim), lambda now: evidence.archive(now, claim))
    return answer(body, "application/zip", filename=f"{claim}-evidence.zip")


def _badge(claim: str, part: str) -> Response:
    known = claim_or_404(claim).part(part)
    if known is None:
        abort(404, say("error.no_claim", name=f"{claim}/{part}"))
    return answer(badge.badge(known, package()), "image/svg+xml", filename=f"{claim}-{part}.svg")


def _cite_claim(claim: str, form: str) -> Response:
    return _cited(claim, claim_or_404(claim).title, f"/claims/{claim}", form)


def _cite_chart(chart: str, form: str) -> Response:
    if chart not in CHARTS:
        abort(404, say("error.no_chart", name=chart))
    return _cited(chart, say(f"chart.{chart}.title"), f"/charts/{chart}", form)


def _cited(key: str, title: str, path: str, form: str) -> Response:
    work = cite.Work(key=key, title=title, address=urls.origin() + path, now=package())
    return answer(cite.FORMS[form](work), _MIMETYPES[form], filename=f"{key}.{form}")
