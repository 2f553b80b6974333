"""A reader's own verdict of a measured part: the form, the ledger's verdict beside it, and the data for the browser.

The address holds the settings; without scripts the form sends them, with scripts assets/own.js judges at once.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from dashboard.charts import frames
from dashboard.package.claims import Part
from dashboard.package.store import Package
from dashboard.pages.rule import Outcome
from dashboard.pages.settings import ANY, NUMBERS, SHARES, SILENT, YES_NO, Offer, Settings, offer
from dashboard.texts import catalogue, formats, say, word
from dashboard.ui import components
from dashboard.ui.elements import Element
from dashboard.ui.html import render
from dashboard.ui.template import fill

WORDS = ("supported", "overstated", "contradicted", "depends", "cannot be settled")
Query = Mapping[str, Any]


def block(part: Part, now: Package, query: Query) -> Element | None:
    """The fold "Make your own verdict", open where the address sets something; None for a part without a measure.

    UnknownChoice for a setting that the part does not have.
    """
    offered = offer(part, now)
    if offered is None:
        return None
    settings = offered.read(query)
    outcome = offered.outcome(settings)
    prefix = offered.name("")
    others = [(n, v) for n, values in query.items() if not n.startswith(prefix) for v in _values(values)]
    lines = possible(part, now)
    markup = fill(
        "own",
        say=say,
        badge=_badge,
        id=f"{part.about['part']}-own",
        prefix=prefix,
        open=bool(offered.pairs(settings)),
        action=f"/claims/{part.about['claim']}",
        others=others,
        ledger=part.verdict,
        yours={
            "verdict": outcome.verdict,
            "because": because(outcome, offered, settings),
            "possible": lines[outcome.verdict],
        },
        books=[{"value": b, "title": word("root_family", b), "chosen": b in settings.books} for b in offered.books],
        pickers=_pickers(offered, settings, part, now),
        numbers=_numbers(offered, settings),
        data=_data(offered, lines),
    )
    return components.island(markup)


def _values(value: Any) -> list[str]:
    return [str(v) for v in value] if isinstance(value, (list, tuple)) else [str(value)]


def _badge(verdict: str) -> Markup:
    return Markup(render(components.badge(verdict)))


def _pickers(offered: Offer, settings: Settings, part: Part, now: Package) -> list[dict[str, Any]]:
    """The selects: name, title, options with their titles, the chosen one and the ledger's."""
    titles = {(c.choice, c.option): str(c.title) for c in frames.each(now.words["choices"])}
    rows = []
    if offered.estimates:
        titled = {v: say(f"own.estimates_{v}") for v in YES_NO}
        rows.append(_picker("estimates", say("own.estimates"), titled, YES_NO[not settings.estimates]))
    if offered.silent:
        titled = {v: say(f"own.silent_{v}") for v in SILENT}
        title = say("own.silent", names=", ".join(silent_partners(part, now)))
        rows.append(_picker("silent", title, titled, SILENT[not settings.silent]))
    chosen = dict(pair.split("=", 1) for pair in settings.options)
    for name, options in offered.choices.items():
        titled = {ANY: say("own.any"), **{o: titles.get((name, o)) or word(name, o) for o in options}}
        rows.append(_picker(name, formats.capital(word("flips", name)), titled, chosen.get(name, ANY)))
    if len(offered.years) > 1:
        years = {str(y): str(y) for y in offered.years}
        rows.append(_picker("from", say("own.from"), years, str(settings.first)))
        rows.append(_picker("to", say("own.to"), years, str(settings.last), usual=str(offered.years[-1])))
    return rows


def _picker(name: str, title: str, options: Mapping[str, str], value: str, usual: str = "") -> dict[str, Any]:
    first = usual or next(iter(options))
    return {"name": name, "title": title, "options": list(options.items()), "value": value, "usual": first}


def _numbers(offered: Offer, settings: Settings) -> list[dict[str, Any]]:
    return [
        {
            "name": n,
            "title": say(f"own.{n}"),
            "value": settings.thresholds[n],
            "usual": usual,
            "most": 100 if n in SHARES else 99,
        }
        for n, usual in offered.usual.items()
    ]


def silent_partners(part: Part, now: Package) -> list[str]:
    """Names of partners that publish nothing and are in question in the lists behind the part."""
    places = now.words["rank_places"]
    lists = set(zip(part.specifications["series"], part.specifications["period"], strict=True))
    behind = [pair in lists for pair in zip(places["source"], places["period"], strict=True)]
    ids = sorted({i for names in places[behind]["missing"].dropna() for i in names.split()})
    names = dict(zip(now.words["countries"]["id"], now.words["countries"]["name"], strict=True))
    return [str(names.get(i, i)) for i in ids]


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
    strong = 100 * (outcome.strong_share or 0)
    if strong >= settings.thresholds["supported"]:
        return {None: "no_natural", False: "not_natural", True: "close"}[outcome.natural_holds]
    return "unopposed" if strong <= settings.thresholds["contradicted"] else "split"


def because(outcome: Outcome, offered: Offer, settings: Settings) -> str:
    """Why the rule gives its word, in one sentence."""
    return say(
        f"own.because.{reason(outcome, offered, settings)}",
        strong=percent(outcome.strong_share),
        weak=percent(outcome.weak_share),
        **{name: getattr(outcome, name) for name in ("holds", "computable", "lists", "families")},
        **{name: settings.thresholds.get(name, 1) for name in NUMBERS},
    )


def possible(part: Part, now: Package) -> dict[str, str]:
    """For each word: how many of the possible settings say so, and what the others say."""
    rows = now.words["possible_verdicts"]
    mine = rows[(rows["claim"] == part.about["claim"]) & (rows["part"] == part.about["part"])]
    counts = {str(r.verdict): int(r.settings) for r in frames.each(mine)}
    of = int(mine["possible"].iloc[0]) if len(mine) else 0
    return {verdict: _line(verdict, counts, of) if of else "" for verdict in WORDS}


def _line(verdict: str, counts: Mapping[str, int], of: int) -> str:
    text = say("own.possible", n=formats.grouped(counts.get(verdict, 0)), of=formats.grouped(of))
    rest = sorted(((n, w) for w, n in counts.items() if w != verdict), reverse=True)
    listed = ", ".join(say("own.other", n=formats.grouped(n), word=word("verdict", w)) for n, w in rest)
    return f"{text} {say('own.others', others=listed)}" if listed else text


def as_rows(offered: Offer) -> list[dict[str, Any]]:
    """The ways of measuring a part as assets/rule.js reads them."""
    return [
        {
            "f": s.root_family,
            "s": s.series,
            "p": s.period,
            "y": s.year,
            "e": int(s.imputed),
            "o": sorted(s.options),
            "n": s.natural_order,
            "r": s.resolvable,
            "a": s.holds_strong,
            "b": s.holds_weak,
            "c": s.silent_strong,
            "d": s.silent_weak,
        }
        for s in offered.specs
    ]


def _data(offered: Offer, lines: Mapping[str, str]) -> Markup:
    """What assets/own.js judges by, as JSON that no text in it can end."""
    texts = {n.removeprefix("own.because."): t for n, t in catalogue().items() if n.startswith("own.because.")}
    words = {v: {"badge": str(_badge(v)), "possible": lines[v]} for v in WORDS}
    data = {"register": offered.register, "rows": as_rows(offered), "because": texts, "words": words}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))
