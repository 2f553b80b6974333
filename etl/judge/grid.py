"""`grid`, `flips`, `stability`: every definition, what an answer turns on, whether it holds when thresholds move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from etl.claims import Part, Proposition
from etl.contract.schema import Row
from etl.judge.measure_rule import grounds, moved
from etl.judge.specification import Specification
from etl.judge.weigh import WeightedSpecification, among, distinct, flips, flips_on, holds

Thresholds = Mapping[str, Any]


def grid_rows(readings: Sequence[Specification], specs: Sequence[WeightedSpecification], part: Part) -> Iterator[Row]:
    """Rows of `grid` (without claim and part; `why_not` as the reading has it): each definition and what is found."""
    first, by_id = distinct(readings), {s.spec.id: s for s in specs}
    choices = sorted({name for r in readings for name in r.choices} - {"flow", "calendar"})
    for r in readings:
        spec = by_id[first[r.same_rows()].id] if r.votes else None
        bounded = r.low is not None or r.high is not None
        yield {
            "definition": r.id,
            "root_family": r.root_family,
            "series": r.series,
            "period": r.period,
            "calendar": r.option("calendar"),
            "own_calendar": "calendar" not in r.choices,
            **{name: r.option(name) for name in choices},
            "found": _found(r, spec, bounded),
            "specification": spec.spec.id if spec else None,
            "cell_basis": r.basis if spec or bounded else None,
            "value_low": r.low,
            "value_high": r.high,
            "unit": r.unit,
            "holds_strong": _holds(r, part.strong_is),
            "holds_weak": _holds_weak(r, part.weak_is),
            "why_not": r.why_not,
        }


def _found(r: Specification, spec: WeightedSpecification | None, bounded: bool) -> str:
    if spec is not None:
        return "own rows" if spec.spec is r else "same rows"
    return "derived" if bounded else "not to be had"


def _holds_weak(r: Specification, is_: Proposition | None) -> bool | None:
    return None if is_ is None else holds(*(r.weak or (r.low, r.high)), is_)


def _holds(r: Specification, is_: Proposition | None) -> bool | None:
    return None if is_ is None else holds(r.low, r.high, is_)


def flip_rows(specs: Sequence[WeightedSpecification], estimates: str, thresholds: Thresholds) -> Iterator[Row]:
    """Rows of `flips` (without claim and part): share of strong and weak by option of each choice that has several."""
    strong, weak = flips(specs), flips(specs, "weak")
    turning = set(flips_on(specs, thresholds)) if specs else set()
    for choice in dict.fromkeys([*strong, *weak]):
        options = sorted({*strong.get(choice, {}), *weak.get(choice, {})})
        for option in options:
            some = among(specs, choice, option)
            yield {
                "choice": choice,
                "option": option,
                "estimates": estimates,
                "strong_share": strong.get(choice, {}).get(option),
                "weak_share": weak.get(choice, {}).get(option),
                "computable": sum(1 for s in some if s.strong is not None),
                "defined": len(some),
                "turns": choice in turning,
            }


def stability_rows(
    specs: Sequence[WeightedSpecification], part: Part, gap: float | None, thresholds: Thresholds
) -> Iterator[Row]:
    """Rows of `stability` (without claim and part): the verdict with thresholds laxer, as they are, and stricter."""
    step, g = thresholds["move"], grounds(specs, part, gap)
    as_is = g.verdict(thresholds)
    for by in (-step, 0.0, step):
        verdict = g.verdict(moved(thresholds, by))
        yield {"moved_points": round(100 * by), "verdict": verdict, "same_verdict": verdict == as_is}
