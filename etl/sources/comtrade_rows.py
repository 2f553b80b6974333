"""Answers of UN Comtrade, from bytes to rows of `trade`.

Rows multiply unless second partner, transport and customs are pinned; only totals over all three are read, and a split
whose total is missing is no answer.

An observation is E when the row is neither reported nor summed up from reported rows (isReported and isAggregate both
false), else A. `legacyEstimationFlag` 0, 2, 4, 6 speaks of quantities and weights only; any other value counts as E.
"""

from __future__ import annotations

import re
from operator import itemgetter
from typing import Any

import pandas as pd

from etl.contract.countries import COUNTRIES, from_m49
from etl.contract.errors import PayloadError
from etl.sources.payload import json_object, json_value, refusal
from etl.sources.trade_rows import rows

IRAN = 364
_ROOTS = {"IRN": "iran_customs", "RUS": "russia_customs"}
_QUANTITY_FLAGS = {0, 2, 4, 6, None}
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
_CELL = ["period", "reporterCode", "partnerCode", "flowCode", "cmdCode"]
_SAME_CELL = ["exporter", "importer", "period", "recorded_by", "commodity"]
_YEAR = re.compile(r"\d{4}")
Row = tuple[Any, ...]


def availability(body: bytes) -> list[dict[str, Any]]:
    """Rows of an availability answer, each with `period` and `reporterCode`."""
    answer = json_object(body)
    listed = answer.get("data")
    if answer.get("error") or not isinstance(listed, list):
        raise PayloadError(f"availability says: {refusal(body)}")
    for row in listed:
        good = isinstance(row, dict) and {"period", "reporterCode"} <= row.keys()
        if not good or not _YEAR.fullmatch(str(row["period"])) or type(row["reporterCode"]) is not int:
            raise PayloadError("an availability row without period or reporter")
    return listed


def read(body: bytes) -> list[Row]:
    """Rows of a data answer as tuples of the fields we use, each of its documented type."""
    pick = itemgetter(*_FIELDS)

    def row(value: dict[str, Any]) -> Any:
        # called for every object of the answer as it is read, so that no whole row stays in memory
        return pick(value) if "reporterCode" in value else value

    try:
        answer = json_value(body, row)
    except KeyError as err:
        raise PayloadError(f"a row without the field {err.args[0]}") from None
    if not isinstance(answer, dict) or not isinstance(answer.get("data"), list) or answer.get("error"):
        raise PayloadError(f"no data: {refusal(body)}")
    listed: list[Row] = answer["data"]
    if not set(map(type, listed)) <= {tuple}:
        raise PayloadError("a row without the field reporterCode")
    if answer.get("count") != len(listed):
        raise PayloadError(f"the answer says {answer.get('count')} rows and holds {len(listed)}: cut off?")
    for name, column in zip(_FIELDS, zip(*listed, strict=True), strict=bool(listed)):
        odd = set(map(type, column)) - set(_KINDS[name])
        if odd:
            raise PayloadError(f"the field {name} holds {', '.join(sorted(t.__name__ for t in odd))}")
    return listed


def pinned(listed: list[Row]) -> pd.DataFrame:
    """Exports and imports over all transports, customs and second partners, one row for each cell."""
    frame = pd.DataFrame(listed, columns=list(_FIELDS))
    frame["period"] = frame["period"].astype("str")
    frame = frame[frame["flowCode"].isin(["M", "X"])]
    total = pd.Series(True, index=frame.index)
    for name, allowed in _PINNED.items():
        if not set(frame[name].unique()) <= allowed:
            total &= frame[name].isin(list(allowed))
    kept = frame[total]
    if len(kept) < len(frame):
        split = pd.MultiIndex.from_frame(frame[_CELL].drop_duplicates())
        if not split.isin(pd.MultiIndex.from_frame(kept[_CELL])).all():
            raise PayloadError("rows by transport, customs or second partner without their total")
    if kept.duplicated(_CELL).any():
        kept = kept.drop_duplicates([*_CELL, "primaryValue"])
        if kept.duplicated(_CELL).any():
            raise PayloadError("two different values for one cell")
    value = kept["primaryValue"].astype("float64").fillna(0)
    if not value.between(0, 1e15).all():
        raise PayloadError("a negative or impossible value")
    return kept


def trade(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of `etl.sources.trade_rows` from the rows of `pinned`; UnknownCode for a country we have no name for."""
    reporters, partners = _names(frame["reporterCode"]), _names(frame["partnerCode"])
    reporter, partner = frame["reporterCode"].map(reporters).astype("str"), _partner(frame, partners)
    exports = frame["flowCode"] == "X"
    flags = [f for f in frame["legacyEstimationFlag"].unique() if pd.notna(f) and f not in _QUANTITY_FLAGS]
    nobodys = ~(frame["isReported"].astype(bool) | frame["isAggregate"].astype(bool))
    estimated = nobodys | frame["legacyEstimationFlag"].isin(flags)
    value = frame["primaryValue"].astype("Float64").round().astype("Int64")
    status = pd.Series("A", index=frame.index, dtype="str").mask(estimated, "E").mask(value.isna(), "M")
    out = rows(
        {
            "exporter": reporter.where(exports, partner),
            "importer": partner.where(exports, reporter),
            "period": frame["period"],
            "recorded_by": exports.map({True: "exporter", False: "importer"}),
            "commodity": frame["cmdCode"],
            "source": "comtrade",
            "value_usd": value,
            "obs_status": status,
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
