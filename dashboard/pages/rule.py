"""The rule of measured parts on rows of `specifications`, for a reader's own settings; docs/CLAIMS.md has it in words.

assets/rule.js is the same in the browser: both are held against one table of cases and against each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

Thresholds = Mapping[str, float]
_DIGITS = 9  # of a weighted share, as published


@dataclass(frozen=True, kw_only=True)
class Spec:
    """What the rule reads of one row of `specifications`; None is unknown, `order` 0 is never the natural reading."""

    family: str
    series: str
    period: str
    year: int
    imputed: bool
    options: frozenset[str]
    order: int
    resolvable: bool | None
    strong: bool | None
    weak: bool | None
    silent_strong: bool | None
    silent_weak: bool | None

    @property
    def without_silent(self) -> Spec:
        """The same where partners that publish nothing are left out."""
        return replace(self, strong=self.silent_strong, weak=self.silent_weak)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The word of the rule and what it rests on; shares are None where nothing can be computed."""

    verdict: str
    strong: float | None
    weak: float | None
    holds: int
    known: int
    lists: int
    books: int
    natural: bool | None


def specs(frame: pd.DataFrame) -> list[Spec]:
    """Rows of `specifications` of one part, in their order."""
    return [
        Spec(
            family=str(r.root_family),
            series=str(r.series),
            period=str(r.period),
            year=0 if pd.isna(r.year) else int(r.year),
            imputed=r.cell_basis == "imputed",
            options=frozenset(str(r.options).split() if pd.notna(r.options) else ()),
            order=0 if pd.isna(r.natural_order) else int(r.natural_order),
            resolvable=_known(r.resolvable),
            strong=_known(r.holds_strong),
            weak=_known(r.holds_weak),
            silent_strong=_known(r.silent_strong),
            silent_weak=_known(r.silent_weak),
        )
        for r in frame.itertuples(index=False)
    ]


def _known(value: object) -> bool | None:
    return None if pd.isna(value) else bool(value)


def outcome(some: Sequence[Spec], register: bool, t: Thresholds) -> Outcome:
    """The verdict on `some`; `register` says that one number is an answer."""
    known = [s for s in some if s.strong is not None]
    natural = min((s for s in some if s.order), key=lambda s: s.order, default=None)
    strong, weak = _share(some, "strong"), _share(some, "weak")
    lists, books = len({(s.family, s.series, s.period) for s in known}), len({s.family for s in known})
    holds = natural.strong if natural else None
    enough = lists >= 1 if register else lists >= t["min_specifications"] and books >= t["min_families"]
    if not enough or strong is None:
        word = "cannot be settled"
    elif strong >= t["supported"] and holds and natural and (register or natural.resolvable):
        word = "supported"
    elif weak is not None and weak >= t["overstated_weak"] and strong < t["overstated_strong"]:
        word = "overstated"
    elif strong <= t["contradicted"] and holds is False:
        word = "contradicted"
    else:
        word = "depends"
    return Outcome(
        verdict=word,
        strong=strong,
        weak=weak,
        holds=sum(1 for s in known if s.strong),
        known=len(known),
        lists=lists,
        books=books,
        natural=holds,
    )


def _share(some: Sequence[Spec], which: str) -> float | None:
    """Weighted share of those that are known in which `which` holds."""
    known = [(w, yes) for w, s in zip(weights(some), some, strict=True) if (yes := getattr(s, which)) is not None]
    total = sum(w for w, _ in known)
    return round(sum(w for w, yes in known if yes) / total, _DIGITS) if known else None


def weights(some: Iterable[Spec]) -> list[float]:
    """1/families x 1/periods in the family x 1/series in the period x 1/choices, for each in its order."""
    keys = [(s.family, s.period, s.series) for s in some]
    periods = Counter(f for f, _ in {k[:2] for k in keys})
    series, choices = Counter(k[:2] for k in set(keys)), Counter(keys)
    return [1 / len(periods) / periods[k[0]] / series[k[:2]] / choices[k] for k in keys]
