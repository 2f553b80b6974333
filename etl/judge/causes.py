"""Cause parts: conditions fixed in the claim's file, and a verdict that never says more than *consistent with*.

Two rules: `timing-and-pools` for "because of the war" (docs/METHODS.md, cause), and `side-by-side` for the main thesis.
Neither knows the words supported and proved.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from etl.claims import Part
from etl.claims.message import Message, columns
from etl.claims.render import names
from etl.contract.errors import ClaimError
from etl.contract.schema import Row
from etl.judge import cause_expediency, cause_war
from etl.judge.conditions import Case, Condition
from etl.judge.context import JudgedPart

REASONS = 3  # a sentence holds no more; the table `conditions` has them all
RULES: dict[str, Callable[[Part, Case], list[Condition]]] = {
    "timing-and-pools": cause_war.conditions,
    "side-by-side": cause_expediency.conditions,
}


def verdict(conditions: Sequence[Condition]) -> str:
    """*consistent with* when all is met, *contradicted* when all of it says the reverse, else *not established*."""
    required = [c for c in conditions if c.required]
    if required and all(c.met for c in required):
        return "consistent with"
    if required and all(c.opposite for c in required):
        return "contradicted"
    return "not established"


def judged(part: Part, case: Case) -> tuple[JudgedPart, dict[str, Any]]:
    """The part with its conditions, and the values of its sentence; ClaimError for a rule that does not exist."""
    name = part.params.get("rule", "")
    if name not in RULES:
        known = ", ".join(RULES)
        raise ClaimError(f"{part.where}: unknown cause rule {name!r}, expected one of {known}")
    conditions = RULES[name](part, case)
    known_ones = [c for c in conditions if c.required and c.met is not None]
    row = {
        "verdict": verdict(conditions),
        "holds": sum(1 for c in known_ones if c.met),
        "computable": len(known_ones),
        "defined": sum(1 for c in conditions if c.required),
        "evidence": "thin" if known_ones else "none",
        "evidence_reason": "cause" if known_ones else "none",
        "verdict_without_imputed": verdict(RULES[name](part, replace(case, imputed=False))),
        "verdict_to_1402": verdict(RULES[name](part, replace(case, until=case.last))),
        "data_as_of": max((c.as_of for c in conditions), default="") or None,
    }
    rows = [_row(i, c, case) for i, c in enumerate(conditions, 1)]
    return JudgedPart(verdict=row, conditions=rows), _values(row, conditions)


def _row(position: int, c: Condition, case: Case) -> Row:
    return {
        "position": position,
        "criterion": c.criterion,
        "required": c.required,
        "met": c.met,
        **columns(title=_title(c.criterion, case), sentence=c.sentence),
        "row_table": c.row_table,
        "row_key": c.row_key,
    }


def _title(criterion: str, case: Case) -> Message:
    template = case.words["cause"]["criterion"][criterion]
    return case.says(f"criterion.{criterion}", **{place: case.pair._asdict()[place] for place in names(template)})


def _values(row: Row, conditions: Sequence[Condition]) -> dict[str, Any]:
    """Counts, and the reasons: what is outside the rule first, then what cannot be told, then what is not so."""
    order = sorted(conditions, key=lambda c: (c.required, c.met is not None))
    reasons = [c.short for c in order if c.short and not c.met][:REASONS]
    out = {name: row[name] for name in ("holds", "computable", "defined")}
    out["unknown"] = row["defined"] - row["computable"]
    out |= {f"reason_{c.criterion}": [c.short] for c in conditions if c.short and not c.met}
    for most in range(1, len(reasons) + 1):
        out[f"reasons_{most}"] = reasons[:most]
    return out
