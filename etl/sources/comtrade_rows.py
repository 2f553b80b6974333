"""Answers of UN Comtrade, from bytes to rows of `trade`.

Rows multiply unless second partner, transport and customs are pinned; only totals over all three are read. A row that
is of no use (an unknown code, a cell with two values, a split without its total) is left out and named.

An observation is E when the row is neither reported nor summed up from reported rows (isReported and isAggregate both
false), else A. `legacyEstimationFlag` 0, 2, 4, 6 speaks of quantities and weights only; any other value counts as E.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from operator import itemgetter
from typing import Any

import pandas as pd

from etl.contract.bounds import USD as BOUNDS
from etl.contract.bounds import within
from etl.contract.countries import COUNTRIES, from_m49, is_m49
from etl.contract.errors import PayloadError
from etl.sources.answers import Row, no_year
from etl.sources.left_out import Fault, LeftOut
from etl.sources.payload import json_value, refusal
from etl.sources.trade_rows import rows

Mask = Any  # of booleans: a Series or an array
IRAN = 364
_ROOTS = {"IRN": "iran_customs", "RUS": "russia_customs"}
_QUANTITY_FLAGS = [0, 2, 4, 6]
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
_VALUE = _FIELDS.index("primaryValue")
_CELL = ["period", "reporterCode", "partnerCode", "flowCode", "cmdCode"]
_IMPOSSIBLE = "a negative or impossible value"
_SAME_CELL = ["exporter", "importer", "period", "recorded_by", "commodity"]


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


def totals(listed: list[Any], left: LeftOut) -> pd.DataFrame:
    """Exports and imports over all transports, customs and second partners, one row for each cell.

    Rows that are of no use are added to `left`; PayloadError when no other is there.
    """
    frame = pd.DataFrame(_documented(_whole(listed, left), left), columns=list(_FIELDS))
    frame["period"] = frame["period"].astype("str")
    frame = _totals(frame[frame["flowCode"].isin(["M", "X"])], left).drop_duplicates([*_CELL, "primaryValue"])
    frame = leave_out(frame, frame.duplicated(_CELL, keep=False), "two different values for one cell", left)
    value = frame["primaryValue"].astype("float64")
    frame = leave_out(frame, value.notna() & ~value.between(*BOUNDS), _IMPOSSIBLE, left)
    for name in ("reporterCode", "partnerCode"):
        known = {c: is_m49(int(c)) for c in frame[name].unique()}
        frame = leave_out(frame, ~frame[name].map(known).astype(bool), f"a {name} that is in none of our lists", left)
    left.check(len(frame))
    return frame


def _whole(listed: list[Any], left: LeftOut) -> list[Row]:
    """The rows that have every field."""
    for row in listed:
        if isinstance(row, dict):
            missing = next(name for name in _FIELDS if name not in row)
            left.add(f"a row without the field {missing}", _cells([row.get(name) for name in _FIELDS]))
        elif not isinstance(row, tuple):
            left.add("what is no row", row)
    return [row for row in listed if isinstance(row, tuple)]


def _documented(listed: list[Row], left: LeftOut) -> list[Row]:
    """Rows whose fields are of the documented types, whose value is a number or null, and whose year is one."""
    faults: list[Fault] = []
    for at, (name, kinds) in enumerate(_KINDS.items()):
        for odd in set(map(type, map(itemgetter(at), listed))) - set(kinds):
            faults.append((f"the field {name} holds {odd.__name__}", partial(_has_type, at, odd)))
    return left.usable(listed, [*faults, (_IMPOSSIBLE, _is_impossible), no_year(0)])


def _has_type(at: int, kind: type, *row: object) -> bool:
    return type(row[at]) is kind


def _is_impossible(*row: Any) -> bool:
    """Whether the value of `row` is not finite, or has more digits than a float; null is a figure that is not given."""
    return row[_VALUE] is not None and not within(row[_VALUE], -1e300, 1e300)


def _totals(frame: pd.DataFrame, left: LeftOut) -> pd.DataFrame:
    """The rows over all transports, customs and second partners; splits that have no such row are left out."""
    total = pd.Series(True, index=frame.index)
    for name, allowed in _PINNED.items():
        if not set(frame[name].unique()) <= allowed:
            total &= frame[name].isin(list(allowed))
    totals = frame[total]
    if len(totals) < len(frame):
        split = frame[~total].drop_duplicates(_CELL)
        alone = ~pd.MultiIndex.from_frame(split[_CELL]).isin(pd.MultiIndex.from_frame(totals[_CELL]))
        leave_out(split, alone, "splits by transport, customs or second partner without their total", left)
    return totals


def leave_out(frame: pd.DataFrame, bad: Mask, why: str, left: LeftOut) -> pd.DataFrame:
    """`frame` without the rows that are `bad`, which are added to `left`."""
    if not bad.any():
        return frame
    left.add(why, _cells(frame[bad].iloc[0]), int(bad.sum()))
    return frame[~bad]


def _cells(row: Iterable[Any]) -> str:
    return " ".join(map(str, row))


def trade(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of `etl.sources.trade_rows` from the rows of `totals`."""
    reporters, partners = _names(frame["reporterCode"]), _names(frame["partnerCode"])
    reporter, partner = frame["reporterCode"].map(reporters).astype("str"), _partner(frame, partners)
    exports = frame["flowCode"] == "X"
    reported = frame["isReported"].astype(bool) | frame["isAggregate"].astype(bool)
    flags = frame["legacyEstimationFlag"]
    observed = reported & (flags.isna() | flags.isin(_QUANTITY_FLAGS))
    out = rows(
        {
            "exporter": reporter.where(exports, partner),
            "importer": partner.where(exports, reporter),
            "period": frame["period"],
            "recorded_by": exports.map({True: "exporter", False: "importer"}),
            "commodity": frame["cmdCode"],
            "source": "comtrade",
            "value_usd": frame["primaryValue"].astype("Float64").round().astype("Int64"),
            "obs_status": observed.map({True: "A", False: "E"}),
            "list_scope": "complete",
            "root_family": reporter.map(_ROOTS).fillna("partner_reports"),
            "publisher": "UN Comtrade",
        }
    )
    if any(len(set(names.values())) < len(names) for names in (reporters, partners)):
        today = frame["partnerCode"].isin([c.m49 for c in COUNTRIES.values() if c.m49 is not None])
        out = _one_each(out, today.set_axis(out.index))
    # goods that come back to the country they left are no trade between two countries
    return out[out["exporter"] != out["importer"]]


def _names(codes: pd.Series[Any]) -> dict[int, str]:
    return {int(c): from_m49(int(c)) for c in codes.unique()}


def _partner(frame: pd.DataFrame, names: dict[int, str]) -> pd.Series[Any]:
    partner = frame["partnerCode"].map(names)
    hidden = (frame["partnerCode"] == 490) & (frame["reporterCode"] == IRAN)
    return partner.astype("str").mask(hidden, from_m49(490, IRAN))


def _one_each(frame: pd.DataFrame, today: pd.Series[bool]) -> pd.DataFrame:
    """One row for each cell: residual groups are added up, of two codes of one country today's is kept."""
    other = (frame["exporter"] == "OTH") | (frame["importer"] == "OTH")
    rest = frame[~other].loc[lambda f: today[f.index].sort_values(ascending=False, kind="stable").index]
    group = frame[other].groupby(_SAME_CELL, sort=False)
    added = frame[other].assign(value_usd=group["value_usd"].transform(lambda v: v.sum(min_count=1)))
    return pd.concat([rest, added], ignore_index=True).drop_duplicates(_SAME_CELL, ignore_index=True)
