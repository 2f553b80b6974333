"""What a cause rule asks, and what it is asked of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from etl.contract.pair import Pair
from etl.contract.schema import Tables
from etl.judge.context import JudgeContext


@dataclass(frozen=True, kw_only=True)
class Condition:
    """One thing the rule asks: `met` None = cannot be told; `opposite` = the data say the reverse.

    `short` is the reason in half a sentence when it is not met. One that is not `required` is shown and does not count.
    `row_table` and `row_key` lead to the row it rests on, `as_of` is the newest period that row speaks of.
    """

    criterion: str
    met: bool | None
    sentence: str
    short: str = ""
    opposite: bool = False
    required: bool = True
    row_table: str = ""
    row_key: str = ""
    as_of: str = ""


@dataclass(frozen=True, kw_only=True)
class Case:
    """The tables, the table `cause` of the thresholds, words of `cause`, the pair, and what the rule must not see.

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
        depth = context.words["depth"]
        words = {
            **context.words["cause"],
            "timing": depth["timing"],
            "pools": depth["pools"],
            "format": context.words["format"],
        }
        return cls(
            tables=context.tables,
            setup=context.thresholds["cause"],
            words=words,
            pair=context.article.pair,
            last=context.until,
        )

    @property
    def parties(self) -> dict[str, str]:
        """Names of the two as sentences ask for them: `first` and `second`."""
        return {place: self.names[country] for place, country in self.pair._asdict().items()}

    @property
    def names(self) -> dict[str, str]:
        """Names of countries by id."""
        countries = self.tables["countries"]
        return dict(zip(countries["id"], countries["name"], strict=True))

    def whose(self, country: str) -> str:
        """The possessive of a country's name."""
        return str(self.words["pools"]["whose"]).format(self.names[country])

    @property
    def whole(self) -> bool:
        """Whether nothing is left out, so that the published tables can be read as they are."""
        return self.until is None and self.imputed
