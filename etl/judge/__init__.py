"""From tables to verdicts: every part of every claim, by the rule that its file fixes.

A part goes one way: its file selects `evidence`, its `rule` makes a verdict of that and of the tables (one module a
rule), and what is published of it is written (`published`). Every rule is asked in the same form.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from operator import itemgetter

import pandas as pd

from etl.claims.model import Claim, Part
from etl.contract.frames import Row, of_rows
from etl.contract.schema import Table
from etl.contract.tables import TABLES
from etl.judge import causes, facts, ladder, measure_part
from etl.judge.context import JudgeContext as JudgeContext
from etl.judge.context import JudgedPart as JudgedPart
from etl.judge.evidence import Evidence, selected
from etl.judge.published import DESCRIBED, OF_PARTS, described, tables_of, with_noise

RULES: dict[str, Callable[[Part, list[Evidence], JudgeContext], JudgedPart]] = {
    "measure": measure_part.judged,
    "statement": facts.judged,
    "dated_fact": facts.judged,
    "ladder": ladder.judged,
    "cause": causes.judged,
}


def judged(part: Part, context: JudgeContext) -> JudgedPart:
    """One part by its rule."""
    return RULES[part.rule](part, selected(part, context.tables, context.words), context)


def judge(claims: Sequence[Claim], context: JudgeContext) -> dict[str, pd.DataFrame]:
    """Frames of claims, parts, choices, rules and the article, of the verdicts, and of what they rest on."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for claim in claims:
        for part in claim.parts:
            for name, of_part in tables_of(part, judged(part, context), context).items():
                rows[name] += [{**row, "claim": claim.id, "part": part.id} for row in of_part]
    rows["specifications"] = with_noise(rows["specifications"], claims, context)
    rows |= described(claims, context)
    return {name: _frame(TABLES[name], rows[name]) for name in (*OF_PARTS, *DESCRIBED)}


def _frame(table: Table, rows: Sequence[Row]) -> pd.DataFrame:
    """The frame of `rows`, which are put in order before they are columns: that takes a tenth of the time."""
    return of_rows(table, sorted(rows, key=itemgetter(*table.key)))
