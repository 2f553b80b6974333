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
from urllib.parse import parse_qsl

from flask import abort, request

from dashboard.http.limits import LONGEST_QUERY
from dashboard.texts import say

TRACKING = re.compile(
    r"utm_.*|(hsa|mtm|oly|vero)_[a-z_]+|_ga|_gl|_hsenc|_hsmi|mc_[ce]id|msclkid|(y|g|d|fb|ys|tw|tt)clid|[gw]braid|igshid|srsltid"
)
Pairs = list[tuple[str, str]]


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
