"""Weights of specifications, the shares they give, and the choices on which an answer turns.

Equal rows are one, every family weighs the same, nothing is guessed: weight = 1/families x 1/periods in the family x
1/series in the period x 1/choices; the weights of a part sum to 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from etl.claims.model import Part
from etl.judge.specification import PRINTED, Specification, WeightedSpecification

_DAWN = date(1, 1, 1)
Specs = Sequence[WeightedSpecification]


def weigh(definitions: Sequence[Specification], part: Part) -> list[WeightedSpecification]:
    """Definitions that vote, without those that read the same rows, held against the propositions of `part`."""
    chosen = sorted(distinct(definitions).values(), key=lambda spec: spec.id)
    shares = weights(chosen)
    return [WeightedSpecification.of(spec, part, shares[spec.id]) for spec in chosen]


def distinct(definitions: Sequence[Specification]) -> dict[object, Specification]:
    """Definitions that vote, by the rows they read; of several that read the same, the nearest to print."""
    first: dict[object, Specification] = {}
    for spec in sorted(definitions, key=lambda spec: (spec.basis == "imputed", spec.id)):
        if spec.votes:
            first.setdefault(spec.same_rows(), spec)
    return first


def weights(specs: Sequence[Specification]) -> dict[str, Fraction]:
    """Weight of each specification by its id; they sum to 1."""
    lists = {spec.list_read for spec in specs}
    periods = {(family, period) for family, _, period in lists}
    in_family = Counter(family for family, _ in periods)
    in_period = Counter((family, period) for family, _, period in lists)
    in_list = Counter(spec.list_read for spec in specs)
    return {
        spec.id: Fraction(1)
        / len(in_family)
        / in_family[spec.root_family]
        / in_period[spec.root_family, spec.period]
        / in_list[spec.list_read]
        for spec in specs
    }


def share(specs: Specs, proposition: str) -> float | None:
    """Weighted share of the computable specifications in which `proposition` (`holds_strong`, `holds_weak`) is true."""
    known = [spec for spec in specs if getattr(spec, proposition) is not None]
    total = sum(spec.weight for spec in known)
    return round(float(sum(spec.weight for spec in known if getattr(spec, proposition)) / total), 9) if total else None


def find(
    specs: Specs, choices: Mapping[str, str], besides: WeightedSpecification | None = None
) -> WeightedSpecification | None:
    """The specification with these `choices`: the latest period with a bound, and the one nearest to print."""
    return next((spec for spec in in_order(specs, choices) if spec is not besides), None)


def in_order(specs: Specs, choices: Mapping[str, str]) -> list[WeightedSpecification]:
    """Every specification whose columns are as `choices`, the one that is taken first at the head."""
    if not choices:
        return []
    specs = [spec for spec in specs if all(spec.option(choice) == option for choice, option in choices.items())]
    specs = sorted(specs, key=lambda spec: len(spec.choices))
    return sorted(specs, key=lambda spec: (spec.bounded, spec.ends or _DAWN, spec.period), reverse=True)


def flips(specs: Specs, proposition: str = "holds_strong") -> dict[str, dict[str, float]]:
    """Share of `proposition` by option, for each choice with several options; the answer flips where shares part."""
    out: dict[str, dict[str, float]] = {}
    for choice in ("root_family", "period", "basis", *_choices(specs)):
        options = sorted({spec.option(choice) for spec in specs} - {""})
        shares = {option: share(among(specs, choice, option), proposition) for option in options}
        known = {option: value for option, value in shares.items() if value is not None}
        if len(known) > 1:
            out[choice] = known
    return out


def _choices(specs: Specs) -> list[str]:
    return sorted({choice for spec in specs for choice in spec.choices} - {"flow"})


def among(specs: Specs, choice: str, option: str) -> list[WeightedSpecification]:
    """The specifications of one option; whether estimates count is asked of figures as they are valued in print.

    Taking out freight makes a value an estimate too, by a convention: that is a choice of its own.
    """
    specs = [spec for spec in specs if spec.option(choice) == option]
    if choice != "basis":
        return specs
    return [spec for spec in specs if spec.option("valuation") == PRINTED["valuation"]]


def flips_on(specs: Specs, thresholds: Mapping[str, float]) -> list[str]:
    """Choices on which the answer turns.

    A choice or the period turns it when two specifications that differ in nothing else answer differently; books and
    estimates turn it when one option mostly says yes where another mostly says no.
    """
    yes, no = thresholds["supported"], thresholds["contradicted"]
    shares = {choice: known.values() for choice, known in flips(specs).items() if choice in ("root_family", "basis")}
    books = [choice for choice, known in shares.items() if max(known) >= yes and min(known) <= no]
    return books + [choice for choice in ("period", *_choices(specs)) if _turns(specs, choice)]


def _turns(specs: Specs, choice: str) -> bool:
    answers: dict[tuple[object, ...], set[bool]] = {}
    for spec in specs:
        if spec.holds_strong is not None:
            answers.setdefault(_besides(spec, choice), set()).add(spec.holds_strong)
    return any(len(both) == 2 for both in answers.values())


def _besides(spec: Specification, choice: str) -> tuple[object, ...]:
    """Everything that sets a specification apart but `choice`; an era is a period under another name."""
    rest = frozenset({**spec.choices, choice: ""}.items())
    return (spec.root_family, spec.series, "" if choice in ("period", "era") else spec.period, rest)
