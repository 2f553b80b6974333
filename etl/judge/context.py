"""What every part is judged with, and what comes of one part, and what a cause rule answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from etl.claims.message import Message, message
from etl.claims.model import Article
from etl.contract.frames import Row, Tables, Words
from etl.contract.pair import Pair
from etl.judge.evidence import Evidence
from etl.judge.outcome import Outcome
from etl.judge.specification import Specification


@dataclass(frozen=True, kw_only=True)
class JudgeContext:
    """Tables, thresholds, words, the article, and what two reporters typically differ by in log points (or None).

    A cause rule must not see periods that end after `known_by`, nor estimates where `imputed` is False.
    """

    tables: Tables
    thresholds: Words
    words: Words
    gap: float | None
    article: Article
    known_by: date = date.max
    imputed: bool = True

    @property
    def until(self) -> date:
        """The last day of what the article could know."""
        return date.fromisoformat(self.article.until)

    @property
    def whole(self) -> bool:
        """Whether nothing is left out, so that the published tables can be read as they are."""
        return self.known_by == date.max and self.imputed

    @property
    def setup(self) -> Words:
        """The table `cause` of the thresholds."""
        return self.thresholds["cause"]

    @property
    def pair(self) -> Pair:
        """The two countries of the article."""
        return self.article.pair

    def says(self, key: str, **values: Any) -> Message:
        """The template `key` of the words under `cause` with `values`."""
        return message(f"cause.{key}", self.words, **values)

    def unknown(self, criterion: str, key: str, short: str = "", **values: Any) -> Condition:
        """A condition that cannot be told, with the templates `key` and `short` that say why."""
        reason = self.says(short, **values) if short else None
        return Condition(criterion=criterion, met=None, sentence=self.says(key, **values), short=reason)


@dataclass(kw_only=True)
class JudgedPart:
    """What a rule makes of one part: its row of `verdicts`, the evidence, and the values its sentence can name.

    A cause part has rows of `conditions`; a measure part has its `definitions` and the `outcome` of those that vote.
    """

    verdict: Row
    values: Mapping[str, Any]
    evidence: Sequence[Evidence]
    conditions: Sequence[Row] = ()
    definitions: Sequence[Specification] = ()
    outcome: Outcome | None = None


@dataclass(frozen=True, kw_only=True)
class Condition:
    """One thing a cause rule asks: `met` None = cannot be told; `opposite` = the data say the reverse.

    `sentence` is one message or several in a row; `short` is the reason in half a sentence when it is not met. One that
    is not `required` is shown and does not count. `row_table` and `row_key` lead to the row it rests on, `as_of` is the
    newest period that row speaks of.
    """

    criterion: str
    met: bool | None
    sentence: Message | Sequence[Message]
    short: Message | None = None
    opposite: bool = False
    required: bool = True
    row_table: str = ""
    row_key: str = ""
    as_of: str = ""
