"""The two countries that the article is about, for texts that name them and charts that ask for them.

Whoever answers a request says whose package it answers from (`use`); texts name the two as `{country_1}` and
`{country_2}`, addresses by their names: `to_iran`, `russia_exports`. What the article turns on, and the place among
partners that it names, are said as `{event_name}`, `{event_date}`, `{event_year}` and `{place_word}`; what it could
know, the years that others are held against, and the one whose prices constant dollars have, as `{until_name}`,
`{until_date}`, `{base_first}`, `{base_year}` and `{price_year}`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from dashboard.texts.countries import country_name
from dashboard.texts.translations import language, translated


@dataclass(frozen=True, kw_only=True, eq=False)
class Terms:
    """Words of a glossary by name, in the form of `glossary.toml`; what is made of them is cached by identity."""

    words: Mapping[str, Mapping[str, Any]]


NO_TERMS = Terms(words={})


@dataclass(frozen=True, kw_only=True)
class Parties:
    """Ids of the two in the article's order; names of all countries by id, for readers and (English) for addresses.

    `labels` are what their package calls its codes, by the id of each text; `article` is what it says of the article,
    `calendars` what is added to a year of another calendar.
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

    @cached_property
    def placeholders(self) -> dict[str, str]:
        """What a text writes for the two and for the article's event and place, and the words for them."""
        from dashboard.texts import formats, say  # which need texts, as texts need this module

        until = formats.day(self.article.get("until", self.event))
        return {
            "{country_1}": self.names[self.first],
            "{country_2}": self.names[self.second],
            "{event_name}": self.article.get("event_name", ""),
            "{event_date}": formats.day(self.event),
            "{event_year}": self.event[:4],
            "{place_word}": self.article.get("place_word", ""),
            "{years_apart}": str(self.calendars.get("solar_hijri", "")),
            "{until_name}": self.article.get("until_name") or until,
            "{until_date}": until,
            "{base_first}": str(self.event_year - 3),
            "{base_year}": str(self.event_year - 1),
            "{price_year}": str(self.article.get("price_year", "")),
            "{comparators}": ", ".join(self.names.get(c, c) for c in self.comparators) or say("votes.everybody"),
        }

    @cached_property
    def terms(self) -> Terms:
        """Words of the glossary that are the article's own."""
        return Terms(words=self.article.get("terms", {}))

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


_CURRENT: ContextVar[Parties | None] = ContextVar("parties", default=None)


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


def labels(messages: pd.DataFrame, choices: pd.DataFrame) -> dict[str, str]:
    """What a package calls its codes, by the id under which each label can be translated: families, series, choices."""
    formats = messages[messages["message"].str.startswith("format.")]
    options = "choice." + choices["choice"] + "." + choices["option"] + ".title"
    return dict(zip([*formats["message"], *options], [*formats["template"], *choices["title"]], strict=True))


def use(parties: Parties) -> None:
    """Answer from here on, in this thread, with texts about `parties`."""
    _CURRENT.set(parties)


def parties() -> Parties:
    """The two of the package that is being answered from; LookupError outside of an answer."""
    known = _CURRENT.get()
    if known is None:
        raise LookupError("no package is being answered from")
    return known


def own_text(name: str) -> str | None:
    """The text `name` as the article has it, in the language of this server; None where it has none of its own."""
    known = _CURRENT.get()
    text = known.article.get("texts", {}).get(name) if known else None
    return text and translated(f"article.{name}", text)


def own_terms() -> Terms:
    """Words of the glossary that are the article's own; none outside of an answer."""
    known = _CURRENT.get()
    return known.terms if known else NO_TERMS


def named(text: str) -> str:
    """`text` with the names of the two; outside of an answer as it is."""
    known = _CURRENT.get()
    if known is None or "{" not in text:
        return text
    for placeholder, name in known.placeholders.items():
        text = text.replace(placeholder, name)
    return text


def name_of(country: str) -> str | None:
    """Name of a country in the package that is being answered from."""
    known = _CURRENT.get()
    return known.names.get(country) if known else None


_OTHER_NAMES = {"root_family": "family", "flips": "dimension", "measure_kind": "code"}  # of a group, in the package


def label_of(group: str, code: str) -> str | None:
    """What the package that is being answered from calls a code, in the language of this server."""
    known, name = _CURRENT.get(), group.rpartition(".")[2]
    for key in (f"format.{_OTHER_NAMES.get(name, name)}.{code}", f"choice.{name}.{code}.title"):
        if known and key in known.labels:
            return translated(key, known.labels[key])
    return None
