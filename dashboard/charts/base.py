"""What a chart is: an id, closed choices, and pure functions from rows.

    select(tables, choices) -> frame     chooses and joins rows, never aggregates across choices
    draw(frame) -> figure                a plain plotly dict without template, of exactly those rows
    finding(frame) -> headline           what the rows say, in at most 90 characters
    detail(frame) -> sentences           the same in full, with the qualifications that a headline has no room for
    alt(frame) -> text                   what the picture shows, for those who do not see it

A chart knows no file and no Dash. Where its sentences are the same whatever its rows are, it gives `facts` in place of
the last three. What it draws and says of no rows is the same for all charts, and is written here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, replace
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from dashboard.charts import events, grids, periods, style, wording
from dashboard.charts.controls import Choice as Choice
from dashboard.charts.controls import Choices as Choices
from dashboard.charts.controls import TableMap as TableMap
from dashboard.charts.controls import UnknownChoice as UnknownChoice
from dashboard.charts.style import Figure as Figure
from dashboard.texts import say


def _unless_empty(make: Callable[[pd.DataFrame], Any], instead: Callable[[], Any]) -> Callable[[pd.DataFrame], Any]:
    """`make` for rows of which it has something to say or to draw, `instead` for all others."""
    return lambda rows: (not rows.empty and make(rows)) or instead()


def _unsaid(_rows: pd.DataFrame) -> str:
    """In place of a function that a chart does not have."""
    return ""


@dataclass(frozen=True)
class Chart:
    """One chart: its functions, in the order above, and what else is known of it.

    Its words are `chart.<id>.*` in the texts: without a `finding`, `detail` or `alt` of its own the texts `heads`,
    `finding` and `alt`, filled with the `facts` of its rows, or for `alt` with each row as `listed` says it. The fact
    `wording` chooses among texts: `head_<wording>` and `finding_<wording>`, where there are such. Where the facts or a
    text are empty, there is nothing to say. `table` is where its rows mainly come from.
    """

    select: Callable[[TableMap, Choices], pd.DataFrame]
    draw: Callable[[pd.DataFrame], Figure]
    finding: Callable[[pd.DataFrame], str] = _unsaid
    detail: Callable[[pd.DataFrame], str] = _unsaid
    alt: Callable[[pd.DataFrame], str] = _unsaid
    _: KW_ONLY
    id: str
    table: str
    choices: tuple[Choice, ...]
    facts: Callable[[pd.DataFrame], Mapping[str, Any]] | None = None
    heads: tuple[str, ...] = ("head",)
    listed: Callable[[pd.DataFrame], str] | None = None
    height: int = style.HEIGHT
    #: whether it is a chart over time, which marks events; whether its axis is of whole years
    dated: bool = False
    yearly: bool = True
    #: the events that it marks, with the dates of the package
    events: tuple[events.Event, ...] = ()

    def __post_init__(self) -> None:
        """The functions that the chart has not, and in place of what would be drawn or said of no rows its words."""
        functions: dict[str, tuple[Callable[[pd.DataFrame], Any], Callable[[], Any]]] = {
            "draw": (self._drawn(self.draw), lambda: style.empty_figure(self.height)),
            "finding": (self._own("finding", self._finding), lambda: wording.none(self.id)),
            "detail": (self._own("detail", self._detail), lambda: wording.empty(self.id)),
            "alt": (self._own("alt", self._alt), lambda: say("chart.empty")),
        }
        for name, (make, instead) in functions.items():
            object.__setattr__(self, name, _unless_empty(make, instead))

    def _own(self, name: str, usual: Callable[[pd.DataFrame], str]) -> Callable[[pd.DataFrame], str]:
        own: Callable[[pd.DataFrame], str] = getattr(self, name)
        return usual if own is _unsaid else own

    def _drawn(self, draw: Callable[[pd.DataFrame], Figure]) -> Callable[[pd.DataFrame], Figure]:
        """`draw` with the height of the chart where a figure has none of its own."""

        def drawn(rows: pd.DataFrame) -> Figure:
            figure = draw(rows)
            return figure and {**figure, "layout": {"height": self.height, **figure["layout"]}}

        return drawn

    def _known(self, rows: pd.DataFrame) -> dict[str, Any]:
        return dict(self.facts(rows)) if self.facts else {}

    def _finding(self, rows: pd.DataFrame) -> str:
        facts = self._known(rows)
        heads = (self._worded(name, facts) for name in self.heads)
        return wording.Phrases(self.id).head(*heads, **facts) if facts else ""

    def _detail(self, rows: pd.DataFrame) -> str:
        facts = self._known(rows)
        return wording.Phrases(self.id)(self._worded("finding", facts), **facts) if facts else ""

    def _worded(self, name: str, facts: Mapping[str, Any]) -> str:
        own = f"{name}_{facts.get('wording')}"
        return own if wording.Phrases(self.id).has(own) else name

    def _alt(self, rows: pd.DataFrame) -> str:
        phrase = wording.Phrases(self.id)
        if self.listed:
            return f"{self.detail(rows)} {phrase('alt', text=self.listed(rows))}"
        years = periods.ends(rows) if "year" in rows and rows["year"].notna().any() else {}
        return f"{phrase('alt', **self._known(rows) | years | {'n': len(rows)})} {self.detail(rows)}"

    def with_options(self, tables: TableMap) -> Chart:
        """The same chart with the options that `tables` offer, and the dates of its events."""
        choices = tuple(choice.with_options(tables) for choice in self.choices)
        return replace(self, choices=choices, events=events.of(tables, self.id) if self.dated else ())

    def complete(self, choices: Choices) -> dict[str, str]:
        """Every choice of the chart, `choices` ones checked, the others at their default; UnknownChoice otherwise."""
        known = {c.name: c for c in self.choices}
        for name in choices:
            if name not in known:
                raise UnknownChoice(name, "", tuple(known))
        return {c.name: c.checked(choices.get(c.name, c.usual)) for c in self.choices}

    def known(self, choices: Choices) -> dict[str, str]:
        """Those of `choices` that the chart has, at an option that it has."""
        return {c.name: choices[c.name] for c in self.choices if choices.get(c.name) in c.options}

    def canonical(self, choices: Choices) -> str:
        """The one way to write `choices` in an address: checked, defaults dropped, sorted."""
        full = self.complete(choices)
        usual = {c.name: c.usual for c in self.choices}
        return urlencode(sorted((n, v) for n, v in full.items() if v != usual[n]))

    def picture(self, rows: pd.DataFrame) -> Figure:
        """What a reader gets of `rows`: the drawing, or the words of its marks as a table where they are few."""
        return grids.of_few(events.with_events(self.draw(rows), self.events, yearly=self.yearly))
