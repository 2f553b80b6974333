"""Measure parts: from weighed specifications to one of six verdicts; the first rule that matches wins."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from etl.claims import Part
from etl.judge.specification import OWN_REGISTER
from etl.judge.weigh import WeightedSpecification, find, flips_on, share
from etl.measures.tolerance import above

Thresholds = Mapping[str, float]
Specs = Sequence[WeightedSpecification]


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How much can be computed: specifications, distinct lists or series, and root families."""

    computable: int
    lists: int
    families: int


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A verdict and what it rests on; shares are None when nothing can be computed."""

    verdict: str
    counts: Counts = Counts(computable=0, lists=0, families=0)
    holds: int = 0
    defined: int = 0
    strong: float | None = None
    weak: float | None = None
    natural: WeightedSpecification | None = None
    runner_up: WeightedSpecification | None = None
    resolvable: bool | None = None
    evidence: str = "none"
    reason: str = "none"
    agreement: str | None = None
    flips_on: tuple[str, ...] = ()


def enough(counts: Counts, register: bool, t: Thresholds) -> bool:
    """Whether there is enough to settle it: one number of a register, else three lists or series of two families."""
    if register:
        return counts.lists >= 1
    return counts.lists >= t["min_specifications"] and counts.families >= t["min_families"]


def rule(
    strong: float | None,
    weak: float | None,
    *,
    natural: bool | None,
    resolvable: bool | None,
    settled: bool,
    t: Thresholds,
) -> str:
    """The verdict of a measure part that has a method: rules 2 to 6 of the table `rules`, in their order.

    `settled` says whether there is `enough` to settle it.
    """
    if not settled or strong is None:
        return "cannot be settled"
    if strong >= t["supported"] and natural and resolvable:
        return "supported"
    if weak is not None and weak >= t["overstated_weak"] and strong < t["overstated_strong"]:
        return "overstated"
    if strong <= t["contradicted"] and natural is False:
        return "contradicted"
    return "depends"


def moved(t: Thresholds, by: float) -> dict[str, float]:
    """Thresholds made stricter (`by` > 0) or laxer: how much must hold for each verdict."""
    steps = {"supported": by, "overstated_weak": by, "overstated_strong": -by, "contradicted": -by}
    return {**t, **{name: round(t[name] + step, 9) for name, step in steps.items()}}


@dataclass(frozen=True, kw_only=True)
class Grounds:
    """What the rule looks at; `register` says that one number is an answer."""

    register: bool
    counts: Counts
    strong: float | None
    weak: float | None
    natural: WeightedSpecification | None
    resolvable: bool | None

    def settled(self, t: Thresholds) -> bool:
        """Whether there is enough to settle it."""
        return enough(self.counts, self.register, t)

    def verdict(self, t: Thresholds) -> str:
        """The word under the thresholds `t`."""
        holds = self.natural.strong if self.natural else None
        return rule(self.strong, self.weak, natural=holds, resolvable=self.resolvable, settled=self.settled(t), t=t)


def grounds(specs: Specs, part: Part, gap: float | None) -> Grounds:
    """What the rule looks at in `specs`; `gap` is what two reporters typically differ by, in log points."""
    computable = [s for s in specs if s.strong is not None]
    natural = find(specs, part.natural_is)
    return Grounds(
        register=part.source_kind == "register",
        counts=Counts(
            computable=len(computable),
            lists=len({s.spec.list_read for s in computable}),
            families=len({s.spec.root_family for s in computable}),
        ),
        strong=share(specs, "strong"),
        weak=share(specs, "weak"),
        natural=natural,
        resolvable=resolvable(natural, part, gap),
    )


def outcome(specs: Specs, part: Part, gap: float | None, t: Thresholds) -> Outcome:
    """The outcome of `part` on `specs`; `gap` is what two reporters typically differ by, in log points."""
    g = grounds(specs, part, gap)
    computable = [s for s in specs if s.strong is not None]
    evidence, reason = _evidence(computable, g.register)
    return Outcome(
        verdict=g.verdict(t),
        counts=g.counts,
        holds=sum(1 for s in computable if s.strong),
        defined=len(specs),
        strong=g.strong,
        weak=g.weak,
        natural=g.natural,
        runner_up=find(specs, part.runner_up_is, g.natural),
        resolvable=g.resolvable,
        evidence=evidence,
        reason=reason,
        agreement=_agreement(g.strong, t) if g.settled(t) else None,
        flips_on=tuple(flips_on(specs, t)),
    )


def resolvable(spec: WeightedSpecification | None, part: Part, gap: float | None) -> bool | None:
    """Whether the distance of `spec` to the other answer exceeds the gap; a register needs no such distance."""
    if part.source_kind == "register":
        return True
    if spec is None or spec.spec.flip_pct is None or gap is None:
        return None
    return above(math.log1p(spec.spec.flip_pct / 100), gap)


def _evidence(computable: Specs, register: bool) -> tuple[str, str]:
    """The evidence word and the id of its reason; estimates and one root are thin, a register of others is strong."""
    if not computable:
        return "none", "none"
    bases = {s.spec.basis for s in computable}
    families = len({s.spec.root_family for s in computable})
    if "imputed" in bases:
        return "thin", "estimates"
    if register:
        return _of_register({s.spec.root_family for s in computable}, bases)
    if families == 1:
        return "thin", "one_root"
    return ("strong", "three_roots") if families >= 3 and bases == {"observed"} else ("medium", "two_roots")


def _of_register(families: set[str], bases: set[str]) -> tuple[str, str]:
    if families == {OWN_REGISTER}:
        return "medium", "own_count"
    return ("strong", "register") if "observed" in bases else ("medium", "register_reported")


def _agreement(strong: float | None, t: Thresholds) -> str | None:
    if strong is None:
        return None
    one_way = round(max(strong, 1 - strong), 9)
    if one_way >= t["agreement_high"]:
        return "high"
    return "medium" if one_way >= t["agreement_medium"] else "low"


def stable(specs: Specs, part: Part, gap: float | None, t: Thresholds) -> bool:
    """Whether thresholds moved by ten points either way give the same verdict."""
    g = grounds(specs, part, gap)
    return len({g.verdict(moved(t, by)) for by in (-t["move"], 0.0, t["move"])}) == 1
