"""A measure part judged: its specifications, what they rest on, and how easily the verdict turns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from etl.claims import Part
from etl.claims.message import columns
from etl.contract.schema import Row
from etl.judge import sentences, settings, specification_rows
from etl.judge.context import JudgeContext, JudgedPart
from etl.judge.evidence import Evidence
from etl.judge.grid import flip_rows, grid_rows, stability_rows
from etl.judge.measure_rule import Outcome, stable
from etl.judge.measure_rule import outcome as outcome_of
from etl.judge.measures import MEASURES, OF_PLACES
from etl.judge.rank import LEFT_OUT, SILENT
from etl.judge.specification import Specification
from etl.judge.weigh import WeightedSpecification, weigh


def judged(part: Part, context: JudgeContext) -> tuple[JudgedPart, list[Evidence], dict[str, Any]] | None:
    """The part, the rows behind it, and the values of its sentence; None when the measure gives nothing at all."""
    measure, params = MEASURES[part.measure], {"pair": context.article.pair, **part.params}
    definitions = measure(context.tables, params, None)
    if not definitions:
        return None
    specs, outcome = _outcome(part, definitions, context)
    _, early = _outcome(part, measure(context.tables, params, context.until), context)
    firm, without_imputed = _outcome(part, [spec for spec in definitions if spec.basis != "imputed"], context)
    left_out = measure(context.tables, {**params, SILENT: LEFT_OUT}, None) if part.measure in OF_PLACES else None
    reader = settings.of(part, definitions, specs, left_out)
    own = settings.columns(reader, context.gap)
    evidence = specification_rows.rows_behind(context.tables, specs, context.words, context.article.pair)
    result = JudgedPart(
        verdict={
            **_columns(outcome),
            "stable": stable(specs, part, context.gap, context.thresholds),
            "verdict_without_imputed": without_imputed.verdict,
            "verdict_to_1402": early.verdict,
            "leave_one_out": _leave_one_out(part, definitions, outcome, context),
            "data_as_of": _newest(definitions),
        },
        specifications=[_in_words({**_row(spec, outcome), **own[spec.id]}, context) for spec in specs],
        grid=[_in_words(row, context) for row in grid_rows(definitions, part)],
        flips=[*flip_rows(specs, "with", context.thresholds), *flip_rows(firm, "without", context.thresholds)],
        stability=list(stability_rows(specs, part, context.gap, context.thresholds)),
        possible_verdicts=settings.possible(reader, context.gap, context.thresholds),
    )
    return result, evidence, sentences.of_measure(part, outcome, specs, context.words)


def _outcome(
    part: Part, definitions: Sequence[Specification], context: JudgeContext
) -> tuple[list[WeightedSpecification], Outcome]:
    specs = weigh(definitions, part)
    return specs, outcome_of(specs, part, context.gap, context.thresholds)


def _leave_one_out(
    part: Part, definitions: Sequence[Specification], outcome: Outcome, context: JudgeContext
) -> dict[str, str]:
    """The verdict without each root family in turn, where that is another one."""
    verdicts = {}
    for family in sorted({spec.root_family for spec in definitions if spec.votes}):
        _, without = _outcome(part, [spec for spec in definitions if spec.root_family != family], context)
        if without.verdict != outcome.verdict:
            verdicts[family] = without.verdict
    return verdicts


def _columns(outcome: Outcome) -> Row:
    names = ("verdict", "holds", "defined", "strong_share", "weak_share", "resolvable")
    row: Row = {name: getattr(outcome, name) for name in (*names, "evidence", "evidence_reason", "agreement")}
    natural, runner_up = outcome.natural, outcome.runner_up
    row |= {
        "computable": outcome.counts.computable,
        "natural_holds": natural.holds_strong if natural else None,
        "runner_up_holds": runner_up.holds_strong if runner_up else None,
        "flips_on": " ".join(outcome.flips_on),
    }
    if natural:
        row |= {"flip_pct": natural.flip_pct, "unit": natural.unit}
        row |= {"value_low": natural.low, "value_high": natural.high}
    return row


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


def _newest(definitions: Sequence[Specification]) -> str | None:
    voting = [spec for spec in definitions if spec.votes]
    ends = [spec.ends.isoformat() for spec in voting if spec.ends and (spec.low is not None or spec.high is not None)]
    return max(ends) if ends else max((year for spec in voting if (year := spec.period[:4]).isdigit()), default=None)
