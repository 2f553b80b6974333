"""Ranks and their changes under every definition: each equally defensible choice, had or not to be had.

`rank` gives the ranks as the figures are printed; here each is asked again with unspecified partners as one partner and
without freight, and said not to be had in the other calendar, of which no list can be made.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

import pandas as pd

from etl.contract.distinct import where
from etl.contract.frames import Tables
from etl.contract.memo import Memo
from etl.derive.current import current_trade
from etl.judge.growth_definitions import FREE, OTHER, unavailable
from etl.judge.rank import WITHOUT_FREIGHT, level
from etl.judge.rank_change import change
from etl.judge.specification import Measure, Specification

UNSPECIFIED = "NES490"  # Taiwan for most reporters, hidden oil for some


@dataclass(frozen=True, kw_only=True)
class Book:
    """One list of partners: both ways together in US dollars by partner, and how its flows are valued."""

    values: Counter[str] = field(default_factory=Counter)
    valuations: set[str] = field(default_factory=set)


Books = Mapping[tuple[str, str], Book]  # by source and period
_BOOKS: Memo[Books] = Memo(large=True)


def levels(tables: Tables, params: Mapping[str, Any], until: date | None) -> list[Specification]:
    """Ranks under every definition: the EU as one, unspecified partners as one, without freight, the other calendar."""
    printed = level(tables, params, until)
    free = {_list(spec): spec for spec in level(tables, params, until, WITHOUT_FREIGHT)}
    trade, reporter = current_trade(tables), params["reporter"]
    books = _BOOKS.of(trade, choice=reporter, make=lambda: _books(trade, reporter))
    definitions: list[Specification] = []
    for spec in printed:
        book = books.get((spec.series, spec.period), Book())
        definitions += _of_list(spec, free.get(_list(spec)), book, params["partner"])
    return definitions


changes: Measure = partial(change, read=levels)


def _list(spec: Specification) -> tuple[str, ...]:
    return (*spec.list_read, spec.calendar, spec.choices["eu"])


def _books(trade: pd.DataFrame, reporter: str) -> Books:
    """The flows behind each list of the reporter's partners; a list as printed has none."""
    own = where(trade["exporter"], reporter.__eq__) | where(trade["importer"], reporter.__eq__)
    own &= where(trade["commodity"], "TOTAL".__eq__)
    names = ["source", "period", "exporter", "importer", "value_usd", "valuation"]
    rows = trade.loc[own & trade["value_usd"].notna().to_numpy(), names]
    books: dict[tuple[str, str], Book] = defaultdict(Book)
    for source, period, exporter, importer, value, valuation in zip(*(rows[n].tolist() for n in names), strict=True):
        books[source, period].values[importer if exporter == reporter else exporter] += value
        books[source, period].valuations.add(valuation)
    return books


def _of_list(printed: Specification, free: Specification | None, book: Book, partner: str) -> Iterator[Specification]:
    # one place lower where "Other Asia, not elsewhere specified" is a partner of its own and stands above
    above = UNSPECIFIED in book.values
    above = above and (partner not in book.values or book.values[UNSPECIFIED] > book.values[partner])
    for definition in (printed, _without_freight(printed, free, book.valuations)):
        yield definition
        yield _lower(definition, int(above))
    yield unavailable(printed, "whole-list", {"calendar": OTHER[printed.calendar]})


def _without_freight(printed: Specification, free: Specification | None, valuations: set[str]) -> Specification:
    choices = {**printed.choices, **FREE}
    if free is not None:
        return replace(free, choices=choices, basis="imputed")
    if len(valuations) == 1 and valuations <= {"FOB", "CIF"}:
        return replace(printed, choices=choices)  # both ways are valued alike: the order is the same
    return unavailable(printed, "one-sum", FREE)


def _lower(spec: Specification, places: int) -> Specification:
    low, high, point = (None if bound is None else bound + places for bound in (spec.low, spec.high, spec.point))
    return replace(spec, low=low, high=high, point=point, choices={**spec.choices, "unspecified": "kept"})
