"""Data answers of UN Comtrade, from bytes to tuples.

Rows multiply unless second partner, transport and customs are pinned; only totals over all three are read. A row that
is of no use (an unknown code, a cell with two values, a split without its total) is left out and named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from operator import itemgetter
from typing import Any

from etl.contract.countries import is_m49
from etl.contract.errors import PayloadError
from etl.contract.types import USD as BOUNDS
from etl.contract.types import within
from etl.sources.answers import Row
from etl.sources.left_out import Fault, LeftOut, Of, no_year
from etl.sources.payload import json_value, refusal

_PINNED: dict[str, frozenset[object]] = {
    "partner2Code": frozenset({0}),
    "motCode": frozenset({0}),
    "customsCode": frozenset({"C00"}),
    "mosCode": frozenset({"0", "-1", 0, -1, None}),
}
_KINDS: dict[str, tuple[type, ...]] = {
    "period": (str, int),
    "reporterCode": (int,),
    "partnerCode": (int,),
    "flowCode": (str,),
    "cmdCode": (str,),
    "partner2Code": (int,),
    "motCode": (int,),
    "customsCode": (str,),
    "mosCode": (str, int, type(None)),
    "primaryValue": (float, int, type(None)),
    "isReported": (bool,),
    "isAggregate": (bool,),
    "legacyEstimationFlag": (int, type(None)),
}
_FIELDS = tuple(_KINDS)
WIDTH = 5  # fields that name a cell
REPORTER, PARTNER, FLOW, GOODS = range(1, WIDTH)
VALUE = _FIELDS.index("primaryValue")
_IMPOSSIBLE = "a negative or impossible value"


def data(body: bytes, hook: Callable[[dict[str, Any]], Any] | None = None) -> list[Any]:
    """Rows of a data answer as they came, or as `hook` made them while they were read."""
    answer = json_value(body, hook)
    if not isinstance(answer, dict) or not isinstance(answer.get("data"), list) or answer.get("error"):
        raise PayloadError(f"no data: {refusal(body)}")
    listed: list[Any] = answer["data"]
    if answer.get("count") != len(listed):
        raise PayloadError(f"the answer says {answer.get('count')} rows and holds {len(listed)}: cut off?")
    return listed


def read(body: bytes) -> list[Any]:
    """Rows of a data answer: tuples of the fields we use, and as it came what lacks one of them."""
    pick = itemgetter(*_FIELDS)

    def row(value: dict[str, Any]) -> Any:
        # called for every object of the answer as it is read, so that no whole row stays in memory
        try:
            return pick(value)
        except KeyError:
            return value

    return data(body, row)


def totals(listed: list[Any], left: LeftOut) -> Sequence[Row]:
    """Exports and imports over all transports, customs and second partners, one row for each cell; years are texts.

    Rows that are of no use are added to `left`; PayloadError when no other is there.
    """
    # lists, not frames: an answer has a few hundred rows, and a hundred answers cost more to open than to read
    documented = _documented(_whole(listed, left), left)
    flows = [(str(row[0]), *row[1:]) for row in documented if row[FLOW] in ("M", "X")]
    once = list({(*row[:WIDTH], row[VALUE]): row for row in reversed(_over_all(flows, left))}.values())[::-1]
    used = left.usable(once, _faults(Counter(row[:WIDTH] for row in once)))
    left.check(len(used))
    return used


def _faults(values: Counter[Row]) -> list[Fault]:
    """What rows of `totals` may have; `values` counts the values of each cell."""
    return [
        ("two different values for one cell", Of(*range(WIDTH), test=lambda *cell: values[cell] > 1)),
        (_IMPOSSIBLE, Of(VALUE, test=lambda value: value is not None and not within(value, *BOUNDS))),
        ("a reporterCode that is in none of our lists", Of(REPORTER, test=lambda code: not is_m49(code))),
        ("a partnerCode that is in none of our lists", Of(PARTNER, test=lambda code: not is_m49(code))),
    ]


def _whole(listed: list[Any], left: LeftOut) -> list[Row]:
    """The rows that have every field."""
    for row in left.objects(row for row in listed if not isinstance(row, tuple)):
        missing = next(name for name in _FIELDS if name not in row)
        left.add(f"a row without the field {missing}", " ".join(str(row.get(name)) for name in _FIELDS))
    return [row for row in listed if isinstance(row, tuple)]


def _documented(listed: list[Row], left: LeftOut) -> Sequence[Row]:
    """Rows whose fields are of the documented types, whose value is a number or null, and whose year is one."""
    faults: list[Fault] = [
        (f"the field {name} holds {odd.__name__}", partial(_has_type, at, odd))
        for at, (name, kinds) in enumerate(_KINDS.items())
        for odd in set(map(type, map(itemgetter(at), listed))) - set(kinds)
    ]
    # not finite, or of more digits than a float has; null is a figure that is not given
    impossible = Of(VALUE, test=lambda value: value is not None and not within(value, -1e300, 1e300))
    return left.usable(left.usable(listed, faults), [(_IMPOSSIBLE, impossible), no_year(0)])


def _has_type(at: int, kind: type, *row: object) -> bool:
    return type(row[at]) is kind


def _over_all(flows: list[Row], left: LeftOut) -> list[Row]:
    """The rows over all transports, customs and second partners; splits that have no such row are left out."""
    places = [(_FIELDS.index(name), allowed) for name, allowed in _PINNED.items()]
    whole = [row for row in flows if all(row[at] in allowed for at, allowed in places)]
    if len(whole) < len(flows):
        known = {row[:WIDTH] for row in whole}
        alone = list({row[:WIDTH]: row for row in reversed(flows) if row[:WIDTH] not in known}.values())[::-1]
        left.usable(alone, [("splits by transport, customs or second partner without their total", lambda *_: True)])
    return whole
