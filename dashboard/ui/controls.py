"""The choices of a chart as a plain form: lists to pick from, chips for several options, two ends of a span of years.

Each field says what is usual on its page and for its chart; assets/wake.js reads both and writes the address.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.charts.base import Chart, Choice
from dashboard.texts import catalogue, say, word
from dashboard.texts.labels import named
from dashboard.ui import components
from dashboard.ui import elements as html

NONE = "none"  # the option that stands for no option


@dataclass(frozen=True, kw_only=True)
class Controls:
    """The form of one chart: its choices as they are, and those options that mean something on this page."""

    chart: Chart
    choices: Mapping[str, str]
    here: Mapping[str, Sequence[str]]

    def form(self, path: str) -> html.Element:
        show = html.Button(say("chart.show"), type="submit", className="only-words")
        fields = [*self._fields(), show]
        return html.Form(fields, method="get", action=path, className="controls", **{"data-chart": self.chart.id})

    def _fields(self) -> Iterator[html.Element]:
        offered = {choice.name: choice for choice in self.chart.choices if choice.options}
        for choice in offered.values():
            if choice.kind == "several":
                yield self._chips(choice)
            elif choice.kind == "one":
                yield self._list(choice)
        if "since" in offered:
            yield self._years(offered["since"], offered["until"])

    def _name(self, choice: Choice) -> str:
        return f"{self.chart.id}.{choice.name}"

    def _silent(self, choice: Choice) -> dict[str, str]:
        """What the address need not say: on this page, and to the chart."""
        return {"data-usual": self.here.get(choice.name, (choice.usual,))[0], "data-chart-usual": choice.usual}

    def _field(self, choice: Choice, *inner: html.Element) -> html.Element:
        return components.field(say(f"choice.{choice.name}.title"), self._name(choice), *inner)

    def _words(self, choice: Choice, option: str) -> str:
        """The chart's own word for an option, else the word that all charts share, else its title in the package."""
        own, shared = (f"{start}.{choice.name}.{option}" for start in (f"chart.{self.chart.id}", "choice"))
        words = catalogue().get(own) or catalogue().get(shared)
        return named(words) if words else choice.titles.get(option) or word(f"choice.{choice.name}", option)

    def _list(self, choice: Choice) -> html.Element:
        chosen, name = self.choices[choice.name], self._name(choice)
        options = [o for o in choice.options if o in self.here.get(choice.name, choice.options) or o == chosen]
        listed = [(o, self._words(choice, o)) for o in options]
        return self._field(choice, components.picker(name, name, listed, chosen, **self._silent(choice)))

    def _chips(self, choice: Choice) -> html.Element:
        """A list that adds an option, and a ticked box for each that is chosen."""
        name, chosen = self._name(choice), self.choices[choice.name].split(",")
        listed = [("", say("chart.add")), *[(o, self._words(choice, o)) for o in choice.options if o != NONE]]
        picker = components.picker(name, name, listed, **self._silent(choice), **{"data-several": "1"})
        chips = [components.box(name, o, self._words(choice, o), ticked=True) for o in chosen if o != NONE]
        return self._field(choice, picker, html.Span(chips, className="chips"))

    def _years(self, since: Choice, until: Choice) -> html.Element:
        """Two numbers, and between them a slider with two ends for readers with scripts; both work by keyboard."""
        years = [int(o) for o in since.options]
        ends = {"min": str(min(years)), "max": str(max(years))}
        numbers, thumbs = [], []
        for choice in (since, until):
            title, value = say(f"choice.{choice.name}.title"), self.choices[choice.name]
            value = value if value.isdecimal() else ends["max"]  # an open end is the newest year
            named = {"aria-label": title}
            numbers.append(
                html.Input(type="number", name=self._name(choice), value=value, **ends, **named, **self._silent(choice))
            )
            thumbs.append(html.Input(type="range", value=value, **ends, **named))
        slider = html.Span(thumbs, className="slider only-script")
        legend = html.Legend(say("choice.since.legend"))
        return html.Fieldset([legend, html.Div([numbers[0], slider, numbers[1]], className="years")], className="field")
