"""The one rule for the query of an address.

1. More than 4,096 characters are refused (414).
2. Words of campaigns and trackers change nothing, anywhere.
3. A name that is given twice counts once, the first time; but a column of a table may have any of several values,
   and a choice that takes several options has them all.
4. A page leaves out names that mean nothing there. Where the query chooses rows (files, the page of a table or of one
   chart) an unknown name is refused, since without it the answer would be one to another question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from inspect import Parameter, signature
from typing import Any, cast
from urllib.parse import parse_qsl, urlencode

from dash._pages import _path_to_page
from flask import abort, request

from dashboard.charts.registry import CHARTS
from dashboard.texts import say
from dashboard.ui import root

TRACKING = re.compile(
    r"utm_.*|(hsa|mtm|oly|vero)_[a-z_]+|_ga|_gl|_hsenc|_hsmi|mc_[ce]id|msclkid|(y|g|d|fb|ys|tw|tt)clid|[gw]braid|igshid|srsltid"
)
Pairs = list[tuple[str, str]]
LONGEST_QUERY = 4096  # characters behind the question mark: our longest own address has about 300
_QUESTION = "/_dash-update-component"
_SEVERAL = {
    f"{chart.id}.{choice.name}" for chart in CHARTS.values() for choice in chart.choices if choice.kind == "several"
}


def pairs(text: str) -> Pairs:
    """Names and values of a query without its question mark, in their order; words of tracking left out."""
    parsed = parse_qsl(text, keep_blank_values=True)
    return [(name, value) for name, value in parsed if not TRACKING.fullmatch(name.lower())]


def first(items: Pairs) -> dict[str, str]:
    """Each name once, with the value that it was given first."""
    return dict(reversed(items))


def of_request() -> Pairs:
    """Those of the request that is being answered."""
    return pairs(request.query_string.decode("utf-8", "replace"))


def check_length(text: str | bytes) -> None:
    """414 for a query that is too long to be one of ours."""
    if len(text) > LONGEST_QUERY:
        abort(414, say("error.long", most=LONGEST_QUERY))


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the query of a page may hold; other names are left out.

    `repeats` tells names that may be given several times; the layout gets a list where they are.
    """

    knows: Callable[[str], bool]
    repeats: Callable[[str], bool] = lambda _: False


def canonical(path: str, search: str) -> str:
    """The query of a page in the one way to write it, by the rule above; 414 for one too long."""
    check_length(search)
    entry, variables = _path_to_page(path.strip("/"))
    known = _known(entry)
    items = [(n, v) for n, v in pairs(search.removeprefix("?")) if n not in (variables or {}) and known.knows(n)]
    several = {(n, v) for n, v in items if known.repeats(n) or n in _SEVERAL}
    return urlencode(sorted(several | set(first([pair for pair in items if pair not in several]).items())))


def _known(entry: Mapping[str, Any]) -> Known:
    """What the page says itself; else the names of its layout's parameters, or any when it takes any."""
    if not entry:
        return Known(knows=lambda _: False)
    if "query" in entry:
        return cast(Known, entry["query"])
    parameters = signature(entry["layout"]).parameters.values()
    if any(p.kind is Parameter.VAR_KEYWORD and p.name != "_" for p in parameters):
        return Known(knows=lambda _: True)
    named = {p.name for p in parameters if p.kind is not Parameter.VAR_KEYWORD}
    return Known(knows=named.__contains__)


def of_choice(name: str) -> bool:
    """Whether a name in the query of a page is that of a choice, <chart>.<choice>."""
    return name.partition(".")[0] in CHARTS


def canonical_question() -> None:
    """Called before each request: what Dash asks of a page becomes what the address of a page would ask."""
    if request.path != _QUESTION or request.method != "POST":
        return
    question = request.get_json(silent=True)
    inputs = question.get("inputs") if isinstance(question, dict) else None
    if not isinstance(inputs, list):
        return
    values = {i.get("property"): i for i in inputs if isinstance(i, dict) and i.get("id") == "_pages_location"}
    place, search = values.get("pathname", {}).get("value"), values.get("search", {})
    if isinstance(place, str) and isinstance(search.get("value"), str):
        inside = place.removeprefix(root.root())
        search["value"] = (query := canonical(inside, search["value"])) and f"?{query}"
