"""What a reader may set in a measure part, and the verdict of every combination of it.

A reader chooses which books count, whether estimates do, whether partners that publish nothing are counted, one option
of each choice or all of them, and the first and last year. Thresholds are tried as they are and moved either way, and
one list is tried as enough.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby, product

from etl.claims.model import Part
from etl.contract.frames import Row
from etl.judge.measure_rule import Thresholds, moved, resolvable
from etl.judge.spans import of_spans
from etl.judge.specification import Specification, WeightedSpecification
from etl.judge.weigh import Specs, in_order

ANY_LIST = {"min_specifications": 1, "min_families": 1}
_FIXED = {"flow", "calendar"}  # never a reader's: the part asks for one flow, and a calendar goes with its books


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What is open to the reader of one part; `silent` are the same specifications with silent partners left out."""

    part: Part
    specs: Specs
    options: Mapping[str, tuple[str, ...]]  # id of a specification -> choice=option it stands for
    silent: Mapping[str, WeightedSpecification]

    def choices(self) -> dict[str, list[str]]:
        """Choices on which specifications part, each with its options."""
        pairs = sorted({pair for own in self.options.values() for pair in own})
        parted = {_choice(pair) for pair in pairs if any(pair not in own for own in self.options.values())}
        return {choice: [*options] for choice, options in groupby(pairs, _choice) if choice in parted}


def _choice(pair: str) -> str:
    return pair.partition("=")[0]


def of(
    part: Part, definitions: Sequence[Specification], specs: Specs, left_out: Sequence[Specification] | None
) -> Settings:
    """What is open in `specs`, the weighed ones of `definitions`; `left_out` are those without silent partners."""
    voting = [spec for spec in definitions if spec.votes]
    choices = sorted({choice for spec in voting for choice in spec.choices} - _FIXED)
    twins: dict[object, set[str]] = {}
    for spec in voting:
        pairs = {f"{choice}={spec.option(choice)}" for choice in choices if spec.option(choice)}
        twins.setdefault(spec.same_rows(), set()).update(pairs)
    by_id = {spec.id: spec for spec in left_out or ()}
    return Settings(
        part=part,
        specs=specs,
        options={spec.id: tuple(sorted(twins[spec.same_rows()])) for spec in specs},
        silent={spec.id: _silent(spec, by_id[spec.id], part) for spec in specs if spec.id in by_id},
    )


def _silent(spec: WeightedSpecification, left_out: Specification, part: Part) -> WeightedSpecification:
    """`spec` with the interval of `left_out`, held against the propositions of `part`."""
    silent = replace(spec, low=left_out.low, high=left_out.high, weak_interval=left_out.weak_interval)
    return WeightedSpecification.of(silent, part, spec.weight)


def columns(settings: Settings, gap: float | None) -> dict[str, Row]:
    """What `specifications` says for a reader's own verdict, by id of the specification."""
    part, specs = settings.part, settings.specs
    order = {spec.id: place for place, spec in enumerate(in_order(specs, part.natural_is), 1)}
    rows = {}
    for spec in specs:
        row: Row = {
            "year": spec.year or None,
            "options": " ".join(settings.options[spec.id]),
            "natural_order": order.get(spec.id),
            "resolvable": resolvable(spec, part, gap),
        }
        if silent := settings.silent.get(spec.id):
            row |= {"silent_low": silent.low, "silent_high": silent.high}
            row |= {"silent_strong": silent.holds_strong, "silent_weak": silent.holds_weak}
        rows[spec.id] = row
    return rows


def possible(settings: Settings, gap: float | None, thresholds: Thresholds) -> list[Row]:
    """Rows of `possible_verdicts` (without claim and part): how many of all settings give each verdict."""
    steps = (-thresholds["move"], 0.0, thresholds["move"])
    tried = [{**moved(thresholds, step), **enough} for step in steps for enough in ({}, ANY_LIST)]
    known: dict[tuple[object, ...], list[str]] = {}
    counts: dict[tuple[bool, frozenset[str]], Counter[str]] = {}
    verdicts: Counter[str] = Counter()
    years = sorted({spec.year for spec in settings.specs})
    for silent, specs in _selections(settings):
        key = (silent, frozenset(spec.id for spec in specs))
        if key not in counts:
            counts[key] = Counter[str]()
            chosen = [settings.silent.get(spec.id, spec) if silent else spec for spec in specs]
            own = [spec.year for spec in specs]
            for _, grounds in of_spans(specs, chosen, own, years, part=settings.part, gap=gap):
                if grounds.compared not in known:
                    known[grounds.compared] = [grounds.verdict(thresholds) for thresholds in tried]
                counts[key].update(known[grounds.compared])
        verdicts.update(counts[key])
    total = verdicts.total()
    return [{"verdict": verdict, "settings": n, "possible": total} for verdict, n in sorted(verdicts.items())]


def _selections(settings: Settings) -> Iterator[tuple[bool, Specs]]:
    """Whether silent partners are left out, and the specifications that count, for every setting but the years."""
    families = sorted({spec.root_family for spec in settings.specs})
    books = [set(chosen) for n in range(1, len(families) + 1) for chosen in combinations(families, n)]
    estimates = (True, False) if len({spec.basis == "imputed" for spec in settings.specs}) > 1 else (True,)
    choices = [[None, *pairs] for pairs in settings.choices().values()]
    options = [{pair for pair in pairs if pair} for pairs in product(*choices)]
    own = [set(settings.options[spec.id]) for spec in settings.specs]
    for families_in, imputed_too, asked in product(books, estimates, options):
        specs = [
            spec
            for spec, pairs in zip(settings.specs, own, strict=True)
            if spec.root_family in families_in and (imputed_too or spec.basis != "imputed") and asked <= pairs
        ]
        for silent in (False, True) if settings.silent else (False,):
            yield silent, specs
