"""The rule of measured parts on rows of `specifications`, for a reader's own settings; docs/CLAIMS.md has it in words.

assets/rule.js is the same in the browser: both are held against one table of cases and against each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import pandas as pd

Thresholds = Mapping[str, float]
_HOLD = ("holds_strong", "holds_weak", "silent_strong", "silent_weak")
_DIGITS = 9  # of a weighted share, as published


@dataclass(frozen=True, kw_only=True)
class Spec:
    """What the rule reads of one row of `specifications`; None is unknown, order 0 is never the natural reading."""

    root_family: str
    series: str
    period: str
    year: int
    imputed: bool
    options: frozenset[str]
    natural_order: int
    resolvable: bool | None
    holds_strong: bool | None
    holds_weak: bool | None
    silent_strong: bool | None
    silent_weak: bool | None

    @property
    def without_silent(self) -> Spec:
        """The same where partners that publish nothing are left out."""
        return replace(self, holds_strong=self.silent_strong, holds_weak=self.silent_weak)

    @property
    def list_read(self) -> tuple[str, str, str]:
        """The list or series it reads."""
        return (self.root_family, self.period, self.series)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The verdict and what it rests on; shares are None where nothing can be computed."""

    verdict: str
    strong_share: float | None
    weak_share: float | None
    holds: int
    computable: int
    lists: int
    families: int
    natural_holds: bool | None


def specs(frame: pd.DataFrame) -> list[Spec]:
    """Rows of `specifications` of one part, in their order."""
    return [_spec(row) for row in frame.to_dict("records")]


def _spec(row: Mapping[Any, Any]) -> Spec:
    values: dict[str, Any] = {name: str(row[name]) for name in ("root_family", "series", "period")}
    values |= {name: 0 if pd.isna(row[name]) else int(row[name]) for name in ("year", "natural_order")}
    values |= {name: None if pd.isna(row[name]) else bool(row[name]) for name in ("resolvable", *_HOLD)}
    options = str(row["options"]).split() if pd.notna(row["options"]) else ()
    return Spec(**values, imputed=row["cell_basis"] == "imputed", options=frozenset(options))


def columns(specs: Sequence[Spec]) -> dict[str, list[Any]]:
    """What assets/rule.js reads: the fields of `specs` by name, each as a column in their order."""
    values = {field.name: [getattr(spec, field.name) for spec in specs] for field in fields(Spec)}
    return {**values, "options": [sorted(spec.options) for spec in specs]}


def outcome(specs: Sequence[Spec], register: bool, thresholds: Thresholds) -> Outcome:
    """The verdict on `specs`; where they are a `register`, one number is enough for an answer."""
    computable = [spec for spec in specs if spec.holds_strong is not None]
    natural = min((s for s in specs if s.natural_order), key=lambda spec: spec.natural_order, default=None)
    lists, families = ({spec.list_read for spec in computable}, {spec.root_family for spec in computable})
    strong_share, weak_share = _share(specs, "holds_strong"), _share(specs, "holds_weak")
    natural_holds = natural.holds_strong if natural else None
    firm = register or bool(natural and natural.resolvable)
    settled = len(lists) >= (1 if register else thresholds["min_specifications"])
    settled &= register or len(families) >= thresholds["min_families"]
    verdict = "cannot be settled"
    if settled and strong_share is not None:
        verdict = _verdict(strong_share, -1 if weak_share is None else weak_share, natural_holds, firm, thresholds)
    return Outcome(
        verdict=verdict,
        strong_share=strong_share,
        weak_share=weak_share,
        holds=sum(1 for spec in computable if spec.holds_strong),
        computable=len(computable),
        lists=len(lists),
        families=len(families),
        natural_holds=natural_holds,
    )


def _verdict(strong: float, weak: float, natural_holds: bool | None, firm: bool, thresholds: Thresholds) -> str:
    """The verdict by the weighted shares of the strong and the weak proposition, where there is enough to settle it."""
    if strong >= thresholds["supported"] and natural_holds and firm:
        return "supported"
    if weak >= thresholds["overstated_weak"] and strong < thresholds["overstated_strong"]:
        return "overstated"
    if strong <= thresholds["contradicted"] and natural_holds is False:
        return "contradicted"
    return "depends"


def _share(specs: Sequence[Spec], proposition: str) -> float | None:
    """Weighted share of the computable specifications in which `proposition` holds."""
    answers = [(weight, getattr(spec, proposition)) for weight, spec in zip(weights(specs), specs, strict=True)]
    known = [(weight, holds) for weight, holds in answers if holds is not None]
    total = sum(weight for weight, _ in known)
    return round(sum(weight for weight, holds in known if holds) / total, _DIGITS) if known else None


def weights(specs: Iterable[Spec]) -> list[float]:
    """1/families x 1/periods in the family x 1/series in the period x 1/choices, for each in its order."""
    lists = [spec.list_read for spec in specs]
    periods = Counter(family for family, _ in {read[:2] for read in lists})
    series, choices = Counter(read[:2] for read in set(lists)), Counter(lists)
    return [1 / len(periods) / periods[read[0]] / series[read[:2]] / choices[read] for read in lists]
