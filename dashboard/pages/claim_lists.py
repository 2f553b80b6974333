"""Claims in lists: a line for each with its verdicts, and bars that count how often each verdict was given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from dashboard.package.claims import Claim
from dashboard.package.parts import Part
from dashboard.texts import say, word
from dashboard.ui import components
from dashboard.ui import elements as html

#: the order of verdicts in a bar, from what the record bears out to what it leaves open
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
    """Each verdict of `parts` and how often it was given, in ORDER; a verdict that ORDER lacks comes last."""
    counter = Counter(part.word for part in parts)
    known = [(name, counter.pop(name)) for name in ORDER if name in counter]
    return [*known, *sorted(counter.items())]


def strip(claims: Iterable[Claim]) -> html.Element:
    """A line for each claim: its title, and the verdict on each part that the article says."""
    lines = [[html.A(claim.title, href=claim.address), _words(claim.asserted)] for claim in claims]
    return components.listed(lines, "strip")


def _words(parts: Sequence[Part]) -> html.Element:
    """The verdict on the only part, or on each part with its title."""
    return html.Span([named(p) if len(parts) > 1 else components.badge(p.word) for p in parts], className="words")


def named(part: Part) -> html.Element:
    """The verdict on a part, and the title of that part."""
    return html.Small([components.badge(part.word), " ", part.title], className="named")


def part_link(part: Part, to: str, *more: html.Element | str) -> list[html.Element | str]:
    """The verdict on a part, then its title as a link, then `more`."""
    return [components.badge(part.word), " ", html.A(part.title, href=to), *more]


def overview(claims: Sequence[Claim]) -> html.Element:
    """All claims in a strip, and two bars: for the parts that the article says, and for our own questions."""
    bars = [
        _bar("asserted", [part for claim in claims for part in claim.asserted]),
        _bar("ours", [part for claim in claims for part in claim.ours]),
    ]
    inner = [html.H2(say("standing.title", n=len(claims)), id="standing-title"), strip(claims), *bars]
    return html.Section(inner, className="standing", **{"aria-labelledby": "standing-title"})


def _bar(name: str, parts: Sequence[Part]) -> html.Element | None:
    """One bar, and its legend with the count of every verdict; None without parts."""
    if not parts:
        return None
    numbers = counts(parts)
    words = ", ".join(f"{n} {word('verdict', verdict)}" for verdict, n in numbers)
    title = say(f"standing.{name}", n=len(parts))
    pieces = [html.Span(className=f"v-{verdict.replace(' ', '-')}", style={"flex": str(n)}) for verdict, n in numbers]
    bar = html.Div(pieces, className="bar", role="img", **{"aria-label": f"{title}: {words}."})
    legend = components.listed([[f"{n} ", components.badge(verdict)] for verdict, n in numbers], "legend")
    return html.Div([html.P(title), bar, legend], className="bar-of")
