"""The one plain sentence of a verdict, and the procedure behind it: templates of the claim file or of `words.toml`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from etl.claims import Part
from etl.claims.message import Message, message
from etl.claims.messages import of_part, of_procedure, of_rule
from etl.claims.render import names, render
from etl.contract.schema import Words
from etl.judge.evidence import Evidence
from etl.judge.facts import heard, sides
from etl.judge.ladder import Ladder
from etl.judge.measure_rule import Outcome
from etl.judge.weigh import WeightedSpecification

Values = Mapping[str, Any]
LONGEST = 200  # characters of a plain sentence
_MOST_NAMES = 3


def sentence(part: Part, verdict: str, values: Values, words: Words) -> Message:
    """The first template of the part, then of its rule, whose values are all known and that is short enough."""
    for name, template in templates(part, verdict, words):
        if names(template) <= set(values):
            used = {n: values[n] for n in sorted(names(template))}
            text = render(template, used, words["format"])
            if len(text) <= LONGEST:
                return Message(id=name, values=used, text=text)
    raise KeyError(f"{part.where}: no sentence for the verdict {verdict!r}")


def templates(part: Part, verdict: str, words: Words) -> Iterator[tuple[str, str]]:
    """Ids and templates that may say a verdict of `part`, the best first."""
    yield from of_part(part, verdict)
    yield from of_rule(part.rule, verdict, words)


def procedure(rule: str, values: Values, words: Words) -> Message:
    """How the rule came to the verdict, in the sentences whose values are known; their ids with spaces between."""
    known = {name: t for name, t in of_procedure(rule, words) if names(t) <= set(values)}
    text = " ".join(render(t, values, words["format"]) for t in known.values())
    used = {name: values[name] for t in known.values() for name in names(t)}
    return Message(id=" ".join(known), values=used, text=text)


def of_measure(part: Part, o: Outcome, specs: Sequence[WeightedSpecification], words: Words) -> dict[str, Any]:
    """Values of a measure part: counts, shares, and what its natural reading gives."""
    known = sorted({s.spec.root_family for s in specs if s.strong is not None})
    out: dict[str, Any] = {
        "holds": o.holds,
        "computable": o.counts.computable,
        "defined": o.defined,
        "lists": o.counts.lists,
        "settle": settle(part),
    }
    if known:
        out |= {"families": known, "strong": o.strong, "weak": o.weak}
    if o.flips_on:
        out["flips"] = list(o.flips_on)
    for spec in specs:
        out |= _of_specification(spec, {s.spec.root_family for s in specs})
    return out | _finding(o.natural, words)


def _of_specification(spec: WeightedSpecification, families: Collection[str]) -> dict[str, Any]:
    """What one specification gives, under the name of its family, or of its choices within one family's record."""
    s = spec.spec
    if s.low is None or s.high is None or s.choices.get("valuation", "as_recorded") != "as_recorded":
        return {}
    value = s.low if s.low == s.high else [s.low, s.high]
    if len(families) > 1:
        return {f"value_{s.root_family}": value}
    if "era" not in s.choices:
        return {}
    name = "_".join(v.partition("-")[0] for _, v in sorted(s.choices.items()))
    rows = len(s.row_key.split(" "))
    return {f"rows_{name}": rows, f"noes_{name}": round(rows * s.low / 100)}


def _finding(spec: WeightedSpecification | None, words: Words) -> dict[str, Any]:
    """What one specification gives, as values and as half a sentence; nothing when it gives nothing."""
    if spec is None or (spec.spec.low is None and spec.spec.high is None):
        return {}
    s = spec.spec
    value = [s.low, s.high] if s.low != s.high else s.low
    out: dict[str, Any] = {"value": value, "family": s.root_family, "period": f"{s.calendar} {s.period}"}
    if s.low is not None and s.unit in words["format"]["finding"]:
        out["finding"] = {**out, "unit": s.unit}
    return out


def of_facts(part: Part, evidence: Sequence[Evidence]) -> dict[str, Any]:
    """Values of a statement or dated-fact part: who says so, who says otherwise, how many, and when."""
    pro, contra = sides(evidence)
    out: dict[str, Any] = {"settle": settle(part), "n": len(pro)}
    people = {"who": sorted(heard(pro)), "against": sorted(heard(contra))}
    if people["who"] and people["who"] == people["against"]:
        out["both"] = _few(people["who"])
        people = {}
    for name, some in people.items():
        if len(some) == 1:
            out |= {name: some, f"{name}_one": some}
        elif some:
            out |= {name: _few(some), f"{name}_count": len(some)}
    dates = sorted(e.date for e in pro if e.date[:4].isdigit())
    if dates:
        out |= {"first": dates[0], "last": dates[-1]}
    return out


def settle(part: Part) -> list[Message]:
    """What would settle a part, as a value."""
    return [Message(id=f"part.{part.claim}.{part.id}.settle", values={}, text=part.settle)]


def _few(people: Sequence[str]) -> list[str | int]:
    """The first names, and how many more."""
    rest = len(people) - _MOST_NAMES
    return [*people[:_MOST_NAMES], rest] if rest > 0 else [*people]


def of_ladder(part: Part, ladder: Ladder) -> dict[str, Any]:
    """Values of a ladder part."""
    out: dict[str, Any] = {
        "wanted": part.stage,
        "reached": ladder.reached,
        "as_of": ladder.as_of,
        "settle": settle(part),
    }
    if ladder.witnesses:
        out["who"] = _few(sorted(ladder.witnesses))
    if ladder.claimants:
        out["claimants"] = _few(sorted(ladder.claimants))
    if ladder.low is not None:
        out["share"] = [ladder.low, ladder.high] if ladder.low != ladder.high else ladder.low
    return out


def why_not(reason: str, words: Words) -> Message | None:
    """The reason a proposition cannot be told."""
    kind, _, rest = reason.partition(":")
    values = {"missing": rest.split()} if rest else {}
    return message(f"why_not.{kind}", words, **values) if kind else None
