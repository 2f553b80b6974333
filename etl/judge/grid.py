"""`flips` and `stability`: what an answer turns on, option by option, and whether it stands when thresholds move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from etl.judge.measure_rule import moved, outcome
from etl.judge.weigh import Weighed, flips, flips_on

Row = dict[str, Any]
Thresholds = Mapping[str, Any]


def flip_rows(specs: Sequence[Weighed], estimates: str, thresholds: Thresholds) -> Iterator[Row]:
    """Rows of `flips` (without claim and part): share of strong and weak by option of each choice that has several."""
    strong, weak = flips(specs), flips(specs, "weak")
    turning = set(flips_on(specs, thresholds)) if specs else set()
    for choice in dict.fromkeys([*strong, *weak]):
        options = sorted({*strong.get(choice, {}), *weak.get(choice, {})})
        for option in options:
            some = [s for s in specs if _option(s, choice) == option]
            yield {
                "choice": choice, "option": option, "estimates": estimates,
                "strong_share": strong.get(choice, {}).get(option), "weak_share": weak.get(choice, {}).get(option),
                "computable": sum(1 for s in some if s.strong is not None), "defined": len(some),
                "turns": choice in turning,
            }  # fmt: skip


def _option(spec: Weighed, choice: str) -> str:
    value = getattr(spec.reading, choice, None)
    return str(value) if value is not None else spec.reading.choices.get(choice, "")


def stability_rows(
    specs: Sequence[Weighed], natural_is: Mapping[str, str], gap: float | None, thresholds: Thresholds
) -> Iterator[Row]:
    """Rows of `stability` (without claim and part): the verdict with thresholds laxer, as they are, and stricter."""
    step = thresholds["move"]
    as_is = outcome(specs, natural_is, {}, gap, thresholds).verdict
    for by in (-step, 0.0, step):
        said = outcome(specs, natural_is, {}, gap, moved(thresholds, by)).verdict
        yield {"moved_points": round(100 * by), "verdict": said, "same_verdict": said == as_is}
