"""The rule of measure parts: what weighed specifications say, and which of its verdicts comes first to match.

*Cannot be settled* where too few lists or families can be computed. *Supported* where the strong proposition holds in
most of them and in the natural reading, by more than two reporters typically differ. *Overstated* where the weak one
holds in most and the strong one in less than half. *Contradicted* where the strong one holds in few and not in the
natural reading. Else *depends*. How much is most, half and few are the thresholds.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from etl.claims.model import Part
from etl.judge.specification import WeightedSpecification
from etl.judge.weigh import Specs, find, share
from etl.measures.tolerance import above

Thresholds = Mapping[str, float]


def moved(thresholds: Thresholds, step: float) -> dict[str, float]:
    """Thresholds made stricter (`step` > 0) or laxer: how much must hold for each verdict."""
    steps = {"supported": step, "overstated_weak": step, "overstated_strong": -step, "contradicted": -step}
    return {**thresholds, **{name: round(thresholds[name] + step, 9) for name, step in steps.items()}}


@dataclass(frozen=True, kw_only=True)
class Grounds:
    """What the rule looks at.

    How many specifications can be computed, of how many lists and families; the weighted shares in which the strong and
    the weak proposition hold, None when nothing can be computed; the specification of the natural reading, and whether
    its distance to the other answer is large enough. `register` says that one number is an answer.
    """

    register: bool
    computable: int
    lists: int
    families: int
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
            computable=len(computable),
            lists=len({spec.list_read for spec in computable}),
            families=len({spec.root_family for spec in computable}),
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
        counts = (self.register, self.lists, self.families)
        return (*counts, self.strong_share, self.weak_share, self.natural_holds, self.resolvable)

    def settled(self, thresholds: Thresholds) -> bool:
        """Whether there is enough to settle it: one number of a register, else three lists of two families."""
        if self.register:
            return self.lists >= 1
        return self.lists >= thresholds["min_specifications"] and self.families >= thresholds["min_families"]

    def verdict(self, thresholds: Thresholds) -> str:
        """The word under `thresholds`: rules 2 to 6 of the table `rules`, in their order."""
        strong, weak = self.strong_share, self.weak_share
        if strong is None or not self.settled(thresholds):
            return "cannot be settled"
        if strong >= thresholds["supported"] and self.natural_holds and self.resolvable:
            return "supported"
        if strong < thresholds["overstated_strong"] and weak is not None and weak >= thresholds["overstated_weak"]:
            return "overstated"
        if strong <= thresholds["contradicted"] and self.natural_holds is False:
            return "contradicted"
        return "depends"

    def verdicts(self, thresholds: Thresholds) -> dict[float, str]:
        """The word with thresholds laxer, as they are and stricter, by how far they are moved."""
        step = thresholds["move"]
        return {points: self.verdict(moved(thresholds, points)) for points in (-step, 0.0, step)}


def resolvable(spec: WeightedSpecification | None, part: Part, gap: float | None) -> bool | None:
    """Whether the distance of `spec` to the other answer exceeds the gap; a register needs no such distance.

    A count in a register whose interval holds both answers is not resolvable.
    """
    if part.source_kind == "register":
        return spec is None or spec.holds_strong is not None
    if spec is None or spec.flip_pct is None or gap is None:
        return None
    return above(math.log1p(spec.flip_pct / 100), gap)
