"""The texts `chart.<id>.*` of a chart, and headlines of at most LIMIT characters that are made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.texts import catalogue, say, word
from dashboard.texts.translations import ENGLISH, language

HEADS = ("head", "head_short", "head_shortest")  # texts of a headline, the fullest first
LIMIT = 90  # characters that a phone shows in four lines and a card in two
Facts = dict[str, Any]  # what texts are filled with; a tuple says one thing in several lengths, the fullest first


def fit(*wordings: str) -> str:
    """The first of `wordings`, the fullest first, that has at most LIMIT characters; ValueError when none has.

    In a translation, which may be longer than the English text, the shortest stands in.
    """
    for wording in wordings:
        if len(wording) <= LIMIT:
            return wording
    if language() != ENGLISH:
        return min(wordings, key=len)
    raise ValueError(f"no wording of at most {LIMIT} characters: {wordings[-1]}")


@dataclass(frozen=True)
class Phrases:
    """The texts of one chart, by their last name."""

    chart: str

    def __call__(self, name: str, /, **values: object) -> str:
        return say(f"chart.{self.chart}.{name}", **values)

    def has(self, name: str) -> bool:
        """Whether there is such a text, or a plural of it."""
        return any(f"chart.{self.chart}.{name}{form}" in catalogue() for form in ("", ".other"))

    def word(self, group: str, code: object) -> str:
        """A code in the words that this chart has for it."""
        return word(f"chart.{self.chart}.{group}", code)

    def column(self, name: str, **values: object) -> str:
        """The head of a column of the chart's table."""
        return say(f"columns.{self.chart}.{name}", **values)

    def filled(self, name: str, facts: Mapping[str, Any]) -> str:
        """The text `name`, or `name_<wording>` where the facts choose a wording that has one, in its full length."""
        return self(self._worded(name, facts), **_shortened(facts, 0))

    def head(self, facts: Mapping[str, Any]) -> str:
        """The first of the texts HEADS that fits, with facts in their full length before shorter ones."""
        lengths = range(max([1, *(len(value) for value in facts.values() if isinstance(value, tuple))]))
        worded = [name for name in (self._worded(name, facts) for name in HEADS) if self.has(name)]
        return fit(*(self(name, **_shortened(facts, k)) for k in lengths for name in worded))

    def _worded(self, name: str, facts: Mapping[str, Any]) -> str:
        own = f"{name}_{facts.get('wording')}"
        return own if self.has(own) else name


def _shortened(facts: Mapping[str, Any], step: int) -> Facts:
    return {n: v[min(step, len(v) - 1)] if isinstance(v, tuple) else v for n, v in facts.items()}


def fewer(parts: list[str], separator: str = ", ") -> tuple[str, ...]:
    """Several lengths of a list: all of its parts, then fewer and fewer of the first."""
    return tuple(separator.join(parts[:n]) for n in range(len(parts), 0, -1))


def listed(texts: Iterable[str]) -> str:
    """Words of rows in a row: sentences follow each other, others are parted by semicolons; empty ones are left out."""
    parts = [text for text in texts if text]
    return (" " if all(text[-1] in ".!?" for text in parts) else "; ").join(parts)


def empty(chart: str) -> str:
    """What is said of a chart without rows."""
    return say(f"chart.{chart}.none")


def none(chart: str) -> str:
    """The same as a headline; the words of all charts where the chart's own are too long."""
    return fit(empty(chart), say("chart.empty"))
