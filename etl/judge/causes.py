"""Cause parts: conditions fixed in the claim's file, and a verdict that never says more than *consistent with*.

The part's file names its rule: `timing-and-pools` for "because of the war" (docs/METHODS.md, cause), or `side-by-side`
for the main thesis. The rule answers one condition after another. All required ones met: *consistent with*. All of them
the reverse: *contradicted*. Anything else: *not established*. Neither rule knows the words supported and proved. The
same is asked again without estimates, and of what the article could know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from etl.claims.message import Message, columns
from etl.claims.model import Part
from etl.claims.render import names
from etl.contract.errors import ClaimError
from etl.contract.frames import Row
from etl.judge import cause_expediency, cause_war
from etl.judge.context import Condition, JudgeContext, JudgedPart
from etl.judge.evidence import Evidence

REASONS = 3  # a sentence holds no more; the table `conditions` has them all
RULES: dict[str, Callable[[Part, JudgeContext], Iterable[Condition]]] = {
    "timing-and-pools": cause_war.conditions,
    "side-by-side": cause_expediency.conditions,
}


def verdict(conditions: Iterable[Condition]) -> str:
    """The word of `conditions`; as soon as none can change it, no further one is asked."""
    met = reverse = None  # nothing is asked yet
    for condition in conditions:
        if condition.required:
            met = met is not False and bool(condition.met)
            reverse = reverse is not False and condition.opposite
            if not met and not reverse:
                break
    return "consistent with" if met else "contradicted" if reverse else "not established"


def judged(part: Part, evidence: list[Evidence], context: JudgeContext) -> JudgedPart:
    """The verdict on the conditions of the part's rule; ClaimError for a rule that does not exist."""
    name = part.params.get("rule", "")
    if name not in RULES:
        raise ClaimError(f"{part.where}: unknown cause rule {name!r}, expected one of {', '.join(RULES)}")
    conditions = list(RULES[name](part, context))
    known_ones = [c for c in conditions if c.required and c.met is not None]
    row = {
        "verdict": verdict(conditions),
        "holds": sum(1 for c in known_ones if c.met),
        "computable": len(known_ones),
        "defined": sum(1 for c in conditions if c.required),
        "evidence": "thin" if known_ones else "none",
        "evidence_reason": "cause" if known_ones else "none",
        "verdict_without_imputed": verdict(RULES[name](part, replace(context, imputed=False))),
        "verdict_to_1402": verdict(RULES[name](part, replace(context, known_by=context.until))),
        "data_as_of": max((c.as_of for c in conditions), default="") or None,
    }
    rows = [_row(position, condition, context) for position, condition in enumerate(conditions, 1)]
    return JudgedPart(verdict=row, values=sentence_values(row, conditions), evidence=evidence, conditions=rows)


def _row(position: int, condition: Condition, context: JudgeContext) -> Row:
    return {
        "position": position,
        **{name: getattr(condition, name) for name in ("criterion", "required", "met", "row_table", "row_key")},
        **columns(title=_title(condition.criterion, context), sentence=condition.sentence),
    }


def _title(criterion: str, context: JudgeContext) -> Message:
    template = context.words["cause"]["criterion"][criterion]
    return context.says(f"criterion.{criterion}", **{place: context.pair._asdict()[place] for place in names(template)})


def sentence_values(row: Row, conditions: Sequence[Condition]) -> dict[str, Any]:
    """Counts, and the reasons: what is outside the rule first, then what cannot be told, then what is not so."""
    order = sorted(conditions, key=lambda c: (c.required, c.met is not None))
    reasons = [c.short for c in order if c.short and not c.met][:REASONS]
    values = {name: row[name] for name in ("holds", "computable", "defined")}
    values |= {"unknown": row["defined"] - row["computable"], "unmet": row["computable"] - row["holds"]}
    values["signs"] = [row["holds"], row["defined"]]
    values |= {f"reason_{c.criterion}": [c.short] for c in conditions if c.short and not c.met}
    return values | {f"reasons_{most}": reasons[:most] for most in range(1, len(reasons) + 1)}
