"""A reader's own verdict of a measured part: the form, the ledger's verdict beside it, and the data for the browser.

The address holds the settings; without scripts the form sends them, with scripts assets/own.js judges at once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from dashboard.charts.base import UnknownChoice
from dashboard.package.parts import Part
from dashboard.package.store import Package
from dashboard.pages import part_tables, reader_reason, rule
from dashboard.pages.settings import ANY, READER, Offer, Settings, most, offer
from dashboard.texts import catalogue, formats, say, word
from dashboard.ui import components, urls
from dashboard.ui.elements import Element
from dashboard.ui.html import render
from dashboard.ui.template import fill

Query = Mapping[str, Any]


def check(parts: Sequence[Part], now: Package, query: Query) -> None:
    """UnknownChoice for a setting of a part that is none of `parts`, or that cannot be judged by a reader."""
    names = [name for name in query if name.startswith(f"{READER}.")]
    starts = tuple(offered.name("") for part in parts if names and (offered := offer(part, now)))
    for name in names:
        if not name.startswith(starts):
            raise UnknownChoice(name, "", tuple(f"{start}*" for start in starts))


def block(part: Part, now: Package, query: Query) -> Element | None:
    """The fold "Make your own verdict", open where the address sets something; None for a part without a measure.

    UnknownChoice for a setting that the part does not have.
    """
    offered = offer(part, now)
    if offered is None:
        return None
    settings = offered.read(query)
    outcome, lines, prefix = offered.outcome(settings), reader_reason.possible(part), offered.name("")
    because = reader_reason.because(outcome, offered, settings)
    books = [{"value": b, "title": word("root_family", b), "chosen": b in settings.books} for b in offered.books]
    markup = fill(
        "own",
        say=say,
        badge=_badge,
        id=f"{part.name}-own",
        prefix=prefix,
        open=bool(offered.pairs(settings)),
        action=part.address.partition("#")[0],
        others=[pair for pair in urls.pairs(query) if not pair[0].startswith(prefix)],
        ledger=part.verdict,
        yours={"verdict": outcome.verdict, "because": because, "possible": lines[outcome.verdict]},
        books=books,
        pickers=_pickers(offered, settings, part, now),
        numbers=[
            {"name": n, "title": say(f"own.{n}"), "value": settings.values[n], "usual": usual, "most": most(n)}
            for n, usual in offered.thresholds.items()
        ],
        data=_data(offered, lines),
    )
    return components.island(markup)


def _badge(verdict: str) -> Markup:
    return Markup(render(components.badge(verdict)))


def _pickers(offered: Offer, settings: Settings, part: Part, now: Package) -> list[dict[str, Any]]:
    """The lists to pick from that have more than one option: name, title, options with their titles, both choices."""

    def title(name: str) -> str:
        if name in offered.choices:
            return formats.capital(word("flips", name))
        return say(f"own.{name}", names=", ".join(silent_partners(part, now)) if name == "silent" else "")

    def option(name: str, value: str) -> str:
        if name in offered.choices:
            return say("own.any") if value == ANY else part_tables.option(name, value)
        return value if name in ("from", "to") else say(f"own.{name}_{value}")

    return [
        {
            "name": name,
            "title": title(name),
            "options": [(v, option(name, v)) for v in (sorted(values) if name == "to" else values)],
            "value": settings.values[name],
            "usual": values[0],
        }
        for name, values in offered.options.items()
        if len(values) > 1
    ]


def silent_partners(part: Part, now: Package) -> list[str]:
    """Names of partners that publish nothing and are in question in the lists behind the part."""
    places = now.words["rank_places"]
    lists = set(zip(part.specifications["series"], part.specifications["period"], strict=True))
    behind = [pair in lists for pair in zip(places["source"], places["period"], strict=True)]
    ids = sorted({i for names in places[behind]["missing"].dropna() for i in names.split()})
    return [now.parties.names.get(i, i) for i in ids]


def _data(offered: Offer, lines: Mapping[str, str]) -> Markup:
    """What assets/own.js judges by, as JSON that no text in it can end."""
    texts = {n.removeprefix("own.because."): t for n, t in catalogue().items() if n.startswith("own.because.")}
    words = {v: {"badge": str(_badge(v)), "possible": lines[v]} for v in reader_reason.WORDS}
    data = {"register": offered.register, "columns": rule.columns(offered.specs), "because": texts, "words": words}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))
