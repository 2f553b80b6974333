"""What a cause rule asks, and what it is asked of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from etl.claims.message import Message, message
from etl.contract.pair import Pair
from etl.contract.schema import Tables
from etl.judge.context import JudgeContext


@dataclass(frozen=True, kw_only=True)
class Condition:
    """One thing the rule asks: `met` None = cannot be told; `opposite` = the data say the reverse.

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


@dataclass(frozen=True, kw_only=True)
class Case:
    """The tables, the table `cause` of the thresholds, the words, the pair, and what the rule must not see.

    `until` leaves out periods that end later; `imputed` False leaves out estimates. `memo` is shared by all cases of
    one part: what a rule has read once need not be read again.
    """

    tables: Tables
    setup: Mapping[str, Any]
    words: Mapping[str, Any]
    pair: Pair
    last: date = date.max
    until: date | None = None
    imputed: bool = True
    memo: dict[str, Any] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, context: JudgeContext) -> Case:
        """The case of a context; `last` is the last day of what the article could know."""
        return cls(
            tables=context.tables,
            setup=context.thresholds["cause"],
            words=context.words,
            pair=context.article.pair,
            last=context.until,
        )

    def says(self, key: str, **values: Any) -> Message:
        """The template `key` of the words under `cause` with `values`."""
        return message(f"cause.{key}", self.words, **values)

    @property
    def whole(self) -> bool:
        """Whether nothing is left out, so that the published tables can be read as they are."""
        return self.until is None and self.imputed
