"""What the rule looks at in every span of years: sums by year, so that a longer record costs its spans alone.

The weight of a specification is a product of what does not hang on the span (how many readings of its list and lists of
its period there are) and of what does (how many periods its family has). The first part is summed by family and year,
in whole numbers; each span then takes differences of those sums. Equal to `grounds` of the span's specifications.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from etl.claims import Part
from etl.judge.measure_rule import Counts, Grounds, grounds, resolvable
from etl.judge.weigh import WeightedSpecification, in_order, weights

Specs = Sequence[WeightedSpecification]
Span = tuple[int, int]  # places of the first and last year
Sums = list[int]  # what the years before each place add up to


@dataclass(frozen=True, kw_only=True)
class _Family:
    """Sums of one family: its periods, weight that can be computed, weight where it holds, and computable readings."""

    periods: Sums
    known: dict[str, Sums]
    holds: dict[str, Sums]
    computable: Sums


def of_spans(
    specs: Specs, chosen: Specs, own: Sequence[int], years: Sequence[int], *, part: Part, gap: float | None
) -> Iterator[tuple[Span, Grounds]]:
    """`grounds` of each span of `years`, of the `chosen` readings with the weights of `specs`, in the same order.

    `own` are the years of `specs`, each one of `years`.
    """
    place = {y: at for at, y in enumerate(years)}
    at = [place[y] for y in own]
    periods = {(s.spec.root_family, s.spec.period): a for s, a in zip(specs, at, strict=True)}
    if any(periods[s.spec.root_family, s.spec.period] != a for s, a in zip(specs, at, strict=True)):
        yield from _one_by_one(specs, chosen, at, len(years), part=part, gap=gap)
    else:
        yield from _by_sums(specs, chosen, at, len(years), part=part, gap=gap)


def _one_by_one(
    specs: Specs, chosen: Specs, at: Sequence[int], years: int, *, part: Part, gap: float | None
) -> Iterator[tuple[Span, Grounds]]:
    """The same where readings of one period end in several years: each span weighed anew."""
    for first, last in _spans(years):
        inside = [i for i, a in enumerate(at) if first <= a <= last]
        shares = weights([specs[i].spec for i in inside])
        weighed = [replace(chosen[i], weight=shares[specs[i].spec.id]) for i in inside]
        yield (first, last), grounds(weighed, part, gap)


def _spans(years: int) -> Iterator[Span]:
    return ((first, last) for first in range(years) for last in range(first, years))


def _by_sums(
    specs: Specs, chosen: Specs, at: Sequence[int], years: int, *, part: Part, gap: float | None
) -> Iterator[tuple[Span, Grounds]]:
    families = _families(specs, chosen, at, years)
    lists = {s.spec.list_read: a for s, a in zip(chosen, at, strict=True) if s.strong is not None}
    listed = _sums(Counter(lists.values()), years)
    where = {id(s): a for s, a in zip(chosen, at, strict=True)}
    ordered = [(where[id(s)], s, resolvable(s, part, gap)) for s in in_order(chosen, part.natural_is)]
    nothing = resolvable(None, part, gap)
    for first, last in _spans(years):
        own = [f for f in families if f.periods[last + 1] > f.periods[first]]
        natural, firm = next(((s, firm) for a, s, firm in ordered if first <= a <= last), (None, nothing))
        computable = [f.computable[last + 1] - f.computable[first] for f in own]
        counts = Counts(
            computable=sum(computable),
            lists=listed[last + 1] - listed[first],
            families=sum(n > 0 for n in computable),
        )
        yield (
            (first, last),
            Grounds(
                register=part.source_kind == "register",
                counts=counts,
                strong=_share(own, "strong", first, last + 1),
                weak=_share(own, "weak", first, last + 1),
                natural=natural,
                resolvable=firm,
            ),
        )


def _families(specs: Specs, chosen: Specs, at: Sequence[int], years: int) -> list[_Family]:
    in_list = Counter(s.spec.list_read for s in specs)
    in_period = Counter((family, period) for family, _, period in in_list)
    sizes = [in_period[s.spec.root_family, s.spec.period] * in_list[s.spec.list_read] for s in specs]
    whole = math.lcm(*sizes)
    out = []
    for family in sorted({s.spec.root_family for s in specs}):
        own = [i for i, s in enumerate(specs) if s.spec.root_family == family]
        periods = {specs[i].spec.period: at[i] for i in own}
        known: dict[str, Counter[int]] = {"strong": Counter(), "weak": Counter()}
        counters: dict[str, Counter[int]] = {"strong": Counter(), "weak": Counter()}
        computable: Counter[int] = Counter()
        for i in own:
            computable[at[i]] += chosen[i].strong is not None
            for which in known:
                answer = getattr(chosen[i], which)
                known[which][at[i]] += 0 if answer is None else whole // sizes[i]
                counters[which][at[i]] += whole // sizes[i] if answer else 0
        out.append(
            _Family(
                periods=_sums(Counter(periods.values()), years),
                known={which: _sums(counts, years) for which, counts in known.items()},
                holds={which: _sums(counts, years) for which, counts in counters.items()},
                computable=_sums(computable, years),
            )
        )
    return out


def _sums(by_place: Counter[int], places: int) -> Sums:
    return [0, *accumulate(by_place[at] for at in range(places))]


def _share(families: Sequence[_Family], which: str, first: int, end: int) -> float | None:
    """Weighted share in which it holds; each family weighs the same, and each of its periods. None without any."""
    periods = [f.periods[end] - f.periods[first] for f in families]
    whole = math.lcm(*periods)
    total = holds = 0
    for family, count in zip(families, periods, strict=True):
        total += (family.known[which][end] - family.known[which][first]) * (whole // count)
        holds += (family.holds[which][end] - family.holds[which][first]) * (whole // count)
    return round(holds / total, 9) if total else None
