"""What every part is judged with, and what comes of one part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from etl.claims import Article
from etl.contract.schema import Row
from etl.judge.evidence import Evidence
from etl.judge.measure_rule import Measured


@dataclass(frozen=True, kw_only=True)
class JudgeContext:
    """Tables, thresholds, words, the article, and what two reporters typically differ by in log points (or None)."""

    tables: Mapping[str, pd.DataFrame]
    thresholds: Mapping[str, Any]
    words: Mapping[str, Any]
    gap: float | None
    article: Article

    @property
    def until(self) -> date:
        """The last day of what the article could know."""
        return date.fromisoformat(self.article.until)


@dataclass(kw_only=True)
class JudgedPart:
    """What came of one part: its row of `verdicts`, its evidence, and what the verdict was made of."""

    verdict: Row
    evidence: list[Evidence] = field(default_factory=list)
    conditions: list[Row] = field(default_factory=list)
    measured: Measured | None = None
