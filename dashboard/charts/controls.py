"""What a reader chooses of a chart: one control, its options, and the two that cut its years."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field, replace

import pandas as pd

from dashboard.texts import calendars, say
from dashboard.texts.parties import parties

TableMap = Mapping[str, pd.DataFrame]
Choices = Mapping[str, str]

OPEN = "latest"  # the end that cuts nothing off
EVENT = "event"
_HIJRI_BEFORE = 1700  # a year below this is one of the solar Hijri calendar


@dataclass(frozen=True)
class Choice:
    """One control: a closed list of options, the first of which is the default unless another is named.

    `offered` gives the options, and a title for each, where they depend on the rows of the package; `usually` says
    which of them is the default, where that is not the first. A choice of `kind` "several" may hold more than one
    option, by commas; "year" is one end of a span of years.
    """

    name: str
    options: tuple[str, ...] = ()
    _: KW_ONLY
    default: str = ""
    kind: str = "one"
    offered: Callable[[TableMap], Mapping[str, str]] | None = None
    usually: Callable[[TableMap], str] | None = None
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def usual(self) -> str:
        return self.default or next(iter(self.options), "")

    def with_options(self, tables: TableMap) -> Choice:
        """The same control with the options that `tables` offer."""
        if self.offered is None:
            return self
        titles = self.offered(tables)
        default = self.usually(tables) if self.usually else self.default
        return replace(self, options=tuple(titles), titles=titles, default=default)

    def checked(self, option: str) -> str:
        """`option` in its one form: several options in the order of the list, the usual one for none; UnknownChoice."""
        values = [v for v in option.split(",") if v] or [self.usual] if self.kind == "several" else [option]
        known = dict.fromkeys((*self.options, self.usual))  # "" where the package offers none
        if any(value not in known for value in values):
            raise UnknownChoice(self.name, option, self.options)
        return ",".join(value for value in known if value in values)


#: which trade is counted; how the European Union is; and whether parts of years are shown
FLOW = Choice("flow", ("total", "export", "import"))
BASIS = Choice("basis", ("as_recorded", "eu_one"))
PERIODS = Choice("periods", ("years", "all"))


class UnknownChoice(ValueError):
    """A choice or an option that the chart does not have; `allowed` lists those it has."""

    def __init__(self, name: str, value: str, allowed: tuple[str, ...]) -> None:
        self.name, self.value, self.allowed = name, value, allowed
        super().__init__(f"{name}={value}" if value else name)


def _event(_: TableMap) -> str:
    return str(parties().event_year)


def ends(table: str, column: str, usual: str, first: str) -> tuple[Choice, Choice]:
    """`since` and `until` for a chart over `column` of `table`: every year from `first` to the newest that it has.

    EVENT as the usual beginning is the year of the event that the article turns on. The usual end is open, so that a
    row of another table beyond that year is never cut off unasked.
    """

    def years(tables: TableMap) -> Mapping[str, str]:
        newest = max([int(_event(tables) if usual == EVENT else usual), *_years(tables[table][column])])
        return {str(year): str(year) for year in range(int(first), newest + 1)}

    def backwards(tables: TableMap) -> Mapping[str, str]:
        return {OPEN: say("choice.until.latest"), **dict(sorted(years(tables).items(), reverse=True))}

    usually = {"usually": _event} if usual == EVENT else {"default": usual}
    options = tuple(dict.fromkeys((usual, first)))
    return (
        Choice("since", options, offered=years, kind="year", **usually),
        Choice("until", (OPEN,), offered=backwards, kind="year", titles={OPEN: say("choice.until.latest")}),
    )


def _years(values: pd.Series) -> list[int]:
    starts = {text[:4] for text in values.dropna().astype(str).unique()}
    years = [int(text) for text in starts if text.isdecimal()]
    return [calendars.gregorian(y, calendars.IRANIAN) if y < _HIJRI_BEFORE else y for y in years]


def within(years: pd.Series, choices: Choices) -> pd.Series:
    """Which of `years`, numbers or texts that begin with one, lie between the two ends; a missing one does not."""
    if not pd.api.types.is_numeric_dtype(years):
        years = pd.to_numeric(years.str[:4], errors="coerce")
    last = choices.get("until", OPEN)
    return years.between(int(choices["since"]), 9999 if last == OPEN else int(last)).fillna(False).astype(bool)
