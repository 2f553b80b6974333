"""What a reader may set in a measure part, and the verdict of every combination of it.

A reader chooses which books count, whether estimates do, whether partners that publish nothing are counted, one option
of each choice or all of them, and the first and last year. Thresholds are tried as they are and moved either way, and
one list is tried as enough.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from etl.claims import Part
from etl.contract.calendars import stands_for
from etl.contract.schema import Row
from etl.judge.measure_rule import moved, resolvable
from etl.judge.spans import of_spans
from etl.judge.specification import Specification
from etl.judge.weigh import WeightedSpecification, holds, in_order

Specs = Sequence[WeightedSpecification]
ANY_LIST = {"min_specifications": 1, "min_families": 1}
_FIXED = {"flow", "calendar"}  # never a reader's: the part asks for one flow, and a calendar goes with its books


@dataclass(frozen=True, kw_only=True)
class Open:
    """What is open to the reader of one part; `silent` are the same specifications with silent partners left out."""

    part: Part
    specs: Specs
    options: Mapping[str, tuple[str, ...]]  # id of a specification -> choice=option it stands for
    silent: Mapping[str, WeightedSpecification]

    def choices(self) -> dict[str, list[str]]:
        """Choices on which specifications part, each with its options."""
        pairs = sorted({pair for some in self.options.values() for pair in some})
        parted = [p for p in pairs if any(p not in some for some in self.options.values())]
        names = dict.fromkeys(pair.partition("=")[0] for pair in parted)
        return {name: [p for p in pairs if p.partition("=")[0] == name] for name in names}


def opened(part: Part, every: Sequence[Specification], specs: Specs, left_out: Sequence[Specification] | None) -> Open:
    """What is open in `specs`, the weighed ones of `every`; `left_out` has the readings without silent partners."""
    names = sorted({name for s in every if s.votes for name in s.choices} - _FIXED)
    twins: dict[object, set[str]] = {}
    for s in (s for s in every if s.votes):
        pairs = {f"{name}={s.option(name)}" for name in names if s.option(name)}
        twins.setdefault(s.same_rows(), set()).update(pairs)
    by_id = {s.id: s for s in left_out or ()}
    return Open(
        part=part,
        specs=specs,
        options={s.spec.id: tuple(sorted(twins[s.spec.same_rows()])) for s in specs},
        silent={s.spec.id: _held(s, by_id[s.spec.id], part) for s in specs if s.spec.id in by_id},
    )


def _held(spec: WeightedSpecification, other: Specification, part: Part) -> WeightedSpecification:
    """`spec` with the interval of `other`, held against the propositions of `part`."""
    assert part.strong_is is not None
    assert part.weak_is is not None
    return replace(
        spec,
        spec=replace(spec.spec, low=other.low, high=other.high, weak=other.weak),
        strong=holds(other.low, other.high, part.strong_is),
        weak=holds(*(other.weak or (other.low, other.high)), part.weak_is),
    )


def year(spec: Specification) -> int:
    """The Gregorian year a period is asked for under: the one it stands for, else the one it ends in."""
    own = stands_for(spec.period, spec.calendar)
    return own if own is not None else (spec.ends.year if spec.ends else 0)


def columns(choices: Open, gap: float | None) -> dict[str, Row]:
    """What `specifications` says for a reader's own verdict, by id of the specification."""
    order = {s.spec.id: i for i, s in enumerate(in_order(choices.specs, choices.part.natural_is), 1)}
    rows = {}
    for s in choices.specs:
        without = choices.silent.get(s.spec.id)
        row: Row = {
            "year": year(s.spec) or None,
            "options": " ".join(choices.options[s.spec.id]),
            "natural_order": order.get(s.spec.id),
            "resolvable": resolvable(s, choices.part, gap),
        }
        if without is not None:
            row |= {"silent_low": without.spec.low, "silent_high": without.spec.high}
            row |= {"silent_strong": without.strong, "silent_weak": without.weak}
        rows[s.spec.id] = row
    return rows


def possible(choices: Open, gap: float | None, t: Mapping[str, float]) -> list[Row]:
    """Rows of `possible_verdicts` (without claim and part): how many of all settings give each verdict."""
    tried = [{**moved(t, by), **enough} for by in (-t["move"], 0.0, t["move"]) for enough in ({}, ANY_LIST)]
    words: dict[tuple[object, ...], list[str]] = {}
    counts: dict[tuple[bool, frozenset[str]], Counter[str]] = {}
    verdicts: Counter[str] = Counter()
    years = sorted({year(s.spec) for s in choices.specs})
    for silent, some in _selections(choices):
        ids = frozenset(s.spec.id for s in some)
        if (silent, ids) not in counts:
            specifications = [choices.silent.get(s.spec.id, s) if silent else s for s in some]
            counted = counts[silent, ids] = Counter[str]()
            own = [year(s.spec) for s in some]
            for _, g in of_spans(some, specifications, own, years, part=choices.part, gap=gap):
                key = (g.counts, g.strong, g.weak, g.natural and g.natural.strong, g.natural is None, g.resolvable)
                if key not in words:
                    words[key] = [g.verdict(thresholds) for thresholds in tried]
                counted.update(words[key])
        verdicts.update(counts[silent, ids])
    total = verdicts.total()
    return [{"verdict": word, "settings": n, "possible": total} for word, n in sorted(verdicts.items())]


def _selections(choices: Open) -> Iterator[tuple[bool, Specs]]:
    """Whether silent partners are left out, and the specifications that count, for every setting but the years."""
    families = sorted({s.spec.root_family for s in choices.specs})
    books = [set(some) for n in range(1, len(families) + 1) for some in combinations(families, n)]
    estimates = (True, False) if len({s.spec.basis == "imputed" for s in choices.specs}) > 1 else (True,)
    pairs = [{pair for pair in some if pair} for some in product(*[[None, *o] for o in choices.choices().values()])]
    options = [set(choices.options[s.spec.id]) for s in choices.specs]
    for family, counted, options_of_all in product(books, estimates, pairs):
        some = [
            s
            for s, own in zip(choices.specs, options, strict=True)
            if s.spec.root_family in family and (counted or s.spec.basis != "imputed") and options_of_all <= own
        ]
        for silent in (False, True) if choices.silent else (False,):
            yield silent, some
