"""Measure parts: from weighed specifications to one of six verdicts; the first rule that matches wins."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from etl.judge.weigh import Weighed, find, flips_on, share
from etl.measures.tolerance import above

Thresholds = Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A verdict and what it rests on; shares are None when nothing can be told."""

    verdict: str
    holds: int = 0
    computable: int = 0
    defined: int = 0
    strong: float | None = None
    weak: float | None = None
    natural: Weighed | None = None
    runner_up: Weighed | None = None
    resolvable: bool | None = None
    evidence: str = "none"
    agreement: str | None = None
    flips_on: tuple[str, ...] = ()


def rule(
    strong: float | None,
    weak: float | None,
    natural: bool | None,
    resolvable: bool | None,
    computable: int,
    families: int,
    t: Thresholds,
) -> str:
    """The verdict of a measure part that has a method: rules 2 to 6 of the table `rules`, in their order."""
    if computable < t["min_specifications"] or families < t["min_families"] or strong is None:
        return "cannot be settled"
    if strong >= t["supported"] and natural and resolvable:
        return "supported"
    if weak is not None and weak >= t["overstated_weak"] and strong < t["overstated_strong"]:
        return "overstated"
    if strong <= t["contradicted"] and natural is False:
        return "contradicted"
    return "depends on definition"


def moved(t: Thresholds, by: float) -> dict[str, float]:
    """Thresholds made stricter (`by` > 0) or laxer: how much must hold for each verdict."""
    steps = {"supported": by, "overstated_weak": by, "overstated_strong": -by, "contradicted": -by}
    return {**t, **{name: round(t[name] + step, 9) for name, step in steps.items()}}


def outcome(
    specs: Sequence[Weighed],
    natural_is: Mapping[str, str],
    runner_up_is: Mapping[str, str],
    gap: float | None,
    t: Thresholds,
) -> Outcome:
    """The outcome of a part on `specs`; `gap` is what two reporters typically differ by, in log points."""
    told = [s for s in specs if s.strong is not None]
    families = {s.reading.root_family for s in told}
    strong, weak = share(specs, "strong"), share(specs, "weak")
    natural = find(specs, natural_is)
    resolvable = _resolvable(natural, gap)
    verdict = rule(strong, weak, natural.strong if natural else None, resolvable, len(told), len(families), t)
    return Outcome(
        verdict=verdict,
        holds=sum(1 for s in told if s.strong),
        computable=len(told),
        defined=len(specs),
        strong=strong,
        weak=weak,
        natural=natural,
        runner_up=find(specs, runner_up_is, natural),
        resolvable=resolvable,
        evidence=_evidence(told),
        agreement=_agreement(strong, t) if len(told) >= t["min_specifications"] else None,
        flips_on=tuple(flips_on(specs, t)),
    )


def _resolvable(natural: Weighed | None, gap: float | None) -> bool | None:
    if natural is None or natural.reading.flip_pct is None or gap is None:
        return None
    return above(math.log1p(natural.reading.flip_pct / 100), gap)


def _evidence(told: Sequence[Weighed]) -> str:
    """robust: three root families, all observed; medium: two; limited: one, or imputed, or statements."""
    if not told:
        return "none"
    if any(s.reading.basis != "observed" for s in told):
        return "limited"
    families = len({s.reading.root_family for s in told})
    return "robust" if families >= 3 else ("medium" if families == 2 else "limited")


def _agreement(strong: float | None, t: Thresholds) -> str | None:
    if strong is None:
        return None
    one_way = round(max(strong, 1 - strong), 9)
    if one_way >= t["agreement_high"]:
        return "high"
    return "medium" if one_way >= t["agreement_medium"] else "low"


def stable(
    specs: Sequence[Weighed], natural_is: Mapping[str, str], gap: float | None, t: Thresholds, verdict: str
) -> bool:
    """Whether thresholds moved by ten points either way give the same verdict."""
    return all(outcome(specs, natural_is, {}, gap, moved(t, by)).verdict == verdict for by in (-t["move"], t["move"]))
