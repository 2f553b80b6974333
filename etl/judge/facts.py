"""Statement and dated-fact parts: verdicts from evidence rows, by distinct witnesses and never by publishers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from etl.judge.evidence import Evidence

Rows = Sequence[Evidence]
WORDS = ("none", "thin", "medium", "strong")


<<<<<<< HEAD
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
=======
def witnesses(rows: Rows) -> set[str]:
    """Independent witnesses: the authorities behind the rows, else their roots, else their publishers."""
    out: set[str] = set()
    for row in rows:
        named = {a.strip() for a in (row.authority or row.root).split(";") if a.strip()}
        out |= {_one_name(n) for n in named or {row.publisher}}
    return out
>>>>>>> f5afce5 (The rules as docs/CLAIMS says them: registers, lists, ladders, dated facts, evidence words; sentences from templates with named values)


def _one_name(name: str) -> str:
    """Two pages of one work are one witness: "Wikipedia (invasion)" is Wikipedia."""
    return name.partition(" (")[0]


def sides(rows: Rows) -> tuple[list[Evidence], list[Evidence]]:
    """Rows for and rows against; context is neither."""
    return [r for r in rows if r.stance == "for"], [r for r in rows if r.stance == "against"]


def quality(rows: Rows) -> int:
    """0 nothing, 1 one report, 2 an act of the actor itself or two independent witnesses."""
    if not rows:
        return 0
    return 2 if any(r.primary for r in rows) or len(witnesses(rows)) >= 2 else 1


def statement(rows: Rows) -> str:
    """Did they say so: *supported*, *depends* when statements of equal rank contradict, else *not yet checked*."""
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
    """The evidence word and the id of its reason; of two sides that stand against each other the weaker one's."""
    pro, contra = sides(rows)
    words = [_word(side, rule) for side in (pro, contra) if side]
    if len(words) == 2 and RULES[rule](rows) != "depends":
        return words[0]
    return min(words, key=lambda w: WORDS.index(w[0]), default=("none", "none"))


def _word(rows: Rows, rule: str) -> tuple[str, str]:
    if any(r.primary for r in rows):
        return "strong", "own_act"
    count = len(witnesses(rows))
    if count >= 3 and all(r.basis == "observed" for r in rows):
        return "strong", "three_roots"
    if count >= 2:
        return "medium", "two_roots"
    if rule == "statement" and len({p for r in rows for p in (r.publisher, r.publisher_2) if p}) >= 2:
        return "medium", "two_publishers"
    return "thin", "one_root"


def agreement_word(rows: Rows) -> str | None:
    """high when all witnesses say the same; medium and low as the larger side has two thirds of them or less."""
    a, b = (len(witnesses(side)) for side in sides(rows))
    if a + b == 0:
        return None
    one_way = max(a, b) / (a + b)
    return "high" if one_way >= 0.8 else ("medium" if one_way >= 0.65 else "low")


<<<<<<< HEAD
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
=======
def leave_one_out(rows: Rows, judge: Callable[[Rows], str]) -> dict[str, str]:
    """The verdict without each witness in turn, where that is another one."""
    now, out = judge(rows), {}
    for name in sorted(witnesses([r for r in rows if r.stance != "context"])):
        word = judge([r for r in rows if r.stance == "context" or witnesses([r]) - {name}])
        if word != now:
            out[name] = word
    return out
>>>>>>> f5afce5 (The rules as docs/CLAIMS says them: registers, lists, ladders, dated facts, evidence words; sentences from templates with named values)
