"""Ladder parts: whether an agreement reached a stage, from the table `agreements` and the evidence of the part.

The stages are those of docs/CLAIMS.md, from a rumour to delivery. *Contradicted* where a row says expressly that it is
not so. *Supported* where two independent witnesses of one row saw the stage reached, or an act of the actor itself
shows it. *Depends* where one witness saw it, or somebody claims it. *Contradicted* where others deny it, else *not
shown*. The same is asked again of what was signed in time for the article, and without each witness in turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.claims.model import Part
from etl.contract.errors import ClaimError
from etl.contract.frames import Row
from etl.judge.agreement import Agreement, Names, authorities, reaches
from etl.judge.context import JudgeContext, JudgedPart
from etl.judge.evidence import Evidence, evidence_of, joined
from etl.judge.records import Record, records
from etl.judge.sentences import few, interval
from etl.judge.witnesses import sides, witnesses


@dataclass(frozen=True, kw_only=True)
class Ladder:
    """How far an agreement got: the verdict, the furthest stage, the share of its value with work as an interval."""

    verdict: str
    reached: str
    as_of: str
    evidence: str
    reason: str
    witnesses: Names = frozenset()
    claimants: Names = frozenset()
    low: float | None = None
    high: float | None = None


def judged(part: Part, evidence: list[Evidence], context: JudgeContext) -> JudgedPart:
    """The verdict on the agreement of the part, with all rows that belong to it; ClaimError when no row has its id."""
    agreements = context.tables["agreements"]
    now = ladder(agreements, part, evidence)
    row: Row = {
        "verdict": now.verdict,
        "evidence": now.evidence,
        "evidence_reason": now.reason,
        "verdict_to_1402": _known_by(agreements, part, evidence, context.article.until),
        "leave_one_out": leave_one_out(agreements, part, evidence, now),
        "data_as_of": now.as_of,
    }
    if part.stage == "W" and now.low is not None:
        row |= {"value_low": now.low, "value_high": now.high, "unit": "%"}
    shown = [evidence_of("agreements", record, stance, context.words) for record, stance in _shown(agreements, part)]
    return JudgedPart(verdict=row, values=sentence_values(part, now), evidence=joined(shown, evidence))


def ladder(
    agreements: pd.DataFrame, part: Part, evidence: Sequence[Evidence] = (), *, without: str = "", until: str = "9999"
) -> Ladder:
    """How far the agreement of `part` got; rows of `evidence` for the part speak for its stage, those against deny it.

    `without` leaves out one witness, `until` what was signed later.
    """
    agreement = Agreement.of(agreements, part.agreement, until)
    if not agreement.own:
        raise ClaimError(f"{part.where}: agreement {part.agreement!r} is in no row of agreements")
    pro, contra = sides(evidence)
    seen = agreement.reached(part.stage) | ({"evidence": frozenset(witnesses(pro))} if pro else {})
    seen = {row: names - {without} for row, names in seen.items() if names - {without}}
    claimants, deniers = agreement.claimed(part.stage) - {without}, frozenset(witnesses(contra)) - {without}
    no = bool(part.expressly_not) and any(row[part.expressly_not] == "no" for row in agreement.own)
    # one delivery is seen by those who saw it: witnesses are counted for each agreement, not over the family
    most = max((len(names) for names in seen.values()), default=0)
    act = any(row.primary for row in pro)
    verdict = _verdict(no=no, act=act, most=most, claimed=bool(claimants), denied=bool(deniers))
    deniers_count = len(deniers) or len(authorities(agreement.own[0]))
    word, reason = _evidence(verdict, act, deniers_count if verdict == "contradicted" else most)
    low, high = agreement.share_at_work()
    return Ladder(
        verdict=verdict,
        reached=agreement.furthest,
        as_of=max([*agreement.dates, *(row.date for row in (*pro, *contra) if row.date)]),
        evidence=word,
        reason=reason,
        witnesses=deniers if verdict == "contradicted" and not no else frozenset[str]().union(*seen.values()),
        claimants=claimants,
        low=low,
        high=high,
    )


def _verdict(*, no: bool, act: bool, most: int, claimed: bool, denied: bool) -> str:
    if no:
        return "contradicted"
    if act or most >= 2:
        return "supported"
    if claimed or most == 1:
        return "depends"
    return "contradicted" if denied else "not shown"


def _evidence(verdict: str, act: bool, most: int) -> tuple[str, str]:
    """The evidence word and the id of its reason; `most` witnesses speak for the verdict."""
    if verdict == "not shown":
        return "none", "none"
    if verdict == "supported" and act:
        return "strong", "own_act"
    return ("medium", "two_roots") if most >= 2 else ("thin", "one_root")


def leave_one_out(agreements: pd.DataFrame, part: Part, evidence: Sequence[Evidence], now: Ladder) -> dict[str, str]:
    """The verdict without each witness or claimant in turn."""
    names = sorted(now.witnesses | now.claimants)
    return {name: ladder(agreements, part, evidence, without=name).verdict for name in names}


def _known_by(agreements: pd.DataFrame, part: Part, evidence: Sequence[Evidence], until: str) -> str:
    """The verdict on what was signed and said by `until`; *not yet checked* when it was not signed by then."""
    signed = {row["id"]: row["signed_date"] for row in records(agreements)}.get(part.agreement, until)
    if isinstance(signed, str) and signed > until:
        return "not yet checked"
    return ladder(agreements, part, [row for row in evidence if row.end <= until], until=until).verdict


def _shown(agreements: pd.DataFrame, part: Part) -> list[tuple[Record, str]]:
    """The agreement with all that belongs to it, each row with its stance towards the part."""
    shown = []
    for row in records(agreements):
        if part.agreement in (row["id"], row["parent_id"]):
            no = bool(part.expressly_not) and row.get(part.expressly_not) == "no"
            reached = reaches(row["furthest"], part.stage) and row.get("relation") != "restatement"
            shown.append((row, "against" if no else "for" if reached else "context"))
    return shown


def sentence_values(part: Part, ladder: Ladder) -> dict[str, Any]:
    """Values of the part's sentence: the stage asked and the one reached, when, and who says so."""
    values: dict[str, Any] = {"wanted": part.stage, "reached": ladder.reached, "as_of": ladder.as_of}
    values |= {"who": few(sorted(ladder.witnesses))} if ladder.witnesses else {}
    values |= {"claimants": few(sorted(ladder.claimants))} if ladder.claimants else {}
    return values | ({"share": interval(ladder.low, ladder.high)} if ladder.low is not None else {})
