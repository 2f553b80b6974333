"""Plain addresses below a claim or a chart: its evidence to take home, and how to cite it.

/claims/<id>/evidence.csv  /claims/<id>/evidence.zip  /claims/<id>/cite.bib  /charts/<id>/cite.ris  (also .txt)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd
from flask import Flask, Response, abort

from dashboard.charts.registry import CHARTS
from dashboard.http.answers import answer, costly
from dashboard.package import arrange, claims
from dashboard.package.archive import citation, zipped
from dashboard.package.cells import to_csv
from dashboard.package.claims import Claim
from dashboard.package.current import package
from dashboard.package.store import Package
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
    return answer(to_csv(_of(package(), "evidence", claim)), "text/csv", filename=f"{claim}-evidence.csv")


def _evidence_archive(claim: str) -> Response:
    claim_or_404(claim)
    body = costly(("evidence", claim), lambda now: evidence_archive(now, claim))
    return answer(body, "application/zip", filename=f"{claim}-evidence.zip")


def _cite_claim(claim: str, form: str) -> Response:
    return _cited(claim, claim_or_404(claim).title, f"/claims/{claim}", form)


def _cite_chart(chart: str, form: str) -> Response:
    if chart not in CHARTS:
        abort(404, say("error.no_chart", name=chart))
    return _cited(chart, say(f"chart.{chart}.title"), f"/charts/{chart}", form)


def _cited(key: str, title: str, path: str, form: str) -> Response:
    work = cite.Work(key=key, title=title, address=urls.origin() + path, now=package())
    return answer(cite.FORMS[form](work), _MIMETYPES[form], filename=f"{key}.{form}")


JUDGED = ("specifications", "evidence", "conditions")  # tables of a claim that name rows of others
OF_CLAIM = ("parts", "verdicts", *JUDGED, "flips", "stability", "possible_verdicts", "verdict_log", "changes")


def evidence_archive(now: Package, claim: str) -> bytes:
    """One zip, the same bytes for the same package: tables of the claim, `rows/` behind them, and how to cite."""
    files = {f"{name}.csv": to_csv(_of(now, name, claim)) for name in OF_CLAIM}
    files |= {f"rows/{name}.csv": to_csv(rows) for name, rows in _behind(now, claim)}
    files["CITATION.txt"] = (citation(now) + "\n").encode()
    return zipped(files, now.created, claim)


def _of(now: Package, table: str, claim: str) -> pd.DataFrame:
    frame = now.tables[table]
    return frame[frame["claim"] == claim]


def _behind(now: Package, claim: str) -> Iterator[tuple[str, pd.DataFrame]]:
    """Names of tables, and their rows that evidence, specifications and conditions of the claim name."""
    named = [_of(now, t, claim)[["row_table", "row_key"]] for t in JUDGED]
    pairs = pd.concat(named).dropna().drop_duplicates()
    for table, some in pairs.groupby("row_table", sort=True):
        if table in now.resources:
            shown = [arrange.shown_at(now, urls.rows(now, str(table), str(key))) for key in some["row_key"]]
            frame = now.tables[str(table)]
            yield str(table), frame[frame.index.isin(np.concatenate(shown))]
