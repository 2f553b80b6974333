"""What a chart is: its words, closed choices, and pure functions from rows.

    selection(tables, choices) -> frame  chooses and joins rows, never aggregates across choices
    drawing(frame) -> figure             a plain plotly dict without template, of exactly those rows
    facts(frame) -> values               what its texts are filled with: names, counts, amounts

The texts are `chart.<id>.*`: `head` is the headline, at most 90 characters; `finding` the same in full, with the
qualifications that a headline has no room for; `alt` what the picture shows, for those who do not see it. A chart knows
no file and no Dash: `columns.toml` names the columns of its rows. What it draws and says of no rows is the same for all
charts, and is written here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass, replace
from urllib.parse import urlencode

import pandas as pd

from dashboard.charts import event_lines, events, frames, grids, periods, phrases, style
from dashboard.charts.controls import Choice as Choice
from dashboard.charts.controls import Choices as Choices
from dashboard.charts.controls import TableMap as TableMap
from dashboard.charts.controls import UnknownChoice as UnknownChoice
from dashboard.charts.frames import Row as Row
from dashboard.charts.phrases import Facts as Facts
from dashboard.charts.phrases import Phrases as Phrases
from dashboard.charts.settings import COLUMNS
from dashboard.charts.style import Figure as Figure
from dashboard.texts import say


@dataclass(frozen=True)
class Chart:
    """One chart: its words and functions, and what else is known of it. `table` is where its rows mainly come from.

    The fact `wording` chooses among texts: `head_<wording>` and `finding_<wording>`, where there are such. Sentences
    that no text can hold are facts named `head` (in several lengths), `finding` and `alt`; `listed` are the rows in
    words. Without facts there is nothing to say.
    """

    phrase: Phrases
    selection: Callable[[TableMap, Choices], pd.DataFrame]
    drawing: Callable[[pd.DataFrame], Figure]
    facts: Callable[[pd.DataFrame], Facts]
    _: KW_ONLY
    table: str
    choices: tuple[Choice, ...]
    listed: Callable[[Row], str] | None = None  # a row in words, for an `alt` that lists them all; empty for no words
    height: int = style.HEIGHT
    #: whether it is a chart over time, which marks events; whether its axis is of whole years
    dated: bool = False
    yearly: bool = True
    #: the events that it marks, with the dates of the package
    events: tuple[events.Event, ...] = ()

    @property
    def id(self) -> str:
        return self.phrase.chart

    def select(self, tables: TableMap, choices: Choices) -> pd.DataFrame:
        """The rows under `choices`, every one of which is given, with the columns of the chart."""
        rows = self.selection(tables, choices)
        return rows[COLUMNS.get(self.id, [*rows])]

    def draw(self, rows: pd.DataFrame) -> Figure:
        """The picture of `rows`, with the height of the chart where it has none of its own."""
        figure = {} if rows.empty else self.drawing(rows)
        if not figure:
            return style.empty_figure(self.height)
        return {**figure, "layout": {"height": self.height, **figure["layout"]}}

    def finding(self, rows: pd.DataFrame) -> str:
        """The headline of `rows`."""
        facts = self._known(rows)
        if not facts.get("head", facts):
            return phrases.none(self.id)
        return phrases.fit(*facts["head"]) if "head" in facts else self.phrase.head(facts)

    def alt(self, rows: pd.DataFrame) -> str:
        """What the picture shows, and what it says; where it lists its rows, what it says comes first."""
        if rows.empty:
            return say("chart.empty")
        facts = self._known(rows)
        if self.listed or "listed" in facts:
            text = phrases.listed(map(self.listed, frames.each(rows))) if self.listed else facts["listed"]
            return " ".join([self._detail(facts), *([self.phrase("alt", text=text)] if text else [])])
        if "alt" in facts:
            return str(facts["alt"])
        years = periods.ends(rows) if "year" in rows and rows["year"].notna().any() else {}
        count = {"n": facts.get("shown", len(rows))}
        return f"{self.phrase.filled('alt', facts | years | count)} {self._detail(facts)}"

    def _known(self, rows: pd.DataFrame) -> Facts:
        return {} if rows.empty else self.facts(rows)

    def _detail(self, facts: Facts) -> str:
        if not facts.get("finding", facts):
            return phrases.empty(self.id)
        return str(facts["finding"]) if "finding" in facts else self.phrase.filled("finding", facts)

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
        return grids.of_few(event_lines.drawn(self.draw(rows), self.events, yearly=self.yearly))
