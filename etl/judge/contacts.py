"""Specifications of how often the two sides met: contacts a year after a day against those before it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from etl.contract.calendars import GREGORIAN
from etl.contract.schema import Tables
from etl.judge.specification import OWN_REGISTER, Specification

DAYS = 365.25


def contact_rate(tables: Tables, params: Mapping[str, Any], until: date | None) -> list[Specification]:
    """Contacts a year since `event` over contacts a year from `since` to it, of one level and of some kinds.

    The register counts what was found, so only a level and kinds of which the record is nearly complete may be asked.
    params: event and since (days), level, kinds.
    """
    frame = tables.get("contacts")
    if frame is None or frame.empty:
        return []
    days = frame[(frame["date"].str.len() == len("2022-02-24")) & (frame["date"] <= (until or date.max).isoformat())]
    use = days["counts"].fillna(False).astype(bool) & (days["level"] == params["level"])
    rows = days[use & days["contact_kind"].isin(params["kinds"]) & (days["date"] >= params["since"])]
    if rows.empty:
        return []
    # the record ends with its last contact of any kind, not with the last meeting of this one
    last, event, since = (date.fromisoformat(d) for d in (days["date"].max(), params["event"], params["since"]))
    before, after = rows[rows["date"] < params["event"]], rows[rows["date"] >= params["event"]]
    if before.empty or last <= event:
        return []
    rates = _rate(before, since, event), _rate(after, event, last)
    ratio = rates[1] / rates[0]
    return [
        Specification(
            root_family=OWN_REGISTER,
            series=params["level"],
            period=f"{params['event'][:4]}-{last.year}",
            calendar=GREGORIAN,
            basis="observed",
            low=ratio,
            high=ratio,
            point=ratio,
            unit="times",
            row_table="contacts",
            row_key=" ".join(rows["id"]),
            ends=last,
        )
    ]


def _rate(rows: pd.DataFrame, start: date, end: date) -> float:
    return len(rows) * DAYS / (end - start).days
