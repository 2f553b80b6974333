"""Statement, dated-fact and ladder parts: verdicts from evidence rows, by distinct roots and never by publishers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from etl.contract.errors import ClaimError

STAGE_ORDER = ("R", "T", "M", "C", "W", "D")


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One row of evidence; rows of one `root` are one piece, and an `authority` speaks once."""

    table: str
    key: str
    stance: str
    summary: str
    date: str = ""
    root: str = ""
    authority: str = ""
    family: str = ""
    basis: str = "stated"
    publisher: str = ""
    url: str = ""
    publisher_2: str = ""
    url_2: str = ""
    denial: str = ""


def independent(pieces: Sequence[Piece]) -> int:
    """How many independent witnesses: distinct roots, of which those of one authority count once."""
    speakers: set[str] = set()
    for piece in pieces:
        authorities = [a.strip() for a in piece.authority.split(";") if a.strip()]
        speakers |= set(authorities) or {r.strip() for r in piece.root.split(";") if r.strip()} or {piece.publisher}
    return len(speakers)


def statement(pieces: Sequence[Piece]) -> str:
    """Did they say so: *supported*, *depends* when statements of equal rank contradict, else *not yet checked*."""
    pro, contra = _sides(pieces)
    if pro and contra:
        return "depends"
    if pro:
        return "supported"
    return "contradicted" if contra else "not yet checked"


def dated_fact(pieces: Sequence[Piece]) -> str:
    """Did it happen: *supported*, *depends* when there are contrary roots, *contradicted* with contrary ones only."""
    return statement(pieces)


def evidence_word(pieces: Sequence[Piece]) -> str:
    """robust: three independent witnesses among observed rows; medium: two; limited: one, or statements only."""
    pro = [p for p in pieces if p.stance != "context"]
    if not pro:
        return "none"
    seen = [p for p in pro if p.basis == "observed"]
    if not seen:
        return "limited"
    count = independent(seen)
    return "robust" if count >= 3 else ("medium" if count == 2 else "limited")


def agreement_word(pieces: Sequence[Piece]) -> str | None:
    """high when all roots say the same; medium and low as the larger side has two thirds of them or less."""
    pro, contra = _sides(pieces)
    a, b = independent(pro), independent(contra)
    if a + b == 0:
        return None
    one_way = max(a, b) / (a + b)
    return "high" if one_way >= 0.8 else ("medium" if one_way >= 0.65 else "low")


def _sides(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    return [p for p in pieces if p.stance == "for"], [p for p in pieces if p.stance == "against"]


@dataclass(frozen=True, kw_only=True)
class Ladder:
    """How far an agreement got: `verdict`, the share of its value with evidence as an interval, and as of when."""

    verdict: str
    reached: str
    low: float | None
    high: float | None
    asof: str


def ladder(rows: pd.DataFrame, agreement: str, stage: str, expressly_not: str = "") -> Ladder:
    """Whether `agreement`, with its components, reached `stage`; restatements add nothing.

    `rows` are those of `agreements`. The column `expressly_not` names where "no" contradicts the part. The share is
    the value of components with work evidenced over the agreement's value, up to what is claimed besides.
    """
    own = rows[rows["id"] == agreement]
    if own.empty:
        raise ClaimError(f"agreement {agreement!r} stands in no row of agreements")
    parts = rows[(rows["parent_id"] == agreement) & (rows["relation"] == "component")]
    family = pd.concat([own, parts])
    restated = rows[(rows["parent_id"] == agreement) & (rows["relation"] == "restatement")]
    reached = family[family["furthest"].map(STAGE_ORDER.index) >= STAGE_ORDER.index(stage)]
    furthest = max(family["furthest"], key=STAGE_ORDER.index)
    asof = max(family["status_asof"].fillna(family["signed_date"]))
    low, high = _share(own, parts, restated)
    witnesses = max((_roots(a, r) for a, r in zip(reached["root_authority"], reached["root"], strict=True)), default=0)
    claimed = family["furthest_claimed"].dropna()
    said = any(STAGE_ORDER.index(c) >= STAGE_ORDER.index(stage) for c in claimed)
    if expressly_not and (own[expressly_not] == "no").any():
        verdict = "contradicted"
    elif witnesses >= 2:
        verdict = "supported"
    elif witnesses == 1 or said:
        verdict = "depends"
    else:
        verdict = "cannot be settled"
    return Ladder(verdict=verdict, reached=furthest, low=low, high=high, asof=asof)


def _roots(authority: object, root: object) -> int:
    text = authority if isinstance(authority, str) else root if isinstance(root, str) else "?"
    return len({a.strip() for a in text.split(";") if a.strip()})


def _share(own: pd.DataFrame, parts: pd.DataFrame, restated: pd.DataFrame) -> tuple[float | None, float | None]:
    whole = own["value_usd"].dropna()
    if parts.empty or whole.empty or float(whole.iloc[0]) == 0:
        return None, None
    worked = parts[parts["furthest"].isin(("W", "D"))]["value_usd"].dropna().sum()
    claimed = restated["value_usd"].dropna().sum()
    total = float(whole.iloc[0])
    return 100 * float(worked) / total, min(100.0, 100 * float(worked + claimed) / total)
