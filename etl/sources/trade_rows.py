"""Rows of the table `trade` from live answers: what all of them have in common, and their vintages."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from etl.sources.vintages import Answer, vintages

CELL = ["exporter", "importer", "period", "recorded_by", "valuation", "commodity", "source"]
OWN = [*CELL, "value_usd", "obs_status", "list_scope", "root_family", "publisher", "note"]
_VALUATIONS = {"exporter": "FOB", "importer": "CIF", "compiled": "FOB"}
WITHDRAWN = "no longer given by the publisher"


def rows(columns: dict[str, object]) -> pd.DataFrame:
    """A frame of the columns `OWN`: texts and `value_usd` (whole US dollars, Int64); a scalar fills every row.

    `valuation` is by default what the recording side writes: exporters FOB, importers CIF. The status of a row without
    a value is M.
    """
    length = next(len(v) for v in columns.values() if isinstance(v, list | pd.Series))
    index = pd.RangeIndex(length)
    out = {}
    for name in OWN:
        value = columns.get(name)
        kind = "Int64" if name == "value_usd" else "str"
        if isinstance(value, pd.Series):
            out[name] = value.set_axis(index).astype(kind)
        else:
            out[name] = pd.Series(float("nan") if value is None else value, index=index, dtype=kind)
    frame = pd.DataFrame(out)
    frame["valuation"] = frame["valuation"].fillna(frame["recorded_by"].map(_VALUATIONS)).astype("str")
    frame["obs_status"] = frame["obs_status"].mask(frame["value_usd"].isna(), "M")
    return frame


def sum_groups(frame: pd.DataFrame) -> pd.DataFrame:
    """One row for each cell: groups of a publisher that are one id of ours are added up."""
    total = frame.groupby(CELL, sort=False)["value_usd"].transform("sum")
    return frame.assign(value_usd=total).drop_duplicates(CELL, ignore_index=True)


def add_remainder(frame: pd.DataFrame) -> pd.DataFrame:
    """`frame` with a row for what the world has beyond the countries listed: unspecified and special partners."""
    partner = frame["importer"].where(frame["recorded_by"] == "exporter", frame["exporter"])
    group = ["period", "recorded_by"]
    listed = frame[partner != "WLD"].groupby(group)["value_usd"].sum()
    world = frame[partner == "WLD"]
    left = world["value_usd"] - world.set_index(group).index.map(listed).to_numpy()
    rest = world.assign(value_usd=left.where(left >= 0).astype("Int64"), list_scope="remainder")
    rest["obs_status"] = rest["obs_status"].mask(rest["value_usd"].isna(), "M")
    for side in ("exporter", "importer"):
        rest[side] = rest[side].replace("WLD", "OTH")
    rest["note"] = "the world less the countries listed"
    return pd.concat([frame, rest], ignore_index=True)


def table(answers: Sequence[Answer]) -> pd.DataFrame:
    """`trade` without its derived columns from answers (scope, day, frame of `OWN`), oldest first.

    A figure an answer no longer gives becomes missing (status M), with a note.
    """
    frame = vintages(answers or [("", "", rows({"value_usd": []}))], CELL, ["value_usd", "obs_status"])
    withdrawn = frame["withdrawn"].astype(bool)
    same = {"calendar": "gregorian", "correction": float("nan")}
    out = frame.assign(**{c: pd.Series(v, index=frame.index, dtype="str") for c, v in same.items()})
    out["obs_status"] = frame["obs_status"].mask(withdrawn, "M")
    out["note"] = frame["note"].mask(withdrawn, WITHDRAWN)
    out["vintage"] = frame["vintage_date"]
    return out.drop(columns="withdrawn")
