"""The two countries that the article is about, for texts that name them and charts that ask for them.

Whoever answers a request says whose package it answers from (`use`); addresses name the two by their names: `to_iran`,
`russia_exports`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import pandas as pd

from dashboard.texts.countries import country_name
from dashboard.texts.translations import language


@dataclass(frozen=True, kw_only=True, eq=False)
class Parties:
    """Ids of the two in the article's order; names of all countries by id, for readers and (English) for addresses.

    `labels` are what their package calls its codes, by the id of each text; `article` is what it says of the article,
    `calendars` what is added to a year of another calendar. What is made of them is cached by identity.
    """

    first: str
    second: str
    names: Mapping[str, str]
    english: Mapping[str, str]
    labels: Mapping[str, str]
    article: Mapping[str, Any]
    calendars: Mapping[str, int]

    @property
    def ids(self) -> tuple[str, str]:
        return self.first, self.second

    @property
    def event(self) -> str:
        """The day that the article turns on, YYYY-MM-DD."""
        return str(self.article["event"])

    @property
    def event_year(self) -> int:
        return int(self.event[:4])

    @property
    def place(self) -> int:
        """The rank that the article names; 0 when it names none."""
        return int(self.article.get("place", 0))

    @property
    def comparators(self) -> tuple[str, ...]:
        """The countries whose votes the article compares the pair's with; none when it names none."""
        return tuple(self.article.get("comparators", ()))

    def order(self, name: str) -> tuple[str, ...]:
        """The countries of the article's list `name`; none when it has no such list."""
        return tuple(self.article.get("orders", {}).get(name, ()))

    def ordered(self, others: Iterable[str], first: Sequence[str] = ()) -> list[str]:
        """`others` but for the two: those of `first` in its order, then the rest by name."""
        rest = set(others) - set(self.ids)
        named = [country for country in first if country in rest]
        return named + sorted(rest - set(named), key=lambda country: self.names.get(country, country))

    @property
    def ways(self) -> dict[str, tuple[str, str]]:
        """How an address names a direction of trade -> exporter and importer."""
        return {f"to_{self.slug(c)}": (self.other(c), c) for c in reversed(self.ids)}

    def slug(self, country: str) -> str:
        """How an address names a country."""
        return self.english[country].lower().replace(" ", "-")

    def other(self, country: str) -> str:
        """The one of the two that is not `country`."""
        return self.second if country == self.first else self.first


#: outside of an answer
NOBODY = Parties(first="", second="", names={}, english={}, labels={}, article={}, calendars={})
_CURRENT: ContextVar[Parties] = ContextVar("parties", default=NOBODY)


def of(
    countries: pd.DataFrame,
    labels: Mapping[str, str] | None = None,
    article: Mapping[str, Any] | None = None,
    calendars: Mapping[str, int] | None = None,
) -> Parties:
    """The two that the table `countries` marks, and `labels`, `article` and `calendars` of the same package."""
    columns = (countries[name].tolist() for name in ("id", "name", "iso3", "party"))
    known = _of(tuple(zip(*columns, strict=True)), language())
    return replace(known, labels=labels or {}, article=article or {}, calendars=calendars or {})


@lru_cache(maxsize=8)
def _of(countries: tuple[tuple[Any, ...], ...], _language: str) -> Parties:
    """The same from its cells; every chart asks for it, and a package has one answer for a language."""
    first, second = (row[0] for row in sorted((r for r in countries if pd.notna(r[3])), key=lambda row: row[3]))
    return Parties(
        first=first,
        second=second,
        names={row[0]: country_name(*row[:3]) for row in countries},
        english={row[0]: row[1] for row in countries},
        labels={},
        article={},
        calendars={},
    )


def use(parties: Parties) -> None:
    """Answer from here on, in this thread, with texts about `parties`."""
    _CURRENT.set(parties)


def parties() -> Parties:
    """The two of the package that is being answered from; LookupError outside of an answer."""
    known = current()
    if known is NOBODY:
        raise LookupError("no package is being answered from")
    return known


def current() -> Parties:
    """The same, or NOBODY outside of an answer."""
    return _CURRENT.get()
