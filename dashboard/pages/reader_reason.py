"""What is said of a reader's own verdict: why it is so, and how many of the possible settings give the same."""

from __future__ import annotations

import math
from collections.abc import Mapping

from dashboard.charts import frames
from dashboard.package.parts import Part
from dashboard.pages.rule import Outcome
from dashboard.pages.settings import NUMBERS, Offer, Settings
from dashboard.texts import formats, say, word

WORDS = ("supported", "overstated", "contradicted", "depends", "cannot be settled")


def because(outcome: Outcome, offered: Offer, settings: Settings) -> str:
    """Why the verdict is `outcome`, in a sentence with its numbers."""
    return say(
        f"own.because.{reason(outcome, offered, settings)}",
        strong=percent(outcome.strong_share),
        weak=percent(outcome.weak_share),
        **{name: getattr(outcome, name) for name in ("holds", "computable", "lists", "families")},
        **{name: settings.values.get(name, 1) for name in NUMBERS},
    )


def percent(share: float | None) -> str:
    """A share in per cent, never rounded up to a threshold: 66.6 %; assets/own.js does the same."""
    return f"{math.floor(1000 * (share or 0) + 1e-6) / 10:g}\u00a0%"


def reason(outcome: Outcome, offered: Offer, settings: Settings) -> str:
    """Which sentence of `own.because` is true of `outcome`; assets/own.js does the same."""
    register = "register_" if offered.register else ""
    if outcome.verdict == "cannot be settled":
        return f"{register}unsettled"
    if outcome.verdict == "supported":
        return f"{register}supported"
    if outcome.verdict != "depends":
        return outcome.verdict
    strong, thresholds = outcome.strong_share or 0, offered.limits(settings)
    if strong >= thresholds["supported"]:
        return {None: "no_natural", False: "not_natural", True: "close"}[outcome.natural_holds]
    return "unopposed" if strong <= thresholds["contradicted"] else "split"


def possible(part: Part) -> dict[str, str]:
    """For each verdict: how many of the possible settings give it, and what the others give."""
    rows = part.possible_verdicts
    counts = {str(r.verdict): int(r.settings) for r in frames.each(rows)}
    of = int(rows["possible"].iloc[0]) if len(rows) else 0
    return {verdict: _line(verdict, counts, of) if of else "" for verdict in WORDS}


def _line(verdict: str, counts: Mapping[str, int], of: int) -> str:
    text = say("own.possible", n=formats.grouped(counts.get(verdict, 0)), of=formats.grouped(of))
    rest = sorted(((n, w) for w, n in counts.items() if w != verdict), reverse=True)
    listed = ", ".join(say("own.other", n=formats.grouped(n), word=word("verdict", w)) for n, w in rest)
    return f"{text} {say('own.others', others=listed)}" if listed else text
