"""The outcome of a measure part: its verdict, what that rests on, how good the evidence is and whether it agrees."""

from __future__ import annotations

from dataclasses import dataclass

from etl.claims.model import Part
from etl.judge.measure_rule import Grounds, Thresholds
from etl.judge.specification import OWN_REGISTER, WeightedSpecification
from etl.judge.weigh import Specs, find, flips_on


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The verdict on `specs` and its `grounds`; the evidence word with its reason, and what the answer turns on."""

    specs: Specs
    grounds: Grounds
    verdict: str
    runner_up: WeightedSpecification | None
    evidence: str
    evidence_reason: str
    agreement: str | None
    flips_on: tuple[str, ...]

    @property
    def natural(self) -> WeightedSpecification | None:
        """The specification of the natural reading."""
        return self.grounds.natural

    @property
    def holds(self) -> int:
        """In how many specifications the strong proposition holds."""
        return sum(1 for spec in self.specs if spec.holds_strong)


def outcome_of(specs: Specs, part: Part, gap: float | None, thresholds: Thresholds) -> Outcome:
    """The outcome of `part` on `specs`; `gap` is what two reporters typically differ by, in log points."""
    grounds = Grounds.of(specs, part, gap)
    evidence, evidence_reason = _evidence(specs, grounds.register)
    return Outcome(
        specs=specs,
        grounds=grounds,
        verdict=grounds.verdict(thresholds),
        runner_up=find(specs, part.runner_up_is, grounds.natural),
        evidence=evidence,
        evidence_reason=evidence_reason,
        agreement=_agreement(grounds, thresholds),
        flips_on=tuple(flips_on(specs, thresholds)),
    )


def _evidence(specs: Specs, register: bool) -> tuple[str, str]:
    """The evidence word and the id of its reason; estimates and one root are thin, a register of others is strong.

    What leaves both answers open is no evidence, but a count in a register is.
    """
    specs = [spec for spec in specs if spec.holds_strong is not None or (register and spec.bounded)]
    bases, families = {spec.basis for spec in specs}, {spec.root_family for spec in specs}
    if not specs:
        return "none", "none"
    if "imputed" in bases:
        return "thin", "estimates"
    if register:
        if families == {OWN_REGISTER}:
            return "medium", "own_count"
        return ("strong", "register") if "observed" in bases else ("medium", "register_reported")
    if len(families) == 1:
        return "thin", "one_root"
    return ("strong", "three_roots") if len(families) >= 3 and bases == {"observed"} else ("medium", "two_roots")


def _agreement(grounds: Grounds, thresholds: Thresholds) -> str | None:
    if grounds.strong_share is None or not grounds.settled(thresholds):
        return None
    one_way = round(max(grounds.strong_share, 1 - grounds.strong_share), 9)
    if one_way >= thresholds["agreement_high"]:
        return "high"
    return "medium" if one_way >= thresholds["agreement_medium"] else "low"
