"""Small readings, parts and pieces for the tests of the judge."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from etl.claims import article, thresholds, words
from etl.claims.model import Part, Proposition
from etl.contract.frames import Tables
from etl.judge.context import JudgeContext
from etl.judge.evidence import Evidence
from etl.judge.specification import Specification
from etl.judge.weigh import WeightedSpecification

WORDS = words()
FIFTH, TOP_TEN = Proposition(op="==", value=5), Proposition(op="<=", value=10)
THRESHOLDS = {
    "supported": 0.8,
    "overstated_weak": 0.8,
    "overstated_strong": 0.5,
    "contradicted": 0.2,
    "move": 0.1,
    "agreement_high": 0.8,
    "agreement_medium": 0.65,
    "min_specifications": 3,
    "min_families": 2,
}


def reading(
    family: str = "customs",
    period: str = "2022",
    *,
    low: float | None = 5,
    high: float | None = 5,
    series: str = "s",
    basis: str = "observed",
    flip: float | None = None,
    unit: str = "place",
    **choices: str,
) -> Specification:
    point = low if low == high else None
    return Specification(
        root_family=family,
        series=series,
        period=period,
        calendar="gregorian",
        basis=basis,
        low=low,
        high=high,
        point=point,
        unit=unit,
        choices=choices,
        flip_pct=flip,
    )


def weighed(strong: bool | None, weak: bool | None = None, weight: float = 1.0, **given: Any) -> WeightedSpecification:
    known = WeightedSpecification.of(reading(**given), part(), Fraction(weight))
    return replace(known, holds_strong=strong, holds_weak=strong if weak is None else weak)


def part(rule: str = "measure", **given: Any) -> Part:
    """A part of the claim `c`; a measure part asks whether the rank is fifth, or in the top ten."""
    base: dict[str, Any] = {
        "claim": "c",
        "id": "p",
        "position": 1,
        "title": "T",
        "rule": rule,
        "strong": "Fifth.",
        "weak": "Top ten.",
        "natural": "Customs.",
        "settle": "More figures.",
        "strong_is": FIFTH,
        "weak_is": TOP_TEN,
    }
    return Part(**{**base, **given})


def piece(stance: str = "for", **given: Any) -> Evidence:
    base = {"row_table": "history", "row_key": "H1", "stance": stance, "summary": "It was so.", "publisher": "A paper"}
    return Evidence(**{**base, **given})


def context(tables: Tables, gap: float = 0.6, **about: str) -> JudgeContext:
    """The words and thresholds of our claims, `tables`, and our article with `about` changed."""
    own = replace(article(), **about)
    return JudgeContext(tables=tables, thresholds=thresholds(), words=WORDS, gap=gap, article=own)
