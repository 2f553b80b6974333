"""What the rule looks at in every span of years: sums by year, so that a longer record costs its spans alone.

The weight of a specification is a product of what does not hang on the span (how many of its list and lists of its
period there are) and of what does (how many periods its family has). The first part is summed by family and year,
in whole numbers; each span then takes differences of those sums. Equal to `Grounds.of` the span's specifications.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from etl.claims import Part
from etl.judge.measure_rule import Grounds, resolvable
from etl.judge.weigh import Specs, in_order, weights

Span = tuple[int, int]  # places of the first and last year
Sums = list[int]  # what the years before each place add up to


@dataclass(frozen=True, kw_only=True)
class _Family:
    """Sums of one family: its periods, weight that can be computed, weight where it holds, and computable ones."""

    periods: Sums
    known: dict[str, Sums]
    holds: dict[str, Sums]
    computable: Sums


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
        own = [family for family in families if family.periods[last + 1] > family.periods[first]]
        natural, firm = next(((spec, firm) for place, spec, firm in ordered if first <= place <= last), none)
        computable = [family.computable[last + 1] - family.computable[first] for family in own]
        yield (
            (first, last),
            Grounds(
                register=part.source_kind == "register",
                computable=sum(computable),
                lists=listed[last + 1] - listed[first],
                families=sum(n > 0 for n in computable),
                strong_share=_share(own, "holds_strong", first, last + 1),
                weak_share=_share(own, "holds_weak", first, last + 1),
                natural=natural,
                resolvable=firm,
            ),
        )


def _families(specs: Specs, chosen: Specs, places: Sequence[int], years: int) -> list[_Family]:
    in_list = Counter(spec.list_read for spec in specs)
    in_period = Counter((family, period) for family, _, period in in_list)
    sizes = [in_period[spec.root_family, spec.period] * in_list[spec.list_read] for spec in specs]
    whole = math.lcm(*sizes)
    out = []
    for family in sorted({spec.root_family for spec in specs}):
        own = [n for n, spec in enumerate(specs) if spec.root_family == family]
        periods = {specs[n].period: places[n] for n in own}
        known: dict[str, Counter[int]] = {"holds_strong": Counter(), "holds_weak": Counter()}
        counters: dict[str, Counter[int]] = {"holds_strong": Counter(), "holds_weak": Counter()}
        computable: Counter[int] = Counter()
        for n in own:
            computable[places[n]] += chosen[n].holds_strong is not None
            for proposition in known:
                answer = getattr(chosen[n], proposition)
                known[proposition][places[n]] += 0 if answer is None else whole // sizes[n]
                counters[proposition][places[n]] += whole // sizes[n] if answer else 0
        out.append(
            _Family(
                periods=_sums(Counter(periods.values()), years),
                known={name: _sums(counts, years) for name, counts in known.items()},
                holds={name: _sums(counts, years) for name, counts in counters.items()},
                computable=_sums(computable, years),
            )
        )
    return out


def _sums(by_place: Counter[int], places: int) -> Sums:
    return [0, *accumulate(by_place[at] for at in range(places))]


def _share(families: Sequence[_Family], proposition: str, first: int, end: int) -> float | None:
    """Weighted share in which it holds; each family weighs the same, and each of its periods. None without any."""
    periods = [family.periods[end] - family.periods[first] for family in families]
    whole = math.lcm(*periods)
    total = holding = 0
    for family, count in zip(families, periods, strict=True):
        total += (family.known[proposition][end] - family.known[proposition][first]) * (whole // count)
        holding += (family.holds[proposition][end] - family.holds[proposition][first]) * (whole // count)
    return round(holding / total, 9) if total else None
