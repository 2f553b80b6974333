"""Ladder parts: how far an agreement got, from the table `agreements` and the evidence of the part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.claims import Part
from etl.contract.enums import STAGES
from etl.contract.errors import ClaimError
from etl.judge.evidence import Evidence
from etl.judge.facts import UNNAMED, WORDS, sides, witnesses

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


def ladder(rows: pd.DataFrame, part: Part, evidence: Sequence[Evidence] = (), without: str = "") -> Ladder:
    """Whether the agreement of `part`, with its components, reached its stage; ClaimError when no row has its id.

    `rows` are those of `agreements`; rows of `evidence` for the part speak for that stage, those against say that it
    has not begun. `without` leaves out one witness. A claim counts at the stage that was claimed, restatements too.
    """
    own = rows[rows["id"] == part.agreement]
    if own.empty:
        raise ClaimError(f"{part.where}: agreement {part.agreement!r} is in no row of agreements")
    related = rows[rows["parent_id"] == part.agreement]
    components = related[related["relation"] == "component"]
    family = pd.concat([own, components])
    pro, contra = sides(evidence)
    seen = _by_row(family[_at(family["furthest"], part.stage)]) | _by_evidence(pro)
    seen = {key: names - {without} for key, names in seen.items() if names - {without}}
    claims = pd.concat([family, related[related["relation"] == "restatement"]])
    claimed = frozenset.union(frozenset(), *_by_row(claims[_at(claims["furthest_claimed"], part.stage)]).values()) - {
        without
    }
    no = bool(part.expressly_not) and (own[part.expressly_not] == "no").any()
    names = frozenset.union(frozenset(), *seen.values())
    # one delivery is seen by those who saw it: witnesses are counted for each agreement, not over the family
    most = max((len(n) for key, n in seen.items()), default=0)
    act = any(e.primary for e in pro)
    contrary = frozenset(witnesses(contra)) - {without}
    verdict = _verdict(expressly=no, act=act, most=most, claimed=bool(claimed), contrary=bool(contrary))
    dates = [*family["status_asof"].fillna(family["signed_date"]), *(e.date for e in (*pro, *contra) if e.date)]
    word, reason = _evidence(verdict, act, most, contrary, own)
    low, high = _share(own, components, related)
    return Ladder(
        verdict=verdict,
        reached=max(family["furthest"], key=STAGES.index),
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


def _evidence(verdict: str, act: bool, most: int, contrary: frozenset[str], own: pd.DataFrame) -> tuple[str, str]:
    if verdict == "not shown":
        return "none", "none"
    if verdict == "supported" and act:
        return "strong", "own_act"
    if verdict == "contradicted":
        most = len(contrary) or len(_names(own.iloc[0]))
    return (WORDS[2], "two_roots") if most >= 2 else (WORDS[1], "one_root")


def _at(stages: pd.Series[Any], stage: str) -> pd.Series[Any]:
    """Where a stage is at least `stage`; an empty cell is none."""
    least = STAGES.index(stage)
    return stages.map(lambda s: isinstance(s, str) and STAGES.index(s) >= least).astype(bool)


def _names(row: Any) -> frozenset[str]:
    text = next((t for t in (row["root_authority"], row["root"], row["publisher"]) if isinstance(t, str)), "?")
    return frozenset(a.strip() for a in text.split(";") if a.strip()) - UNNAMED


def _by_row(rows: pd.DataFrame) -> dict[str, frozenset[str]]:
    return {row["id"]: _names(row) for row in rows.to_dict("records")}


def _by_evidence(rows: Sequence[Evidence]) -> dict[str, frozenset[str]]:
    return {"evidence": frozenset(witnesses(rows))} if rows else {}


def _share(own: pd.DataFrame, components: pd.DataFrame, related: pd.DataFrame) -> tuple[float | None, float | None]:
    """Value of components with work over the whole, in per cent, up to that of what is claimed to be at work."""
    whole = own["value_usd"].dropna()
    if components.empty or whole.empty or float(whole.iloc[0]) == 0:
        return None, None
    worked = float(components.loc[components["furthest"].isin(_WORK), "value_usd"].dropna().sum())
    others = related[~related["furthest"].isin(_WORK) & related["furthest_claimed"].isin(_WORK)]
    claimed, total = float(others["value_usd"].dropna().sum()), float(whole.iloc[0])
    return 100 * worked / total, min(100.0, 100 * (worked + claimed) / total)


def leave_one_out(rows: pd.DataFrame, part: Part, evidence: Sequence[Evidence], now: Ladder) -> dict[str, str]:
    """The verdict without each witness or claimant in turn, where that is another one."""
    names = sorted(now.witnesses | now.claimants)
    words = {name: ladder(rows, part, evidence, without=name).verdict for name in names}
    return {name: word for name, word in words.items() if word != now.verdict}


def known_by(rows: pd.DataFrame, part: Part, evidence: Sequence[Evidence], until: str) -> str:
    """The verdict on agreements signed by `until`; *not yet checked* when it was not signed by then."""
    early = rows[rows["signed_date"].fillna("") <= until]
    if not (early["id"] == part.agreement).any():
        return "not yet checked"
    return ladder(early, part, evidence).verdict


def rows_shown(rows: pd.DataFrame, part: Part) -> list[tuple[dict[str, Any], str]]:
    """The agreement with all that belongs to it, each row with its stance towards the part."""
    related = rows[(rows["id"] == part.agreement) | (rows["parent_id"] == part.agreement)]
    out = []
    for record, seen in zip(related.to_dict("records"), _at(related["furthest"], part.stage), strict=True):
        no = bool(part.expressly_not) and record.get(part.expressly_not) == "no"
        reached = bool(seen) and record.get("relation") != "restatement"
        out.append(({str(k): v for k, v in record.items()}, "against" if no else "for" if reached else "context"))
    return out
