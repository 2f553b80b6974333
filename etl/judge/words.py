"""The tables of what is asked: claims, parts, choices and rules, as the files say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from etl.claims import Article, Claim
from etl.claims.messages import templates
from etl.contract.tables import TABLES


def described(claims: Sequence[Claim], words: Mapping[str, Any], article: Article) -> dict[str, pd.DataFrame]:
    """Frames of `claims`, `parts`, `choices` and `rules`, of the article's phrases and of our own errors."""
    parts = [
        {
            **{name: getattr(p, name) for name in TABLES["parts"].names if name != "part"},
            "part": p.id,
            "source_kind": p.source_kind if p.measure else None,
            "charts": " ".join(p.charts),
        }
        for c in claims
        for p in c.parts
    ]
    rules = pd.DataFrame(words["rule"])
    rules["position"] = rules.groupby("rule").cumcount() + 1
    return {
        "claims": pd.DataFrame([_claim(c) for c in claims]),
        "parts": pd.DataFrame(parts),
        "choices": pd.DataFrame(words["choice"]),
        "messages": pd.DataFrame(templates(claims, words).items(), columns=["message", "template"]),
        "rules": rules,
        "article": pd.DataFrame([{"position": i, **p} for i, p in enumerate(article.phrases, 1)]),
        "errata": pd.DataFrame([dict(e) for e in article.errata]),
    }


def _claim(claim: Claim) -> dict[str, Any]:
    """Row of `claims`; a place of 0 is none."""
    row = {name: getattr(claim, name) for name in TABLES["claims"].names}
    return row | {"asked_first": claim.asked_first or None, "chart_choices": urlencode(claim.chart_choices)}
