"""Claims, parts, propositions and evidence rows, as the files of this folder describe them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from etl.contract.pair import Pair


@dataclass(frozen=True, kw_only=True)
class Proposition:
    """A comparison of the tested value: `op` and the number it is held against."""

    op: str
    value: float


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Evidence rows: those of `table` that match `where`; `stance` "row" takes each row's own stance."""

    table: str
    where: Mapping[str, Any]
    stance: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of a claim; docs/CLAIMS.md has the rule types.

    `asserted` parts are the article's own, with its words in `quote` where they are held; the others are our further
    questions. `say` holds the sentences of each verdict, the best first, `values` the named numbers of those sentences.
    `question` is the part in a few words, for a list to choose from.
    """

    claim: str
    id: str
    position: int
    title: str
    rule: str
    strong: str
    weak: str
    natural: str
    settle: str
    asserted: bool = True
    question: str = ""
    quote: str = ""
    source_kind: str = "disputed"
    charts: tuple[str, ...] = ()
    measure: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    strong_is: Proposition | None = None
    weak_is: Proposition | None = None
    natural_is: Mapping[str, str] = field(default_factory=dict)
    runner_up_is: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[Rows, ...] = ()
    agreement: str = ""
    stage: str = ""
    expressly_not: str = ""
    say: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def place(self) -> int:
        """The rank that the part names; 0 when it names none."""
        return int(self.strong_is.value) if self.measure == "rank" and self.strong_is else 0

    @property
    def where(self) -> str:
        """Claim and part, as messages name them."""
        return f"{self.claim}.toml, part {self.id}"


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One claim in the article's order.

    `topic` is the page of charts that it belongs to; `asked_first` its place among the answers at the head of the
    front page, 0 for none; `chart_choices` what its own page asks of charts.
    """

    id: str
    position: int
    phrase: str
    quoted: bool
    title: str
    about: str
    topic: str = ""
    asked_first: int = 0
    chart_choices: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class Article:
    """What the claims are about: the article with its phrases in order, its pair, the day it turns on, our errors.

    Periods that end by `until` are what it could know; `place` is the rank it names, 0 where it names none. `own`
    names bundled tables about its pair alone. Constant dollars have the prices of `price_year`. The votes of the pair
    are compared with those of the `comparators`, of all countries when none is named; `orders` are other lists of
    countries that charts show beside the two, by name.

    Words of its own are the `leads` under the titles of pages, by page, and in place of general ones `texts`, by name,
    `caveats` and `terms` of the glossary. `marks` are the events that charts over time mark, by id: their words, and
    the table and key of the row that has the date; `marked` names those of a chart.
    """

    title: str
    publisher: str
    url: str
    written: str
    written_note: str
    text_note: str
    event: str
    event_name: str = "the event"
    place: int = 0
    place_word: str = ""
    leads: Mapping[str, str] = field(default_factory=dict)
    adjectives: tuple[str, ...] = ()
    until: str = "9999-12-31"
    until_name: str = ""
    price_year: int
    comparators: tuple[str, ...] = ()
    orders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    marks: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    marked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pair: Pair
    phrases: tuple[Mapping[str, Any], ...] = ()
    own: tuple[str, ...] = ()
    caveats: Mapping[str, str] = field(default_factory=dict)
    errata: tuple[Mapping[str, Any], ...] = ()

    def places(self, claims: Sequence[Claim]) -> tuple[int, ...]:
        """The ranks that the article or a claim names, the article's first; the first rank where none is named."""
        named = [self.place, *(part.place for claim in claims for part in claim.parts)]
        return tuple(dict.fromkeys(place for place in named if place)) or (1,)

    @property
    def described(self) -> dict[str, Any]:
        """What a reader is told of the article itself."""
        elsewhere = ("pair", "phrases", "own", "caveats", "errata")
        return {name: value for name, value in vars(self).items() if name not in elsewhere}
