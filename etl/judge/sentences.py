"""The one sentence of a verdict, built from its numbers with the templates of `words.toml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from etl.claims import Part
from etl.contract.calendars import label
from etl.contract.countries import COUNTRIES
from etl.judge.facts import Ladder, Piece, independent
from etl.judge.measure_rule import Outcome
from etl.judge.weigh import Weighed

Words = Mapping[str, Any]


def measured(part: Part, o: Outcome, specs: Sequence[Weighed], words: Words) -> str:
    """Sentence of a measure part."""
    nothing = o.verdict == "cannot be settled" and not o.computable
    template = words["sentence"]["cannot be settled at all" if nothing else o.verdict]
    told = sorted({s.reading.root_family for s in specs if s.strong is not None})
    families = ", ".join(_family(f, words) for f in told) or words["word"]["no_family"]
    flips = " and ".join(words["dimension"].get(d, d) for d in o.flips_on) or words["dimension"]["root_family"]
    text = template.format(
        k=o.holds,
        n=o.computable,
        N=o.defined,
        flips=flips,
        families=families,
        settle=part.settle,
        natural=_natural(part, o.natural or next(iter(specs), None), words),
    )
    return _tidy(text)


def _period(spec: Weighed, words: Words) -> str:
    r = spec.reading
    if "era" in r.choices:
        turn, _, day = r.period.partition("-")
        return words["word"]["era"][turn].format(day)
    return label(r.period, r.calendar)


def _natural(part: Part, spec: Weighed | None, words: Words) -> str:
    s = words["sentence"]
    if spec is None:
        return s["natural_none"]
    r = spec.reading
    if r.unit == "times" and r.point is not None:
        return s["natural_times"].format(value=f"{r.point:.1f}", period=r.period)
    if (r.low is None and r.high is None) or (r.unit == "places" and spec.strong is None):
        return s["natural_none"]
    period = _period(spec, words)
    given = {"family": _family(r.root_family, words), "period": period, "value": _value(spec, words), "distance": ""}
    if r.unit == "place":
        given["distance"] = _distance(part, spec, words)
    return (part.sentence or s[_NATURAL[r.unit]]).format(**given)


_NATURAL = {
    "place": "natural_rank",
    "places": "natural_places",
    "% change": "natural_percent",
    "%": "natural_share",
}


def _value(spec: Weighed, words: Words) -> str:
    r = spec.reading
    low, high = (None if v is None else _show(v, r.unit, words) for v in (r.low, r.high))
    if low is None or high is None:
        word = "bound_lower" if (r.unit == "place") == (low is not None) else "bound_more"
        return words["word"][word].format(low or high)
    return low if low == high else words["word"]["span"].format(low, high)


def _show(value: float, unit: str, words: Words) -> str:
    ordinals = words["word"]["ordinals"]
    if unit == "place":
        return ordinals[int(value) - 1] if 1 <= value <= len(ordinals) else words["word"]["nth"].format(int(value))
    if unit == "places":
        return f"{value:+.0f}"
    return f"{value:+.1f}" if unit == "% change" else f"{value:.0f}"


def _distance(part: Part, spec: Weighed, words: Words) -> str:
    """How far a rank is from the article's, in words, when it is one or two places."""
    if part.strong_is is None or part.strong_is.op != "==" or spec.reading.low is None:
        return ""
    off = abs(spec.reading.low - part.strong_is.value)
    if not 1 <= off <= 2 or spec.reading.low != spec.reading.high:
        return ""
    target = words["word"]["ordinals"][int(part.strong_is.value) - 1]
    places = "place" if off == 1 else "places"
    return words["sentence"]["distance"].format(count=words["word"]["numbers"][int(off)], places=places, target=target)


def factual(part: Part, verdict: str, pieces: Sequence[Piece], words: Words) -> str:
    """Sentence of a statement or dated-fact part."""
    s = words["sentence"]
    pro, contra = ([p for p in pieces if p.stance == side] for side in ("for", "against"))
    if not pro and not contra:
        return s["none"]
    kind = "statement" if part.rule == "statement" else "fact"
    count = independent(pro)
    one = {p.authority or p.publisher for p in pro} == {p.authority or p.publisher for p in contra}
    name = "statement_both" if kind == "statement" and one else f"{kind}_{verdict}"
    text = s[name].format(
        a=_authorities(pro),
        b=_authorities(contra),
        count=words["word"]["numbers"][min(count, 10)],
        roots=s["root_one" if count == 1 else "root_many"],
        publishers=", ".join(dict.fromkeys(p.publisher for p in pro)),
    )
    return _tidy(text)


def _authorities(pieces: Sequence[Piece]) -> str:
    return "; ".join(dict.fromkeys(p.authority or p.publisher for p in pieces))


def laddered(found: Ladder, part: Part, words: Words) -> str:
    """Sentence of a ladder part."""
    s = words["sentence"]
    text = s[f"ladder_{found.verdict}"].format(reached=words["stage"][found.reached], asof=found.asof)
    if part.stage == "W" and found.low is not None and found.high is not None:
        name = "ladder_share" if found.low else "ladder_share_none"
        text += s[name].format(low=f"{found.low:.0f}", high=f"{found.high:.0f}")
    return _tidy(text)


def why_not(reading_why: str, words: Words) -> str:
    """The reason a proposition cannot be told, in words."""
    kind, _, rest = reading_why.partition(":")
    names = (COUNTRIES[c].name if c in COUNTRIES else c for c in rest.split())
    return words["why_not"][kind].format(missing=", ".join(names)) if kind else ""


def _family(family: str, words: Words) -> str:
    return words["word"]["family"].get(family, family.replace("_", " "))


def _tidy(text: str) -> str:
    return text[:1].upper() + text[1:]
