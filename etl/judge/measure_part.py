"""Measure parts: one number measured in every defensible way, and the verdict that these ways give together.

The part names a measure, a strong and a weak proposition, and the natural reading. The measure gives every definition
of the number. Those that vote and read rows of their own are the specifications: they are weighed (`weigh`), held
against both propositions, and the rule (`measure_rule`) finds the word. The same is asked again without estimates, of
what the article could know, and without each root family in turn.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from etl.claims import Part
from etl.contract.schema import Row, Words
from etl.judge import measure_tables
from etl.judge.context import JudgeContext, JudgedPart
from etl.judge.evidence import Evidence, joined
from etl.judge.measure_rule import Grounds
from etl.judge.measures import definitions_of
from etl.judge.outcome import Outcome, outcome_of
from etl.judge.sentences import interval
from etl.judge.specification import PRINTED, Specification
from etl.judge.specification_rows import rows_behind
from etl.judge.weigh import weigh


def judged(part: Part, evidence: list[Evidence], context: JudgeContext) -> JudgedPart:
    """The verdict on all definitions of the part's measure; *not yet checked* without a measure or any definition."""
    definitions = definitions_of(part, context) if part.measure else []
    if not definitions:
        return _unchecked(evidence)
    outcome = outcome_of(weigh(definitions, part), part, context.gap, context.thresholds)
    row = {
        **_columns(outcome),
        "stable": len(set(outcome.grounds.verdicts(context.thresholds).values())) == 1,
        "verdict_without_imputed": _verdict([s for s in definitions if s.basis != "imputed"], part, context),
        "verdict_to_1402": _verdict(definitions_of(part, context, context.until), part, context),
        "leave_one_out": _leave_one_out(definitions, outcome.verdict, part, context),
        "data_as_of": _newest(definitions),
    }
    return JudgedPart(
        verdict=row,
        values=values(outcome, context.words),
        evidence=joined(rows_behind(outcome.specs, context), evidence),
        tables=measure_tables.tables(part, definitions, outcome, context),
    )


def _unchecked(evidence: list[Evidence]) -> JudgedPart:
    """A part for which there is no method, or nothing to read."""
    columns = ("verdict", "verdict_without_imputed", "verdict_to_1402")
    row = {**dict.fromkeys(columns, "not yet checked"), "evidence": "none"}
    return JudgedPart(verdict=row, values={}, evidence=evidence)


def _verdict(definitions: Sequence[Specification], part: Part, context: JudgeContext) -> str:
    return Grounds.of(weigh(definitions, part), part, context.gap).verdict(context.thresholds)


def _leave_one_out(
    definitions: Sequence[Specification], verdict: str, part: Part, context: JudgeContext
) -> dict[str, str]:
    """The verdict without each root family in turn, where that is another one."""
    families = sorted({spec.root_family for spec in definitions if spec.votes})
    rest = {family: [spec for spec in definitions if spec.root_family != family] for family in families}
    without = {family: _verdict(some, part, context) for family, some in rest.items()}
    return {family: word for family, word in without.items() if word != verdict}


def _columns(outcome: Outcome) -> Row:
    grounds, natural, runner_up = outcome.grounds, outcome.natural, outcome.runner_up
    row: Row = {n: getattr(outcome, n) for n in ("verdict", "holds", "evidence", "evidence_reason", "agreement")}
    row |= {name: getattr(grounds, name) for name in ("strong_share", "weak_share", "resolvable", "natural_holds")}
    row |= {
        "computable": grounds.counts.computable,
        "defined": len(outcome.specs),
        "runner_up_holds": runner_up.holds_strong if runner_up else None,
        "flips_on": " ".join(outcome.flips_on),
    }
    if natural:
        row |= {"flip_pct": natural.flip_pct, "unit": natural.unit}
        row |= {"value_low": natural.low, "value_high": natural.high}
    return row


def _newest(definitions: Sequence[Specification]) -> str | None:
    voting = [spec for spec in definitions if spec.votes]
    ends = [spec.ends.isoformat() for spec in voting if spec.ends and spec.bounded]
    return max(ends) if ends else max((year for spec in voting if (year := spec.period[:4]).isdigit()), default=None)


def values(outcome: Outcome, words: Words) -> dict[str, Any]:
    """Values of the part's sentence: counts, shares, and what its natural reading gives."""
    specs, counts = outcome.specs, outcome.grounds.counts
    values: dict[str, Any] = {"holds": outcome.holds, "defined": len(specs)}
    values |= {"computable": counts.computable, "lists": counts.lists}
    if families := sorted({spec.root_family for spec in specs if spec.holds_strong is not None}):
        values |= {"families": families, "strong": outcome.grounds.strong_share, "weak": outcome.grounds.weak_share}
    if outcome.flips_on:
        values["flips"] = list(outcome.flips_on)
    for spec in specs:
        values |= _of_specification(spec, {spec.root_family for spec in specs})
    return values | _finding(outcome.natural, words)


def _of_specification(spec: Specification, families: Collection[str]) -> dict[str, Any]:
    """What one specification gives, under the name of its family, or of its choices within one family's record."""
    if spec.low is None or spec.high is None or spec.option("valuation") != PRINTED["valuation"]:
        return {}
    if len(families) > 1:
        return {f"value_{spec.root_family}": interval(spec.low, spec.high)}
    if "era" not in spec.choices:
        return {}
    name = "_".join(option.partition("-")[0] for _, option in sorted(spec.choices.items()))
    rows = len(spec.row_key.split(" "))
    return {f"rows_{name}": rows, f"noes_{name}": round(rows * spec.low / 100)}


def _finding(spec: Specification | None, words: Words) -> dict[str, Any]:
    """What one specification gives, as values and as half a sentence; nothing when it gives nothing."""
    if spec is None or not spec.bounded:
        return {}
    period, value = f"{spec.calendar} {spec.period}", interval(spec.low, spec.high)
    values: dict[str, Any] = {"value": value, "family": spec.root_family, "period": period}
    known = spec.low is not None and spec.unit in words["format"]["finding"]
    return values | ({"finding": {**values, "unit": spec.unit}} if known else {})
