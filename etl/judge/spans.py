"""What the rule looks at in every span of years: sums by year, so that a longer record costs its spans alone.

The weight of a specification is a product of what does not hang on the span (how many of its list and lists of its
period there are) and of what does (how many periods its family has). The first part is summed by family and year,
in whole numbers; each span then takes differences of those sums. Equal to `Grounds.of` the span's specifications.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from etl.claims.model import Part
from etl.judge.measure_rule import Grounds, resolvable
from etl.judge.weigh import Specs, in_order, weights

Span = tuple[int, int]  # places of the first and last year
Sums = list[int]  # what the years before each place add up to
_KNOWN = {"holds_strong": "strong_known", "holds_weak": "weak_known"}


def of_spans(
    specs: Specs, chosen: Specs, own: Sequence[int], years: Sequence[int], *, part: Part, gap: float | None
) -> Iterator[tuple[Span, Grounds]]:
    """The grounds of each span of `years`: of the `chosen` specifications, weighed as `specs`, in the same order.

    `own` are the years of `specs`, each one of `years`.
    """
    place_of = {year: place for place, year in enumerate(years)}
    places = [place_of[year] for year in own]
    periods = {(spec.root_family, spec.period): place for spec, place in zip(specs, places, strict=True)}
    if any(periods[spec.root_family, spec.period] != place for spec, place in zip(specs, places, strict=True)):
        yield from _one_by_one(specs, chosen, places, len(years), part=part, gap=gap)
    else:
        yield from _by_sums(specs, chosen, places, len(years), part=part, gap=gap)


def _one_by_one(
    specs: Specs, chosen: Specs, places: Sequence[int], years: int, *, part: Part, gap: float | None
) -> Iterator[tuple[Span, Grounds]]:
    """The same where specifications of one period end in several years: each span weighed anew."""
    for first, last in _spans(years):
        inside = [n for n, place in enumerate(places) if first <= place <= last]
        shares = weights([specs[n] for n in inside])
        chosen_here = [replace(chosen[n], weight=shares[specs[n].id]) for n in inside]
        yield (first, last), Grounds.of(chosen_here, part, gap)


def _spans(years: int) -> Iterator[Span]:
    return ((first, last) for first in range(years) for last in range(first, years))


def _by_sums(
    specs: Specs, chosen: Specs, places: Sequence[int], years: int, *, part: Part, gap: float | None
) -> Iterator[tuple[Span, Grounds]]:
    families = _families(specs, chosen, places, years)
    lists = {spec.list_read: place for spec, place in zip(chosen, places, strict=True) if spec.holds_strong is not None}
    listed = _sums(Counter(lists.values()), years)
    place_of = {id(spec): place for spec, place in zip(chosen, places, strict=True)}
    ordered = [(place_of[id(spec)], spec, resolvable(spec, part, gap)) for spec in in_order(chosen, part.natural_is)]
    none = (None, resolvable(None, part, gap))
    for first, last in _spans(years):
        end = last + 1
        inside = [family for family in families if family["periods"][end] > family["periods"][first]]
        own = [{name: sums[end] - sums[first] for name, sums in family.items()} for family in inside]
        natural, firm = next(((spec, firm) for place, spec, firm in ordered if first <= place <= last), none)
        yield (
            (first, last),
            Grounds(
                register=part.source_kind == "register",
                computable=sum(family["computable"] for family in own),
                lists=listed[end] - listed[first],
                families=sum(family["computable"] > 0 for family in own),
                strong_share=_share(own, "holds_strong"),
                weak_share=_share(own, "holds_weak"),
                natural=natural,
                resolvable=firm,
            ),
        )


def _families(specs: Specs, chosen: Specs, places: Sequence[int], years: int) -> list[dict[str, Sums]]:
    """Sums of each family: its periods, computable specifications, weight that can be computed, weight that holds."""
    in_list = Counter(spec.list_read for spec in specs)
    in_period = Counter((family, period) for family, _, period in in_list)
    sizes = [in_period[spec.root_family, spec.period] * in_list[spec.list_read] for spec in specs]
    whole = math.lcm(*sizes)
    counts: dict[str, dict[str, Counter[int]]] = defaultdict(lambda: defaultdict(Counter))
    periods = {(spec.root_family, spec.period): place for spec, place in zip(specs, places, strict=True)}
    for (family, _), place in periods.items():
        counts[family]["periods"][place] += 1
    for spec, size, place in zip(chosen, sizes, places, strict=True):
        own = counts[spec.root_family]
        own["computable"][place] += spec.holds_strong is not None
        for proposition in _KNOWN:
            answer = getattr(spec, proposition)
            own[_KNOWN[proposition]][place] += 0 if answer is None else whole // size
            own[proposition][place] += whole // size if answer else 0
    return [{name: _sums(by_place, years) for name, by_place in own.items()} for own in counts.values()]


def _sums(by_place: Counter[int], places: int) -> Sums:
    return [0, *accumulate(by_place[at] for at in range(places))]


def _share(families: Sequence[Mapping[str, int]], proposition: str) -> float | None:
    """Weighted share in which it holds; each family weighs the same, and each of its periods. None without any."""
    whole = math.lcm(*(family["periods"] for family in families))
    total = sum(family[_KNOWN[proposition]] * (whole // family["periods"]) for family in families)
    holding = sum(family[proposition] * (whole // family["periods"]) for family in families)
    return round(holding / total, 9) if total else None
