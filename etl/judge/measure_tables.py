"""What is published beside the verdict of a measure part.

Its specifications and the rows behind them, every definition, what the answer turns on, and the verdict under other
thresholds and settings.
"""

from __future__ import annotations

from etl.claims import Part
from etl.claims.message import columns
from etl.contract.schema import Row
from etl.judge import sentences, settings
from etl.judge.context import JudgeContext
from etl.judge.evidence import Evidence
from etl.judge.grid import flip_rows, grid_rows, stability_rows
from etl.judge.measure_part import params
from etl.judge.measure_rule import Measured, Outcome
from etl.judge.measures import MEASURES, OF_PLACES
from etl.judge.rank import LEFT_OUT, SILENT
from etl.judge.specification import Specification
from etl.judge.specification_rows import rows_behind
from etl.judge.weigh import WeightedSpecification, weigh


def evidence_of(measured: Measured, context: JudgeContext) -> list[Evidence]:
    """The rows that the specifications read."""
    return rows_behind(context.tables, measured.specs, context.words, context.article.pair)


def tables(part: Part, measured: Measured, context: JudgeContext) -> dict[str, list[Row]]:
    """Rows of each table about `part` (without claim and part), by the name of the table."""
    specs, gap, thresholds = measured.specs, context.gap, context.thresholds
    reader = settings.of(part, measured.definitions, specs, _left_out(part, context))
    own = settings.columns(reader, gap)
    observed = weigh([spec for spec in measured.definitions if spec.basis != "imputed"], part)
    return {
        "specifications": [_in_words({**_row(spec, measured.outcome), **own[spec.id]}, context) for spec in specs],
        "grid": [_in_words(row, context) for row in grid_rows(measured.definitions, part)],
        "flips": [*flip_rows(specs, "with", thresholds), *flip_rows(observed, "without", thresholds)],
        "stability": list(stability_rows(specs, part, gap, thresholds)),
        "possible_verdicts": settings.possible(reader, gap, thresholds),
    }


def _left_out(part: Part, context: JudgeContext) -> list[Specification] | None:
    """The definitions without partners that publish nothing; None where the measure is not of places."""
    if part.measure not in OF_PLACES:
        return None
    return MEASURES[part.measure](context.tables, {**params(part, context), SILENT: LEFT_OUT}, None)


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
