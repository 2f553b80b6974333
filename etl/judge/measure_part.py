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
from etl.judge.measure_rule import Outcome, outcome, stable
from etl.judge.measures import MEASURES, OF_PLACES
from etl.judge.rank import LEFT_OUT, SILENT
from etl.judge.specification import Specification
from etl.judge.weigh import WeightedSpecification, weigh


def judged(part: Part, context: JudgeContext) -> tuple[JudgedPart, list[Evidence], dict[str, Any]] | None:
    """The part, the rows behind it, and the values of its sentence; None when the measure gives nothing at all."""
    measure, params = MEASURES[part.measure], {"pair": context.article.pair, **part.params}
    every = measure(context.tables, params, None)
    if not every:
        return None
    specs, o = _outcome(part, every, context)
    early = _outcome(part, measure(context.tables, params, context.until), context)[1].verdict
    measured, without = _outcome(part, [s for s in every if s.basis != "imputed"], context)
    t = context.thresholds
    row = {
        **_columns(o),
        "stable": stable(specs, part, context.gap, t),
        "verdict_without_imputed": without.verdict,
        "verdict_to_1402": early,
        "leave_one_out": _leave_one_out(part, every, o, context),
        "data_as_of": _newest(every),
    }
    places = part.measure in OF_PLACES
    left_out = measure(context.tables, {**params, SILENT: LEFT_OUT}, None) if places else None
    choices = settings.opened(part, every, specs, left_out)
    extra = settings.columns(choices, context.gap)
    behind = specification_rows.rows_behind(context.tables, specs, context.words, context.article.pair)
    outcome = JudgedPart(
        verdict=row,
        specifications=[_in_words({**_row(s, o), **extra[s.spec.id]}, context) for s in specs],
        grid=[_in_words(r, context) for r in grid_rows(every, specs, part)],
        flips=[*flip_rows(specs, "with", t), *flip_rows(measured, "without", t)],
        stability=list(stability_rows(specs, part, context.gap, t)),
        possible_verdicts=settings.possible(choices, context.gap, t),
    )
    return outcome, behind, sentences.of_measure(part, o, specs, context.words)


def _outcome(
    part: Part, specifications: Sequence[Specification], context: JudgeContext
) -> tuple[list[WeightedSpecification], Outcome]:
    specs = weigh(specifications, part)
    return specs, outcome(specs, part, context.gap, context.thresholds)


def _leave_one_out(part: Part, every: Sequence[Specification], o: Outcome, context: JudgeContext) -> dict[str, str]:
    """The verdict without each root family in turn, where that is another one."""
    out = {}
    for family in sorted({s.root_family for s in every if s.votes}):
        word = _outcome(part, [s for s in every if s.root_family != family], context)[1].verdict
        if word != o.verdict:
            out[family] = word
    return out


def _columns(o: Outcome) -> Row:
    row: Row = {
        "verdict": o.verdict,
        "holds": o.holds,
        "computable": o.counts.computable,
        "defined": o.defined,
        "strong_share": o.strong,
        "weak_share": o.weak,
        "natural_holds": o.natural.strong if o.natural else None,
        "runner_up_holds": o.runner_up.strong if o.runner_up else None,
        "resolvable": o.resolvable,
        "evidence": o.evidence,
        "evidence_reason": o.reason,
        "agreement": o.agreement,
        "flips_on": " ".join(o.flips_on),
    }
    if o.natural:
        s = o.natural.spec
        row |= {"flip_pct": s.flip_pct, "value_low": s.low, "value_high": s.high, "unit": s.unit}
    return row


def _row(spec: WeightedSpecification, o: Outcome) -> Row:
    s = spec.spec
    return {
        "specification": s.id,
        "root_family": s.root_family,
        "series": s.series,
        "period": s.period,
        "calendar": s.calendar,
        **s.choices,
        "reading": "natural" if spec is o.natural else ("runner-up" if spec is o.runner_up else None),
        "weight": float(spec.weight),
        "cell_basis": s.basis,
        "value": s.point,
        "value_low": s.low,
        "value_high": s.high,
        "unit": s.unit,
        "flip_pct": s.flip_pct,
        "holds_strong": spec.strong,
        "holds_weak": spec.weak,
        "why_not": s.why_not,
        "leaning_on": s.leaning_on,
        "row_table": s.row_table,
        "row_key": s.row_key,
    }


def _in_words(row: Row, context: JudgeContext) -> Row:
    """A row of `specifications` or `grid` with its reason in words, where it needs one."""
    if row["holds_strong"] is not None and row["holds_weak"] is not None:
        return {**row, "why_not": None}
    bounded = row["value_low"] is not None and row["value_high"] is not None
    reason = "straddles" if bounded and row["why_not"] in ("", "open") else row["why_not"] or "open"
    return row | columns(why_not=sentences.why_not(reason, context.words))


def _newest(specifications: Sequence[Specification]) -> str | None:
    counted = [s for s in specifications if s.votes]
    ends = [s.ends.isoformat() for s in counted if s.ends and (s.low is not None or s.high is not None)]
    return max(ends) if ends else max((s.period[:4] for s in counted if s.period[:4].isdigit()), default=None)
