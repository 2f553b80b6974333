"""Statement and dated-fact parts: verdicts from evidence rows, by distinct witnesses and never by publishers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from etl.judge.evidence import Evidence

Rows = Sequence[Evidence]
WORDS = ("none", "thin", "medium", "strong")
UNNAMED = {"not known", "not named"}
OWN_REGISTERS = ("contacts",)  # tables that we made by counting, whose publishers are no witnesses


def witnesses(rows: Rows) -> set[str]:
    """Independent witnesses: those that the rows name, else their authorities, roots or publishers."""
    out: set[str] = set()
    for row in rows:
        named = {a.strip() for a in (row.witness or row.authority or row.root).split(";") if a.strip()}
        out |= named or {row.publisher}
    return out - UNNAMED


def sides(rows: Rows) -> tuple[list[Evidence], list[Evidence]]:
    """Rows for and rows against; context is neither."""
    return [r for r in rows if r.stance == "for"], [r for r in rows if r.stance == "against"]


def quality(rows: Rows) -> int:
    """0 nothing, 1 one report or encyclopedias, 2 an act of the actor itself or two other independent witnesses."""
    if not rows:
        return 0
    return 2 if any(r.primary for r in rows) or len(witnesses(_weighty(rows))) >= 2 else 1


def _weighty(rows: Rows) -> list[Evidence]:
    return [r for r in rows if not r.encyclopedia]


def heard(rows: Rows) -> set[str]:
    """The witnesses that a verdict names: those that weigh, else encyclopedias; none for a register of our own."""
    return witnesses(_weighty(rows) or rows) if not _of_own_register(rows) else set()


def _of_own_register(rows: Rows) -> bool:
    return bool(rows) and all(r.table in OWN_REGISTERS for r in rows)


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
    pro, contra = sides(rows)
    words = [_word(side, rule) for side in (pro, contra) if side]
    if len(words) == 2 and RULES[rule](rows) != "depends":
        return words[0]
    return min(words, key=lambda w: WORDS.index(w[0]), default=("none", "none"))


def _word(rows: Rows, rule: str) -> tuple[str, str]:
    if _of_own_register(rows):
        return "medium", "own_count"
    if rule == "statement":
        # what one side said is known by its publishers, however many of its people said it
        twice = len({p for r in rows for p in (r.publisher, r.publisher_2) if p}) >= 2
        return ("medium", "two_publishers") if twice else ("thin", "one_root")
    if any(r.primary for r in rows):
        return "strong", "own_act"
    count = len(witnesses(_weighty(rows)))
    if count >= 3 and all(r.basis == "observed" for r in rows):
        return "strong", "three_roots"
    if count >= 2:
        return "medium", "two_roots"
    return "thin", "one_root"


def agreement_word(rows: Rows) -> str | None:
    """high when all witnesses say the same; medium and low as the larger side has two thirds of them or less."""
    a, b = (len(witnesses(side)) for side in sides(rows))
    if a + b == 0:
        return None
    one_way = max(a, b) / (a + b)
    return "high" if one_way >= 0.8 else ("medium" if one_way >= 0.65 else "low")


def leave_one_out(rows: Rows, judge: Callable[[Rows], str]) -> dict[str, str]:
    """The verdict without each witness in turn, where that is another one."""
    now, out = judge(rows), {}
    for name in sorted(witnesses([r for r in rows if r.stance != "context"])):
        word = judge([r for r in rows if r.stance == "context" or witnesses([r]) - {name}])
        if word != now:
            out[name] = word
    return out
