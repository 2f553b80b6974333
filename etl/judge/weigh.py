"""Weights of specifications: equal rows are one, every family weighs the same, nothing is guessed.

Weight = 1/families x 1/periods in the family x 1/series in the period x 1/choices; the weights of a part sum to 1.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from etl.claims import Part, Proposition
from etl.judge.specification import PRINTED, Specification
from etl.measures.tolerance import above, equal, within

_DAWN = date(1, 1, 1)


@dataclass(frozen=True, kw_only=True)
class WeightedSpecification:
    """A specification, its weight, and whether the strong and the weak proposition hold in it (None = unknown)."""

    spec: Specification
    weight: Fraction
    strong: bool | None
    weak: bool | None


def holds(low: float | None, high: float | None, is_: Proposition) -> bool | None:
    """Whether every value of the interval satisfies the proposition (True), none does (False), or it cannot be known.

    A bound of None is open. Both None is an unknown value.
    """
    if low is None and high is None:
        return None
    a = -math.inf if low is None else low
    b = math.inf if high is None else high
    v = is_.value
    if is_.op == "==":
        return True if equal(a, v) and equal(b, v) else (None if within(a, v, b) else False)
    if is_.op == "<=":
        return True if not above(b, v) else (False if above(a, v) else None)
    if is_.op == "<":
        return True if above(v, b) else (False if not above(v, a) else None)
    if is_.op == ">=":
        return True if not above(v, a) else (False if above(v, b) else None)
    return True if above(a, v) else (False if not above(b, v) else None)


def weigh(specifications: Sequence[Specification], part: Part) -> list[WeightedSpecification]:
    """Specifications that vote, without those that read the same rows, held against the propositions of `part`."""
    chosen = sorted(distinct(specifications).values(), key=lambda r: r.id)
    shares = weights(chosen)
    assert part.strong_is is not None
    assert part.weak_is is not None
    return [
        WeightedSpecification(
            spec=s,
            weight=shares[s.id],
            strong=holds(s.low, s.high, part.strong_is),
            weak=holds(*(s.weak or (s.low, s.high)), part.weak_is),
        )
        for s in chosen
    ]


def distinct(specifications: Sequence[Specification]) -> dict[object, Specification]:
    """Specifications that count, by the rows they read; of several that read the same, the nearest to print."""
    first: dict[object, Specification] = {}
    for spec in sorted((r for r in specifications if r.votes), key=lambda r: (r.basis == "imputed", r.id)):
        first.setdefault(spec.same_rows(), spec)
    return first


def weights(specifications: Sequence[Specification]) -> dict[str, Fraction]:
    """Weight of each specification by its id; they sum to 1."""
    families = {r.root_family for r in specifications}
    periods = {(r.root_family, r.period) for r in specifications}
    series = {(r.root_family, r.period, r.series) for r in specifications}
    in_family = Counter(f for f, _ in periods)
    in_period = Counter((f, p) for f, p, _ in series)
    in_series = Counter((r.root_family, r.period, r.series) for r in specifications)
    return {
        r.id: Fraction(1)
        / len(families)
        / in_family[r.root_family]
        / in_period[r.root_family, r.period]
        / in_series[r.root_family, r.period, r.series]
        for r in specifications
    }


def share(specs: Sequence[WeightedSpecification], which: str) -> float | None:
    """Weighted share of the computable specifications in which `strong` or `weak` holds; None without any."""
    known = [(s.weight, getattr(s, which)) for s in specs if getattr(s, which) is not None]
    total = sum(w for w, _ in known)
    return round(float(sum(w for w, yes in known if yes) / total), 9) if total else None


def find(
    specs: Sequence[WeightedSpecification], choices: Mapping[str, str], besides: WeightedSpecification | None = None
) -> WeightedSpecification | None:
    """The specification with these `choices`: the latest period with a bound, and the one nearest to print."""
    return next((s for s in in_order(specs, choices) if s is not besides), None)


def in_order(specs: Sequence[WeightedSpecification], choices: Mapping[str, str]) -> list[WeightedSpecification]:
    """Every specification whose columns are as `choices`, the one that is taken first at the head."""
    if not choices:
        return []
    fits = [s for s in specs if all(s.spec.option(k) == v for k, v in choices.items())]
    nearest = sorted(fits, key=lambda s: len(s.spec.choices))
    latest = sorted(nearest, key=lambda s: (s.spec.ends or _DAWN, s.spec.period), reverse=True)
    return sorted(latest, key=lambda s: s.spec.low is None and s.spec.high is None)


def flips(specs: Sequence[WeightedSpecification], which: str = "strong") -> dict[str, dict[str, float]]:
    """For each dimension with several options: share of `which` by option; the answer flips where the shares part."""
    out: dict[str, dict[str, float]] = {}
    names = sorted({c for s in specs for c in s.spec.choices} - {"flow"})
    for name in ("root_family", "period", "basis", *names):
        options = sorted({s.spec.option(name) for s in specs} - {""})
        shares = {o: share(among(specs, name, o), which) for o in options}
        known = {o: v for o, v in shares.items() if v is not None}
        if len(known) > 1:
            out[name] = known
    return out


def among(specs: Sequence[WeightedSpecification], name: str, option: str) -> list[WeightedSpecification]:
    """The specifications of one option; whether estimates count is asked of figures as they are valued in print.

    Taking out freight makes a value an estimate too, by a convention: that is a choice of its own.
    """
    some = [s for s in specs if s.spec.option(name) == option]
    return [s for s in some if s.spec.option("valuation") == PRINTED["valuation"]] if name == "basis" else some


def flips_on(specs: Sequence[WeightedSpecification], thresholds: Mapping[str, float]) -> list[str]:
    """Dimensions on which the answer turns.

    A choice or the period turns it when two specifications that differ in nothing else answer differently; books and
    estimates turn it when one option mostly says yes where another mostly says no.
    """
    shares = flips(specs)
    turns = []
    for name in ("root_family", "basis"):
        known = shares.get(name, {"": 0.0}).values()
        if max(known) >= thresholds["supported"] and min(known) <= thresholds["contradicted"]:
            turns.append(name)
    choices = sorted({c for s in specs for c in s.spec.choices} - {"flow"})
    return turns + [name for name in ("period", *choices) if _turns(specs, name)]


def _turns(specs: Sequence[WeightedSpecification], name: str) -> bool:
    answers: dict[tuple[object, ...], set[bool]] = {}
    for s in specs:
        if s.strong is not None:
            answers.setdefault(_besides(s.spec, name), set()).add(s.strong)
    return any(len(both) == 2 for both in answers.values())


def _besides(spec: Specification, name: str) -> tuple[object, ...]:
    """Everything that sets a specification apart but `name`; an era is a period under another name."""
    rest = tuple(sorted((k, v) for k, v in spec.choices.items() if k != name))
    period = None if name in ("period", "era") else spec.period
    return (spec.root_family, spec.series, period, rest)
