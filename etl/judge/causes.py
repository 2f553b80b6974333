"""Cause parts: conditions fixed in the claim's file, and a verdict that never says more than *consistent with*.

Two rules: `timing-and-pools` for "because of the war" (docs/METHODS.md#cause), and `side-by-side` for the main thesis.
Neither knows the words supported and proved.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from etl.claims import Part
from etl.contract.errors import ClaimError
from etl.judge import cause_expediency, cause_war
from etl.judge.conditions import Case, Condition

Row = dict[str, Any]
REASONS = 3  # a sentence holds no more; the table `conditions` has them all
RULES: dict[str, Callable[[Part, Case], list[Condition]]] = {
    "timing-and-pools": cause_war.conditions,
    "side-by-side": cause_expediency.conditions,
}


def verdict(conditions: Sequence[Condition]) -> str:
    """*consistent with* when all is met, *contradicted* when all of it says the reverse, else *not established*."""
    asked = [c for c in conditions if c.required]
    if asked and all(c.met for c in asked):
        return "consistent with"
    if asked and all(c.opposite for c in asked):
        return "contradicted"
    return "not established"


def judged(part: Part, case: Case, until: date) -> tuple[list[Row], Row]:
    """Rows of `conditions` and of `verdicts` (without claim and part); ClaimError for a rule that does not exist.

    `until` is the last day the article could know of.
    """
    name = part.params.get("rule", "")
    if name not in RULES:
        known = ", ".join(RULES)
        raise ClaimError(f"{part.claim}, part {part.id}: unknown cause rule {name!r}, expected one of {known}")
    found = RULES[name](part, case)
    told = [c for c in found if c.required and c.met is not None]
    said = verdict(found)
    return [_row(i, c, case) for i, c in enumerate(found, 1)], {
        "verdict": said,
        "holds": sum(1 for c in told if c.met),
        "computable": len(told),
        "defined": sum(1 for c in found if c.required),
        "evidence": "limited" if told else "none",
        "verdict_without_imputed": verdict(RULES[name](part, replace(case, imputed=False))),
        "verdict_to_1402": verdict(RULES[name](part, replace(case, until=until))),
        "sentence": _sentence(said, found, case),
        "data_as_of": max((c.as_of for c in found), default="") or None,
    }


def _row(position: int, c: Condition, case: Case) -> Row:
    return {
        "position": position,
        "criterion": c.criterion,
        "title": case.words["criterion"][c.criterion],
        "required": c.required,
        "met": c.met,
        "sentence": c.sentence,
        "row_table": c.row_table,
        "row_key": c.row_key,
    }


def _sentence(said: str, found: Sequence[Condition], case: Case) -> str:
    # what lies outside the rule first, then what cannot be told, then what is not so
    order = sorted(found, key=lambda c: (c.required, c.met is not None))
    reasons = [c.short for c in order if c.short and not c.met][:REASONS]
    text: str = case.words["verdict"][said].format(reasons=_listed(reasons, case.words["and"]))
    return text[:1].upper() + text[1:]


def _listed(reasons: Sequence[str], word: str) -> str:
    return word.join([", ".join(reasons[:-1]), reasons[-1]]) if len(reasons) > 1 else "".join(reasons)
