"""The one sentence of a verdict, built from its numbers with the templates of `words.toml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from etl.calendars import label
from etl.claims import Part
from etl.judge.fact_rules import Ladder, Piece, independent
from etl.judge.measure_rule import Outcome
from etl.judge.weigh import Weighed

Words = Mapping[str, Any]


def measured(part: Part, o: Outcome, specs: Sequence[Weighed], words: Words) -> str:
    """Sentence of a measure part."""
    template = words["sentence"][o.verdict]
    told = sorted({s.reading.root_family for s in specs if s.strong is not None})
    families = ", ".join(_family(f, words) for f in told) or words["word"]["no_family"]
    flips = " and ".join(words["dimension"].get(d, d) for d in o.flips_on) or words["dimension"]["root_family"]
    text = template.format(
        k=o.holds, n=o.computable, N=o.defined, flips=flips, families=families, settle=part.settle,
        natural=_natural(part, o.natural or next(iter(specs), None), words),
    )  # fmt: skip
    return _tidy(text)


def _natural(part: Part, spec: Weighed | None, words: Words) -> str:
    s = words["sentence"]
    if spec is None:
        return s["natural_none"]
    r = spec.reading
    if r.unit == "times" and r.point is not None:
        return s["natural_times"].format(value=f"{r.point:.1f}", period=r.period)
    if r.low is None and r.high is None:
        return s["natural_none"]
    period = words["word"]["era"].get(r.period.split("-")[0], "{}").format(r.period.partition("-")[2]) if r.choices.get("era") else label(r.period, r.calendar)
    given = {"family": _family(r.root_family, words), "period": period, "value": _value(spec, words), "distance": ""}
    if r.unit == "place":
        given["distance"] = _distance(part, spec, words)
        return s["natural_rank"].format(**given)
    if r.unit == "places":
        return s["natural_places"].format(**given)
    return s["natural_percent" if part.measure.startswith(("growth", "corridor_change")) else "natural_share"].format(
        **given
    )


def _value(spec: Weighed, words: Words) -> str:
    r = spec.reading
    ordinal = words["word"]["ordinals"]
    show = (
        (lambda v: ordinal[int(v) - 1] if 1 <= v <= len(ordinal) else f"{int(v)}th") if r.unit == "place" else _number
    )
    if r.low is not None and r.high is not None and round(r.low, 1) == round(r.high, 1):
        return show(r.low)
    if r.low is not None and r.high is not None:
        return f"{show(r.low)} to {show(r.high)}"
    bound = r.low if r.low is not None else r.high
    word = "or lower" if (r.unit == "place") == (r.low is not None) else "or more"
    return f"{show(bound or 0)} {word}"


def _number(value: float) -> str:
    return f"{value:+.1f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"


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
    text = s[f"{kind}_{verdict}"].format(
        a=_authorities(pro), b=_authorities(contra), count=words["word"]["numbers"][min(count, 10)],
        roots="root" if count == 1 else "roots", publishers=", ".join(dict.fromkeys(p.publisher for p in pro)),
    )  # fmt: skip
    return _tidy(text)


def _authorities(pieces: Sequence[Piece]) -> str:
    return ", ".join(dict.fromkeys(p.authority or p.publisher for p in pieces))


def laddered(found: Ladder, part: Part, words: Words) -> str:
    """Sentence of a ladder part."""
    s = words["sentence"]
    text = s[f"ladder_{found.verdict}"].format(reached=words["stage"][found.reached], asof=found.asof)
    if part.stage == "W" and found.low is not None and found.high is not None:
        text += s["ladder_share"].format(low=f"{found.low:.0f}", high=f"{found.high:.0f}")
    return _tidy(text)


def why_not(reading_why: str, words: Words) -> str:
    """The reason a proposition cannot be told, in words."""
    kind, _, rest = reading_why.partition(":")
    return words["why_not"][kind].format(missing=", ".join(rest.split())) if kind else ""


def _family(family: str, words: Words) -> str:
    return words["word"]["family"].get(family, family.replace("_", " "))


def _tidy(text: str) -> str:
    return text[:1].upper() + text[1:]
