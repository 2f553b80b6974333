"""The words of the field that pages explain: from `glossary.toml`, with the forms under which a text holds them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.texts.translations import translated

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
    def marked(self) -> list[str]:
        """The forms that a page explains where they stand in a text."""
        return [form for form in (self.term, *self.also) if form in _SPECIAL or not re.fullmatch(r"[a-z]+", form)]


def english() -> Iterator[tuple[str, str]]:
    """Key and text of what can be translated: each word, and what it means."""
    for name, word in _words().items():
        yield from ((f"term.{name}.{part}", word[part]) for part in ("term", "text"))


def _words() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@cache
def terms() -> tuple[Term, ...]:
    """All words, in the order of the alphabet."""
    texts = {key: translated(key, text) for key, text in english()}
    listed = [
        Term(
            name=name,
            term=texts[f"term.{name}.term"],
            also=tuple(word["also"]),
            text=texts[f"term.{name}.text"],
            source=word["source"],
        )
        for name, word in _words().items()
    ]
    return tuple(sorted(listed, key=lambda term: term.term.lower()))


@cache
def by_form() -> dict[str, Term]:
    """Form, as it stands in a sentence or begins one -> its word."""
    forms = {form: term for term in terms() for form in term.marked}
    return {**{form[0].upper() + form[1:]: term for form, term in forms.items()}, **forms}


@cache
def pattern() -> re.Pattern[str]:
    """Matches any form as a whole word, the longest first."""
    forms = sorted(by_form(), key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, forms)) + r")(?![\w-])")
