"""The words of the field that pages explain: from `glossary.toml`, with the forms under which a text holds them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from dashboard.texts.parties import Parties, current
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


@dataclass(frozen=True, kw_only=True)
class Glossary:
    """The words in the order of the alphabet; those that are found in texts by form, as it is in a sentence or begins
    one; and a pattern that matches any form as a whole word, the longest first."""

    terms: tuple[Term, ...]
    by_form: Mapping[str, Term]
    pattern: re.Pattern[str]


def glossary() -> Glossary:
    """The general words, and in their place those of the article."""
    return _glossary(current(), language())


@lru_cache(maxsize=8)
def _glossary(known: Parties, _language: str) -> Glossary:
    words = _made(_words(), "term") | _made(known.article.get("terms", {}), "article.term")
    terms = tuple(sorted(words.values(), key=lambda term: term.term.lower()))
    forms = {form: term for term in terms for form in term.forms_in_text}
    by_form = {form[0].upper() + form[1:]: term for form, term in forms.items()} | forms
    longest = map(re.escape, sorted(by_form, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(longest)})(?![\w-])")
    return Glossary(terms=terms, by_form=by_form, pattern=pattern)


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
