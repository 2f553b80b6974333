"""A word for each claim, and a bar of the words given: the article's own parts apart from ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from dashboard.package.claims import Claim, Part
from dashboard.texts import say, word
from dashboard.ui import components
from dashboard.ui import elements as html
from dashboard.ui.elements import Element

#: the order of the words in a bar, from what the record bears out to what it does not tell
ORDER = (
    "supported",
    "consistent with",
    "depends",
    "overstated",
    "contradicted",
    "not shown",
    "not established",
    "cannot be settled",
    "not yet checked",
)


def counts(parts: Iterable[Part]) -> list[tuple[str, int]]:
    """Each word that the verdicts of `parts` use and how often, in ORDER; words that it lacks come last."""
    counter = Counter(part.verdict["verdict"] for part in parts)
    known = [(name, counter.pop(name)) for name in ORDER if name in counter]
    return [*known, *sorted(counter.items())]


def section(records: Sequence[Claim]) -> Element:
    """The bars with their legend, and every claim with the words of its asserted parts."""
    parts = [part for record in records for part in record.parts]
    bars = [_bar(name, [p for p in parts if p.asserted == (name == "asserted")]) for name in ("asserted", "ours")]
    lines = [components.claim_line(r.about, [p.verdict["verdict"] for p in r.asserted]) for r in records]
    strip = html.Ul([html.Li(line) for line in lines], className="strip")
    inner = [html.H2(say("standing.title", n=len(records)), id="standing-title"), strip, *bars]
    return html.Section(inner, className="standing", **{"aria-labelledby": "standing-title"})


def _bar(name: str, parts: Sequence[Part]) -> Element | None:
    """One bar, and its legend with the count of every word."""
    if not parts:
        return None
    numbers = counts(parts)
    words = ", ".join(f"{n} {word('verdict', verdict)}" for verdict, n in numbers)
    title = say(f"standing.{name}", n=len(parts))
    pieces = [html.Span(className=f"v-{verdict.replace(' ', '-')}", style={"flex": str(n)}) for verdict, n in numbers]
    bar = html.Div(pieces, className="bar", role="img", **{"aria-label": f"{title}: {words}."})
    legend = html.Ul([html.Li([f"{n} ", components.badge(verdict)]) for verdict, n in numbers], className="legend")
    return html.Div([html.P(title), bar, legend], className="bar-of")
