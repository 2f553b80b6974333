"""The tables of what is asked: claims, parts, choices and rules, as the files say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

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
        "claims": pd.DataFrame([{name: getattr(c, name) for name in TABLES["claims"].names} for c in claims]),
        "parts": pd.DataFrame(parts),
        "choices": pd.DataFrame(words["choice"]),
        "messages": pd.DataFrame(templates(claims, words).items(), columns=["message", "template"]),
        "rules": rules,
        "article": pd.DataFrame([{"position": i, **p} for i, p in enumerate(article.phrases, 1)]),
        "errata": pd.DataFrame([dict(e) for e in article.errata]),
    }
