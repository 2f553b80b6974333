"""What is published beside the verdict of a measure part.

Its specifications, every definition (`grid`), what the answer turns on (`flips`), whether it holds when thresholds move
(`stability`), and the verdict of every combination of settings (`possible_verdicts`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from etl.claims.message import columns
from etl.claims.model import Part
from etl.contract.frames import Row
from etl.judge import sentences, settings
from etl.judge.context import JudgeContext
from etl.judge.measure_rule import Grounds, Thresholds
from etl.judge.measures import OF_PLACES, definitions_of
from etl.judge.outcome import Outcome
from etl.judge.rank import LEFT_OUT, SILENT
from etl.judge.specification import Specification, WeightedSpecification, holds_strong, holds_weak
from etl.judge.weigh import Specs, among, distinct, flips, flips_on, weigh


def tables(
    part: Part, definitions: Sequence[Specification], outcome: Outcome, context: JudgeContext
) -> dict[str, list[Row]]:
    """Rows of each table about `part` (without claim and part), by the name of the table."""
    specs, gap, thresholds = outcome.specs, context.gap, context.thresholds
    left_out = definitions_of(part, context, more={SILENT: LEFT_OUT}) if part.measure in OF_PLACES else None
    reader = settings.of(part, definitions, specs, left_out)
    own = settings.columns(reader, gap)
    observed = weigh([spec for spec in definitions if spec.basis != "imputed"], part)
    return {
        "specifications": [_in_words({**_row(spec, outcome), **own[spec.id]}, context) for spec in specs],
        "grid": [_in_words(row, context) for row in grid_rows(definitions, part)],
        "flips": [*flip_rows(specs, "with", thresholds), *flip_rows(observed, "without", thresholds)],
        "stability": stability_rows(outcome.grounds, thresholds),
        "possible_verdicts": settings.possible(reader, gap, thresholds),
    }


_SAME = (
    *("root_family", "series", "period", "calendar", "unit", "flip_pct", "holds_strong", "holds_weak", "why_not"),
    *("leaning_on", "row_table", "row_key"),
)  # what a specification and its row call alike


def _row(spec: WeightedSpecification, outcome: Outcome) -> Row:
    return {
        **{name: getattr(spec, name) for name in _SAME},
        **spec.choices,
        "specification": spec.id,
        "reading": "natural" if spec is outcome.natural else ("runner-up" if spec is outcome.runner_up else None),
        "weight": float(spec.weight),
        "cell_basis": spec.basis,
        "value": spec.point,
        "value_low": spec.low,
        "value_high": spec.high,
    }


def _in_words(row: Row, context: JudgeContext) -> Row:
    """A row of `specifications` or `grid` with its reason in words, where it needs one."""
    if row["holds_strong"] is not None and row["holds_weak"] is not None:
        return {**row, "why_not": None}
    bounded = row["value_low"] is not None and row["value_high"] is not None
    reason = "straddles" if bounded and row["why_not"] in ("", "open") else row["why_not"] or "open"
    return row | columns(why_not=sentences.why_not(reason, context.words))


def grid_rows(definitions: Sequence[Specification], part: Part) -> Iterator[Row]:
    """Rows of `grid` (without claim and part; `why_not` is a code): each definition and what is found for it."""
    first = distinct(definitions)
    choices = sorted({choice for definition in definitions for choice in definition.choices} - {"flow", "calendar"})
    for definition in definitions:
        voting = first[definition.same_rows()] if definition.votes else None
        yield {
            "definition": definition.id,
            **{name: getattr(definition, name) for name in ("root_family", "series", "period", "unit", "why_not")},
            "calendar": definition.option("calendar"),
            "own_calendar": "calendar" not in definition.choices,
            **{choice: definition.option(choice) for choice in choices},
            "found": _found(definition, voting),
            "specification": voting.id if voting else None,
            "cell_basis": definition.basis if voting or definition.bounded else None,
            "value_low": definition.low,
            "value_high": definition.high,
            "holds_strong": holds_strong(definition, part),
            "holds_weak": holds_weak(definition, part),
        }


def _found(definition: Specification, voting: Specification | None) -> str:
    if voting is not None:
        return "own rows" if voting is definition else "same rows"
    return "derived" if definition.bounded else "not to be had"


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


def stability_rows(grounds: Grounds, thresholds: Thresholds) -> list[Row]:
    """Rows of `stability` (without claim and part): the verdict with thresholds laxer, as they are, and stricter."""
    verdicts = grounds.verdicts(thresholds)
    return [
        {"moved_points": round(100 * points), "verdict": verdict, "same_verdict": verdict == verdicts[0.0]}
        for points, verdict in verdicts.items()
    ]
