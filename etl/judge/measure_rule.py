"""Measure parts: from weighed specifications to one of six verdicts; the first rule that matches wins."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from etl.claims import Part
from etl.judge.specification import OWN_REGISTER, Specification
from etl.judge.weigh import Specs, WeightedSpecification, find, flips_on, share
from etl.measures.tolerance import above

Thresholds = Mapping[str, float]


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
    strong_share: float | None = None
    weak_share: float | None = None
    natural: WeightedSpecification | None = None
    runner_up: WeightedSpecification | None = None
    resolvable: bool | None = None
    evidence: str = "none"
    evidence_reason: str = "none"
    agreement: str | None = None
    flips_on: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A measured part: every definition, the specifications among them that vote, and what comes of these."""

    definitions: Sequence[Specification]
    specs: Specs
    outcome: Outcome


def enough(counts: Counts, register: bool, thresholds: Thresholds) -> bool:
    """Whether there is enough to settle it: one number of a register, else three lists or series of two families."""
    if register:
        return counts.lists >= 1
    return counts.lists >= thresholds["min_specifications"] and counts.families >= thresholds["min_families"]


def rule(
    strong_share: float | None,
    weak_share: float | None,
    *,
    natural_holds: bool | None,
    resolvable: bool | None,
    settled: bool,
    thresholds: Thresholds,
) -> str:
    """The verdict of a measure part that has a method: rules 2 to 6 of the table `rules`, in their order.

    `settled` says whether there is `enough` to settle it.
    """
    if not settled or strong_share is None:
        return "cannot be settled"
    if strong_share >= thresholds["supported"] and natural_holds and resolvable:
        return "supported"
    if strong_share < thresholds["overstated_strong"] and _at_least(weak_share, thresholds["overstated_weak"]):
        return "overstated"
    if strong_share <= thresholds["contradicted"] and natural_holds is False:
        return "contradicted"
    return "depends"


def _at_least(share: float | None, least: float) -> bool:
    return share is not None and share >= least


def moved(thresholds: Thresholds, step: float) -> dict[str, float]:
    """Thresholds made stricter (`step` > 0) or laxer: how much must hold for each verdict."""
    steps = {"supported": step, "overstated_weak": step, "overstated_strong": -step, "contradicted": -step}
    return {**thresholds, **{name: round(thresholds[name] + step, 9) for name, step in steps.items()}}


@dataclass(frozen=True, kw_only=True)
class Grounds:
    """What the rule looks at; `register` says that one number is an answer."""

    register: bool
    counts: Counts
    strong_share: float | None
    weak_share: float | None
    natural: WeightedSpecification | None
    resolvable: bool | None

    @classmethod
    def of(cls, specs: Specs, part: Part, gap: float | None) -> Grounds:
        """What the rule looks at in `specs`; `gap` is what two reporters typically differ by, in log points."""
        computable = [spec for spec in specs if spec.holds_strong is not None]
        natural = find(specs, part.natural_is)
        return cls(
            register=part.source_kind == "register",
            counts=Counts(
                computable=len(computable),
                lists=len({spec.list_read for spec in computable}),
                families=len({spec.root_family for spec in computable}),
            ),
            strong_share=share(specs, "holds_strong"),
            weak_share=share(specs, "holds_weak"),
            natural=natural,
            resolvable=resolvable(natural, part, gap),
        )

    @property
    def natural_holds(self) -> bool | None:
        """Whether the strong proposition holds in the natural reading."""
        return self.natural.holds_strong if self.natural else None

    @property
    def compared(self) -> tuple[object, ...]:
        """All that the verdict hangs on besides the thresholds."""
        shares = (self.strong_share, self.weak_share)
        return (self.register, self.counts, *shares, self.natural_holds, self.resolvable)

    def settled(self, thresholds: Thresholds) -> bool:
        """Whether there is enough to settle it."""
        return enough(self.counts, self.register, thresholds)

    def verdict(self, thresholds: Thresholds) -> str:
        """The word under `thresholds`."""
        return rule(
            self.strong_share,
            self.weak_share,
            natural_holds=self.natural_holds,
            resolvable=self.resolvable,
            settled=self.settled(thresholds),
            thresholds=thresholds,
        )


def outcome_of(specs: Specs, part: Part, gap: float | None, thresholds: Thresholds) -> Outcome:
    """The outcome of `part` on `specs`; `gap` is what two reporters typically differ by, in log points."""
    grounds = Grounds.of(specs, part, gap)
    computable = [spec for spec in specs if spec.holds_strong is not None]
    evidence, evidence_reason = _evidence(computable, part)
    return Outcome(
        verdict=grounds.verdict(thresholds),
        counts=grounds.counts,
        holds=sum(1 for spec in computable if spec.holds_strong),
        defined=len(specs),
        strong_share=grounds.strong_share,
        weak_share=grounds.weak_share,
        natural=grounds.natural,
        runner_up=find(specs, part.runner_up_is, grounds.natural),
        resolvable=grounds.resolvable,
        evidence=evidence,
        evidence_reason=evidence_reason,
        agreement=_agreement(grounds.strong_share, thresholds) if grounds.settled(thresholds) else None,
        flips_on=tuple(flips_on(specs, thresholds)),
    )


def resolvable(spec: WeightedSpecification | None, part: Part, gap: float | None) -> bool | None:
    """Whether the distance of `spec` to the other answer exceeds the gap; a register needs no such distance."""
    if part.source_kind == "register":
        return True
    if spec is None or spec.flip_pct is None or gap is None:
        return None
    return above(math.log1p(spec.flip_pct / 100), gap)


def _evidence(computable: Specs, part: Part) -> tuple[str, str]:
    """The evidence word and the id of its reason; estimates and one root are thin, a register of others is strong."""
    if not computable:
        return "none", "none"
    bases = {spec.basis for spec in computable}
    families = {spec.root_family for spec in computable}
    if "imputed" in bases:
        return "thin", "estimates"
    if part.source_kind == "register":
        return _of_register(families, bases)
    if len(families) == 1:
        return "thin", "one_root"
    return ("strong", "three_roots") if len(families) >= 3 and bases == {"observed"} else ("medium", "two_roots")


def _of_register(families: set[str], bases: set[str]) -> tuple[str, str]:
    if families == {OWN_REGISTER}:
        return "medium", "own_count"
    return ("strong", "register") if "observed" in bases else ("medium", "register_reported")


def _agreement(strong_share: float | None, thresholds: Thresholds) -> str | None:
    if strong_share is None:
        return None
    one_way = round(max(strong_share, 1 - strong_share), 9)
    if one_way >= thresholds["agreement_high"]:
        return "high"
    return "medium" if one_way >= thresholds["agreement_medium"] else "low"


def stable(specs: Specs, part: Part, gap: float | None, thresholds: Thresholds) -> bool:
    """Whether thresholds moved by ten points either way give the same verdict."""
    grounds, step = Grounds.of(specs, part, gap), thresholds["move"]
    return len({grounds.verdict(moved(thresholds, points)) for points in (-step, 0.0, step)}) == 1
