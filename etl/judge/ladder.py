"""Ladder parts: how far an agreement got, from the table `agreements` and the evidence of the part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.claims import Part
from etl.contract.enums import STAGES
from etl.contract.errors import ClaimError
from etl.judge.evidence import Evidence
from etl.judge.facts import UNNAMED, WORDS, sides, witnesses
from etl.judge.records import Record, records

_WORK = ("W", "D")


@dataclass(frozen=True, kw_only=True)
class Ladder:
    """How far an agreement got: the verdict, the furthest stage, the share of its value with work as an interval."""

    verdict: str
    reached: str
    as_of: str
    evidence: str
    reason: str
    witnesses: frozenset[str] = frozenset()
    claimants: frozenset[str] = frozenset()
    low: float | None = None
    high: float | None = None


def ladder(
    rows: pd.DataFrame, part: Part, evidence: Sequence[Evidence] = (), *, without: str = "", until: str = "9999"
) -> Ladder:
    """Whether the agreement of `part`, with its components, reached its stage; ClaimError when no row has its id.

    `rows` are those of `agreements`; rows of `evidence` for the part speak for that stage, those against say that it
    has not begun.
    `without` leaves out one witness, `until` what was signed later. A claim counts at the stage that was claimed,
    restatements too.
    """
    every = [r for r in records(rows) if pd.isna(r["signed_date"]) or r["signed_date"] <= until]
    own = [r for r in every if r["id"] == part.agreement]
    if not own:
        raise ClaimError(f"{part.where}: agreement {part.agreement!r} is in no row of agreements")
    related = [r for r in every if r["parent_id"] == part.agreement]
    components = [r for r in related if r["relation"] == "component"]
    family = [*own, *components]
    pro, contra = sides(evidence)
    reached = _by_row(r for r in family if _at(r["furthest"], part.stage)) | _by_evidence(pro)
    reached = {key: names - {without} for key, names in reached.items() if names - {without}}
    claims = [*family, *(r for r in related if r["relation"] == "restatement")]
    by_claim = _by_row(r for r in claims if _at(r["furthest_claimed"], part.stage))
    claimed = frozenset[str]().union(*by_claim.values()) - {without}
    no = bool(part.expressly_not) and any(r[part.expressly_not] == "no" for r in own)
    names = frozenset[str]().union(*reached.values())
    # one delivery is seen by those who saw it: witnesses are counted for each agreement, not over the family
    most = max((len(n) for key, n in reached.items()), default=0)
    act = any(e.primary for e in pro)
    contrary = frozenset(witnesses(contra)) - {without}
    verdict = _verdict(expressly=no, act=act, most=most, claimed=bool(claimed), contrary=bool(contrary))
    dated = (next((d for d in (r["status_asof"], r["signed_date"]) if isinstance(d, str)), "") for r in family)
    dates = [*filter(None, dated), *(e.date for e in (*pro, *contra) if e.date)]
    word, reason = _evidence(verdict, act, most, contrary, own)
    low, high = _share(own, components, related)
    return Ladder(
        verdict=verdict,
        reached=max((r["furthest"] for r in family), key=STAGES.index),
        as_of=max(dates),
        evidence=word,
        reason=reason,
        witnesses=contrary if verdict == "contradicted" and not no else names,
        claimants=claimed,
        low=low,
        high=high,
    )


def _verdict(*, expressly: bool, act: bool, most: int, claimed: bool, contrary: bool) -> str:
    if expressly:
        return "contradicted"
    if act or most >= 2:
        return "supported"
    if claimed or most == 1:
        return "depends"
    return "contradicted" if contrary else "not shown"


def _evidence(verdict: str, act: bool, most: int, contrary: frozenset[str], own: Sequence[Record]) -> tuple[str, str]:
    if verdict == "not shown":
        return "none", "none"
    if verdict == "supported" and act:
        return "strong", "own_act"
    if verdict == "contradicted":
        most = len(contrary) or len(_names(own[0]))
    return (WORDS[2], "two_roots") if most >= 2 else (WORDS[1], "one_root")


def _at(reached: Any, stage: str) -> bool:
    """Whether a stage is at least `stage`; an empty cell is not."""
    return isinstance(reached, str) and STAGES.index(reached) >= STAGES.index(stage)


def _names(row: Record) -> frozenset[str]:
    text = next((t for t in (row["root_authority"], row["root"], row["publisher"]) if isinstance(t, str)), "?")
    return frozenset(a.strip() for a in text.split(";") if a.strip()) - UNNAMED


def _by_row(rows: Iterable[Record]) -> dict[str, frozenset[str]]:
    return {row["id"]: _names(row) for row in rows}


def _by_evidence(rows: Sequence[Evidence]) -> dict[str, frozenset[str]]:
    return {"evidence": frozenset(witnesses(rows))} if rows else {}


def _share(
    own: Sequence[Record], components: Sequence[Record], related: Sequence[Record]
) -> tuple[float | None, float | None]:
    """Value of components with work over the whole, in per cent, up to that of what is claimed to be at work."""
    whole = next(iter(_values(own)), 0.0)
    if not components or not whole:
        return None, None
    worked = sum(_values(r for r in components if r["furthest"] in _WORK))
    claimed = sum(_values(r for r in related if r["furthest"] not in _WORK and r["furthest_claimed"] in _WORK))
    return 100 * worked / whole, min(100.0, 100 * (worked + claimed) / whole)


def _values(rows: Iterable[Record]) -> list[float]:
    return [float(row["value_usd"]) for row in rows if pd.notna(row["value_usd"])]


def leave_one_out(rows: pd.DataFrame, part: Part, evidence: Sequence[Evidence], now: Ladder) -> dict[str, str]:
    """The verdict without each witness or claimant in turn, where that is another one."""
    names = sorted(now.witnesses | now.claimants)
    words = {name: ladder(rows, part, evidence, without=name).verdict for name in names}
    return {name: word for name, word in words.items() if word != now.verdict}


def known_by(rows: pd.DataFrame, part: Part, evidence: Sequence[Evidence], until: str) -> str:
    """The verdict on agreements signed by `until`; *not yet checked* when it was not signed by then."""
    signed = {r["id"]: r["signed_date"] for r in records(rows)}.get(part.agreement, until)
    if isinstance(signed, str) and signed > until:
        return "not yet checked"
    return ladder(rows, part, evidence, until=until).verdict


def rows_shown(rows: pd.DataFrame, part: Part) -> list[tuple[Record, str]]:
    """The agreement with all that belongs to it, each row with its stance towards the part."""
    out = []
    for row in records(rows):
        if part.agreement in (row["id"], row["parent_id"]):
            no = bool(part.expressly_not) and row.get(part.expressly_not) == "no"
            reached = _at(row["furthest"], part.stage) and row.get("relation") != "restatement"
            out.append((row, "against" if no else "for" if reached else "context"))
    return out
