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
from etl.judge.measure_rule import Measured
from etl.judge.specification import PRINTED, Specification

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


def of_measure(part: Part, measured: Measured, words: Words) -> dict[str, Any]:
    """Values of a measure part: counts, shares, and what its natural reading gives."""
    specs, outcome = measured.specs, measured.outcome
    families = sorted({spec.root_family for spec in specs if spec.holds_strong is not None})
    values: dict[str, Any] = {
        "holds": outcome.holds,
        "computable": outcome.counts.computable,
        "defined": outcome.defined,
        "lists": outcome.counts.lists,
        "settle": settle(part),
    }
    if families:
        values |= {"families": families, "strong": outcome.strong_share, "weak": outcome.weak_share}
    if outcome.flips_on:
        values["flips"] = list(outcome.flips_on)
    for spec in specs:
        values |= _of_specification(spec, {spec.root_family for spec in specs})
    return values | _finding(outcome.natural, words)


def _of_specification(spec: Specification, families: Collection[str]) -> dict[str, Any]:
    """What one specification gives, under the name of its family, or of its choices within one family's record."""
    if spec.low is None or spec.high is None or spec.option("valuation") != PRINTED["valuation"]:
        return {}
    if len(families) > 1:
        return {f"value_{spec.root_family}": _value(spec)}
    if "era" not in spec.choices:
        return {}
    name = "_".join(option.partition("-")[0] for _, option in sorted(spec.choices.items()))
    rows = len(spec.row_key.split(" "))
    return {f"rows_{name}": rows, f"noes_{name}": round(rows * spec.low / 100)}


def _value(spec: Specification) -> Any:
    """The value, or its interval."""
    return [spec.low, spec.high] if spec.low != spec.high else spec.low


def _finding(spec: Specification | None, words: Words) -> dict[str, Any]:
    """What one specification gives, as values and as half a sentence; nothing when it gives nothing."""
    if spec is None or (spec.low is None and spec.high is None):
        return {}
    period = f"{spec.calendar} {spec.period}"
    values: dict[str, Any] = {"value": _value(spec), "family": spec.root_family, "period": period}
    if spec.low is not None and spec.unit in words["format"]["finding"]:
        values["finding"] = {**values, "unit": spec.unit}
    return values


def of_facts(part: Part, evidence: Sequence[Evidence]) -> dict[str, Any]:
    """Values of a statement or dated-fact part: who says so, who says otherwise, how many, and when."""
    pro, contra = sides(evidence)
    values: dict[str, Any] = {"settle": settle(part), "n": len(pro)}
    people = {"who": sorted(heard(pro)), "against": sorted(heard(contra))}
    if people["who"] and people["who"] == people["against"]:
        values["both"] = _few(people["who"])
        people = {}
    for name, witnesses in people.items():
        if len(witnesses) == 1:
            values |= {name: witnesses, f"{name}_one": witnesses}
        elif witnesses:
            values |= {name: _few(witnesses), f"{name}_count": len(witnesses)}
    dates = sorted(row.date for row in pro if row.date[:4].isdigit())
    if dates:
        values |= {"first": dates[0], "last": dates[-1]}
    return values


def settle(part: Part) -> list[Message]:
    """What would settle a part, as a value."""
    return [Message(id=f"part.{part.claim}.{part.id}.settle", values={}, text=part.settle)]


def _few(people: Sequence[str]) -> list[str | int]:
    """The first names, and how many more."""
    rest = len(people) - _MOST_NAMES
    return [*people[:_MOST_NAMES], rest] if rest > 0 else [*people]


def of_ladder(part: Part, ladder: Ladder) -> dict[str, Any]:
    """Values of a ladder part."""
    values: dict[str, Any] = {
        "wanted": part.stage,
        "reached": ladder.reached,
        "as_of": ladder.as_of,
        "settle": settle(part),
    }
    if ladder.witnesses:
        values["who"] = _few(sorted(ladder.witnesses))
    if ladder.claimants:
        values["claimants"] = _few(sorted(ladder.claimants))
    if ladder.low is not None:
        values["share"] = [ladder.low, ladder.high] if ladder.low != ladder.high else ladder.low
    return values


def why_not(reason: str, words: Words) -> Message | None:
    """The reason a proposition cannot be told."""
    kind, _, rest = reason.partition(":")
    values = {"missing": rest.split()} if rest else {}
    return message(f"why_not.{kind}", words, **values) if kind else None
