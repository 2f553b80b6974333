"""`grid`, `flips`, `stability`: every definition, what an answer turns on, whether it holds when thresholds move."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from etl.claims import Part
from etl.contract.schema import Row
from etl.judge.measure_rule import Grounds, Thresholds, moved
from etl.judge.specification import Specification
from etl.judge.weigh import Specs, among, distinct, flips, flips_on, holds_strong, holds_weak


def grid_rows(definitions: Sequence[Specification], part: Part) -> Iterator[Row]:
    """Rows of `grid` (without claim and part; `why_not` is a code): each definition and what is found for it."""
    first = distinct(definitions)
    choices = sorted({choice for definition in definitions for choice in definition.choices} - {"flow", "calendar"})
    for definition in definitions:
        voting = first[definition.same_rows()] if definition.votes else None
        bounded = definition.low is not None or definition.high is not None
        yield {
            "definition": definition.id,
            "root_family": definition.root_family,
            "series": definition.series,
            "period": definition.period,
            "calendar": definition.option("calendar"),
            "own_calendar": "calendar" not in definition.choices,
            **{choice: definition.option(choice) for choice in choices},
            "found": _found(definition, voting, bounded),
            "specification": voting.id if voting else None,
            "cell_basis": definition.basis if voting or bounded else None,
            "value_low": definition.low,
            "value_high": definition.high,
            "unit": definition.unit,
            "holds_strong": holds_strong(definition, part),
            "holds_weak": holds_weak(definition, part),
            "why_not": definition.why_not,
        }


def _found(definition: Specification, voting: Specification | None, bounded: bool) -> str:
    if voting is not None:
        return "own rows" if voting is definition else "same rows"
    return "derived" if bounded else "not to be had"


def flip_rows(specs: Specs, estimates: str, thresholds: Thresholds) -> Iterator[Row]:
    """Rows of `flips` (without claim and part): share of strong and weak by option of each choice that has several."""
    strong, weak = flips(specs), flips(specs, "holds_weak")
    turning = set(flips_on(specs, thresholds)) if specs else set()
    for choice in dict.fromkeys([*strong, *weak]):
        for option in sorted({*strong.get(choice, {}), *weak.get(choice, {})}):
            chosen = among(specs, choice, option)
            yield {
                "choice": choice,
                "option": option,
                "estimates": estimates,
                "strong_share": strong.get(choice, {}).get(option),
                "weak_share": weak.get(choice, {}).get(option),
                "computable": sum(1 for spec in chosen if spec.holds_strong is not None),
                "defined": len(chosen),
                "turns": choice in turning,
            }


def stability_rows(specs: Specs, part: Part, gap: float | None, thresholds: Thresholds) -> Iterator[Row]:
    """Rows of `stability` (without claim and part): the verdict with thresholds laxer, as they are, and stricter."""
    grounds, step = Grounds.of(specs, part, gap), thresholds["move"]
    as_is = grounds.verdict(thresholds)
    for points in (-step, 0.0, step):
        verdict = grounds.verdict(moved(thresholds, points))
        yield {"moved_points": round(100 * points), "verdict": verdict, "same_verdict": verdict == as_is}
