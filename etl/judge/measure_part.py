"""A measure part judged: its definitions, the specifications among them, and the verdict that these give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from etl.claims import Part
from etl.contract.schema import Row
from etl.judge import sentences
from etl.judge.context import JudgeContext, JudgedPart
from etl.judge.measure_rule import Measured, Outcome, outcome_of, stable
from etl.judge.measures import MEASURES
from etl.judge.specification import Specification
from etl.judge.weigh import weigh


def params(part: Part, context: JudgeContext) -> Mapping[str, Any]:
    """What the measure of `part` is asked with."""
    return {"pair": context.article.pair, **part.params}


def judged(part: Part, context: JudgeContext) -> tuple[JudgedPart, dict[str, Any]] | None:
    """The part and the values of its sentence; None when the measure gives nothing at all."""
    measure = MEASURES[part.measure]
    definitions = measure(context.tables, params(part, context), None)
    if not definitions:
        return None
    measured = _measured(part, definitions, context)
    verdict = {
        **_columns(measured.outcome),
        "stable": stable(measured.specs, part, context.gap, context.thresholds),
        "verdict_without_imputed": _verdict(part, [spec for spec in definitions if spec.basis != "imputed"], context),
        "verdict_to_1402": _verdict(part, measure(context.tables, params(part, context), context.until), context),
        "leave_one_out": _leave_one_out(part, measured, context),
        "data_as_of": _newest(definitions),
    }
    values = sentences.of_measure(part, measured, context.words)
    return JudgedPart(values={}, verdict=verdict, measured=measured), values


def _measured(part: Part, definitions: Sequence[Specification], context: JudgeContext) -> Measured:
    specs = weigh(definitions, part)
    outcome = outcome_of(specs, part, context.gap, context.thresholds)
    return Measured(definitions=definitions, specs=specs, outcome=outcome)


def _verdict(part: Part, definitions: Sequence[Specification], context: JudgeContext) -> str:
    return _measured(part, definitions, context).outcome.verdict


def _leave_one_out(part: Part, measured: Measured, context: JudgeContext) -> dict[str, str]:
    """The verdict without each root family in turn, where that is another one."""
    verdicts = {}
    for family in sorted({spec.root_family for spec in measured.definitions if spec.votes}):
        verdict = _verdict(part, [spec for spec in measured.definitions if spec.root_family != family], context)
        if verdict != measured.outcome.verdict:
            verdicts[family] = verdict
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


def _newest(definitions: Sequence[Specification]) -> str | None:
    voting = [spec for spec in definitions if spec.votes]
    ends = [spec.ends.isoformat() for spec in voting if spec.ends and (spec.low is not None or spec.high is not None)]
    return max(ends) if ends else max((year for spec in voting if (year := spec.period[:4]).isdigit()), default=None)
