"""Measure parts: one number measured in every defensible way, and the verdict that these ways give together.

The part names a measure, a strong and a weak proposition, and the natural reading. The measure gives every definition
of the number. Those that vote and read rows of their own are the specifications: they are weighed (`weigh`), held
against both propositions, and the rule (`measure_rule`) finds the word. The same is asked again without estimates, of
what the article could know, and without each root family in turn.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from etl.claims.model import Part
from etl.contract.frames import Row, Words
from etl.judge.context import JudgeContext, JudgedPart
from etl.judge.evidence import Evidence
from etl.judge.measure_rule import Grounds
from etl.judge.measures import definitions_of
from etl.judge.outcome import Outcome, outcome_of
from etl.judge.sentences import interval
from etl.judge.specification import PRINTED, Specification
from etl.judge.weigh import weigh


def judged(part: Part, evidence: list[Evidence], context: JudgeContext) -> JudgedPart:
    """The verdict on all definitions of the part's measure; *not yet checked* without a measure or any definition."""
    definitions = definitions_of(part, context) if part.measure else []
    if not definitions:
        return _unchecked(evidence)
    outcome = outcome_of(weigh(definitions, part), part, context.gap, context.thresholds)
    verdict = {
        **_columns(outcome),
        "stable": len(set(outcome.grounds.verdicts(context.thresholds).values())) == 1,
        "verdict_without_imputed": _verdict([spec for spec in definitions if spec.basis != "imputed"], part, context),
        "verdict_to_1402": _verdict(definitions_of(part, context, context.until), part, context),
        "leave_one_out": _leave_one_out(definitions, part, context),
        "data_as_of": _newest(definitions),
    }
    values = sentence_values(outcome, context.words)
    return JudgedPart(verdict=verdict, values=values, evidence=evidence, definitions=definitions, outcome=outcome)


def _unchecked(evidence: list[Evidence]) -> JudgedPart:
    """A part for which there is no method, or nothing to read."""
    verdict = {**dict.fromkeys(("verdict", "verdict_to_1402"), "not yet checked"), "evidence": "none"}
    return JudgedPart(verdict=verdict, values={}, evidence=evidence)


def _verdict(definitions: Sequence[Specification], part: Part, context: JudgeContext) -> str:
    return Grounds.of(weigh(definitions, part), part, context.gap).verdict(context.thresholds)


def _leave_one_out(definitions: Sequence[Specification], part: Part, context: JudgeContext) -> dict[str, str]:
    """The verdict without each root family in turn."""
    families = sorted({spec.root_family for spec in definitions if spec.votes})
    without = {family: [spec for spec in definitions if spec.root_family != family] for family in families}
    return {family: _verdict(rest, part, context) for family, rest in without.items()}


def _columns(outcome: Outcome) -> Row:
    grounds, natural = outcome.grounds, outcome.natural
    row: Row = {n: getattr(outcome, n) for n in ("verdict", "holds", "evidence", "evidence_reason", "agreement")}
    shares = ("computable", "strong_share", "weak_share", "resolvable", "natural_holds")
    row |= {name: getattr(grounds, name) for name in shares}
    row |= {
        "defined": len(outcome.specs),
        "runner_up_holds": outcome.runner_up.holds_strong if outcome.runner_up else None,
        "flips_on": " ".join(outcome.flips_on),
    }
    if natural:
        row |= {"flip_pct": natural.flip_pct, "unit": natural.unit}
        row |= {"value_low": natural.low, "value_high": natural.high}
    return row


def _newest(definitions: Sequence[Specification]) -> str | None:
    """The newest day of a voting definition that gives something, else the newest year of any."""
    specs = [spec for spec in definitions if spec.votes]
    days = [spec.ends.isoformat() for spec in specs if spec.ends and spec.bounded]
    return max(days or [spec.period[:4] for spec in specs if spec.period[:4].isdigit()], default=None)


def sentence_values(outcome: Outcome, words: Words) -> dict[str, Any]:
    """Values of the part's sentence: counts, shares, and what its natural reading gives."""
    specs, grounds = outcome.specs, outcome.grounds
    values: dict[str, Any] = {"holds": outcome.holds, "defined": len(specs)}
    values |= {"computable": grounds.computable, "one_list" if grounds.lists == 1 else "several_lists": grounds.lists}
    values |= {"computed": [grounds.computable, len(specs)]} if len(specs) > 1 else {}
    values |= {"ways": [outcome.holds, grounds.computable]} if grounds.computable > 1 else {}
    if families := sorted({spec.root_family for spec in specs if spec.holds_strong is not None}):
        values |= {"families": families, "strong": grounds.strong_share, "weak": grounds.weak_share}
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
    return {f"noes_{name}": [round(rows * spec.low / 100), rows]}


def _finding(spec: Specification | None, words: Words) -> dict[str, Any]:
    """What one specification gives, as values and as half a sentence; nothing when it gives nothing."""
    if spec is None or not spec.bounded:
        return {}
    period, value = f"{spec.calendar} {spec.period}", interval(spec.low, spec.high)
    values: dict[str, Any] = {"value": value, "family": spec.root_family, "period": period}
    known = spec.low is not None and spec.unit in words["format"]["finding"]
    return values | ({"finding": {**values, "unit": spec.unit}} if known else {})
