"""Statement and dated-fact parts: verdicts from evidence rows, by distinct witnesses and never by publishers.

The part's file selects rows for and against. A statement asks whether they said so: *supported* by rows for it,
*depends* with contrary statements too, *contradicted* by those alone. A dated fact asks whether it happened:
*supported* unless evidence of equal or better quality is contrary (then *depends*), *contradicted* by contrary rows
alone, *not shown* without any. The same is asked again of what the article could know, and without each witness in
turn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from etl.claims.model import Part
from etl.judge.context import JudgeContext, JudgedPart
from etl.judge.evidence import Evidence
from etl.judge.sentences import few
from etl.judge.witnesses import Rows, heard, of_own_register, quality, sides, weighty, witnesses

WORDS = ("none", "thin", "medium", "strong")


def judged(part: Part, evidence: list[Evidence], context: JudgeContext) -> JudgedPart:
    """The verdict on the rows of `evidence`, and how good they are."""
    verdict = RULES[part.rule]
    word, reason = evidence_word(evidence, part.rule)
    # a statement on the past is as old as whoever made it, not as what it is about
    days = [row.day for row in evidence if row.day and row.row_table != "history"]
    row = {
        "verdict": verdict(evidence),
        "evidence": word,
        "evidence_reason": reason,
        "agreement": agreement_word(evidence),
        "verdict_to_1402": verdict([row for row in evidence if row.end <= context.article.until]),
        "leave_one_out": leave_one_out(evidence, verdict),
        "data_as_of": max(days, default=None),
    }
    return JudgedPart(verdict=row, values=sentence_values(evidence), evidence=evidence)


def statement(rows: Rows) -> str:
    """Did they say so: *supported*, *depends* with contrary statements too, *contradicted* by those alone."""
    pro, contra = sides(rows)
    if not pro:
        return "contradicted" if contra else "not yet checked"
    return "depends" if contra else "supported"


def dated_fact(rows: Rows) -> str:
    """Did it happen: *supported* unless evidence of equal or better quality is contrary, *not shown* without any."""
    pro, contra = sides(rows)
    if not pro:
        return "contradicted" if contra else "not shown"
    return "depends" if contra and quality(contra) >= quality(pro) else "supported"


RULES: dict[str, Callable[[Rows], str]] = {"statement": statement, "dated_fact": dated_fact}


def evidence_word(rows: Rows, rule: str = "dated_fact") -> tuple[str, str]:
    """The evidence word and the id of its reason; of two opposing sides, that of the weaker one."""
    words = [_word(side, rule) for side in sides(rows) if side]
    if len(words) == 2 and RULES[rule](rows) != "depends":
        return words[0]
    return min(words, key=lambda word: WORDS.index(word[0]), default=("none", "none"))


def _word(rows: Rows, rule: str) -> tuple[str, str]:
    if of_own_register(rows):
        return "medium", "own_count"
    if rule == "statement":
        # what one side said is known by its publishers, however many of its people said it
        twice = len({p for row in rows for p in (row.publisher, row.publisher_2) if p}) >= 2
        return ("medium", "two_publishers") if twice else ("thin", "one_root")
    if any(row.primary for row in rows):
        return "strong", "own_act"
    count = len(witnesses(weighty(rows)))
    if count >= 3 and all(row.cell_basis == "observed" for row in rows):
        return "strong", "three_roots"
    return ("medium", "two_roots") if count >= 2 else ("thin", "one_root")


def agreement_word(rows: Rows) -> str | None:
    """high when all witnesses say the same; medium and low as the larger side has two thirds of them or less."""
    pro, contra = (len(witnesses(side)) for side in sides(rows))
    if pro + contra == 0:
        return None
    one_way = max(pro, contra) / (pro + contra)
    return "high" if one_way >= 0.8 else ("medium" if one_way >= 0.65 else "low")


def leave_one_out(rows: Rows, verdict: Callable[[Rows], str]) -> dict[str, str]:
    """The verdict without each witness in turn; a row without a name stays."""
    names = witnesses([row for row in rows if row.stance != "context"])
    return {name: verdict(_without(rows, name)) for name in sorted(names)}


def _without(rows: Rows, name: str) -> list[Evidence]:
    """`rows` without those that `name` alone bears witness to; of others it is no witness any more."""
    rest = []
    for row in rows:
        named = witnesses([row])
        if row.stance == "context" or name not in named:
            rest.append(row)
        elif others := named - {name}:
            rest.append(replace(row, witness="; ".join(sorted(others))))
    return rest


def sentence_values(rows: Rows) -> dict[str, Any]:
    """Values of the part's sentence: who says so, who says otherwise, how many, and when."""
    pro, contra = sides(rows)
    publishers = {name for row in pro for name in (row.publisher, row.publisher_2) if name}
    values: dict[str, Any] = {"n": len(pro), **({"publishers": len(publishers)} if len(publishers) > 1 else {})}
    people: dict[str, Sequence[str]] = {"who": sorted(heard(pro)), "against": sorted(heard(contra))}
    if people["who"] and people["who"] == people["against"]:
        values["both"], people = few(people["who"]), {}
    for name, named in people.items():
        if len(named) == 1:
            values |= {name: named, f"{name}_one": named}
        elif named:
            values |= {name: few(named), f"{name}_count": len(named)}
    dates = sorted(row.date for row in pro if row.date[:4].isdigit())
    return values | ({"first": dates[0], "last": dates[-1]} if dates else {})
