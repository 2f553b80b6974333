"""The words of the field that pages explain: from `glossary.toml`, with the forms under which a text holds them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from dashboard.texts.parties import Terms, own_terms
from dashboard.texts.translations import language, translated

#: single words in small letters that are no everyday English here; others of the kind are not marked in a text
_SPECIAL = frozenset(
    {
        *("asymmetry", "asymmetries", "cadence", "comparator", "comparators", "imputed", "kappa", "memoranda"),
        *("memorandum", "placebo", "reading", "readings", "resolvable", "specification", "specifications"),
        *("turnover", "valuation", "vintage", "vintages"),
    }
)


@dataclass(frozen=True, kw_only=True)
class Term:
    """One word: its address `/glossary#name`, the form the pages print, other forms, what it means, who says so."""

    name: str
    term: str
    also: tuple[str, ...]
    text: str
    source: str

    @property
    def forms_in_text(self) -> list[str]:
        """The forms that a page explains where they stand in a text."""
        return [form for form in (self.term, *self.also) if form in _SPECIAL or not re.fullmatch(r"[a-z]+", form)]


def english() -> Iterator[tuple[str, str]]:
    """Key and text of what can be translated: each word, and what it means."""
    for name, word in _words().items():
        yield from ((f"term.{name}.{part}", word[part]) for part in ("term", "text"))


@cache
def _words() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def terms() -> tuple[Term, ...]:
    """All words, in the order of the alphabet: the general ones, and in their place those of the article."""
    return _terms(own_terms(), language())


@lru_cache(maxsize=8)
def _terms(own: Terms, _language: str) -> tuple[Term, ...]:
    known = _made(_words(), "term") | _made(own.words, "article.term")
    return tuple(sorted(known.values(), key=lambda term: term.term.lower()))


def _made(words: Mapping[str, Mapping[str, Any]], start: str) -> dict[str, Term]:
    return {
        name: Term(
            name=name,
            term=translated(f"{start}.{name}.term", word["term"]),
            also=tuple(word["also"]),
            text=translated(f"{start}.{name}.text", word["text"]),
            source=word["source"],
        )
        for name, word in words.items()
    }


def by_form() -> dict[str, Term]:
    """Form, as it stands in a sentence or begins one -> its word."""
    return _by_form(own_terms(), language())


@lru_cache(maxsize=8)
def _by_form(own: Terms, name: str) -> dict[str, Term]:
    forms = {form: term for term in _terms(own, name) for form in term.forms_in_text}
    return {**{form[0].upper() + form[1:]: term for form, term in forms.items()}, **forms}


def pattern() -> re.Pattern[str]:
    """Matches any form as a whole word, the longest first."""
    return _pattern(own_terms(), language())


@lru_cache(maxsize=8)
def _pattern(own: Terms, name: str) -> re.Pattern[str]:
    forms = sorted(_by_form(own, name), key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, forms)) + r")(?![\w-])")
