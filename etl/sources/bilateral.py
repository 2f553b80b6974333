"""Base of the sources of trade between two countries: the rows of an answer become rows of the table `trade`.

A source says what to ask, how an answer is read, and what a row means; here the answer is checked, its frame is
remembered, and a figure gets a vintage whenever it changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Unpack

import numpy as np
import pandas as pd

from etl.contract.distinct import assigned, taken, where
from etl.sources.answers import Reader, Row
from etl.sources.base import Snapshot
from etl.sources.source import Asking, Source, facts, source
from etl.sources.vintages import Answer, vintages

CELL = ["exporter", "importer", "period", "recorded_by", "valuation", "commodity", "source"]
OWN = [*CELL, "value_usd", "obs_status", "list_scope", "root_family", "publisher", "note"]
_VALUATIONS = {"exporter": "FOB", "importer": "CIF", "compiled": "FOB"}
WITHDRAWN = "no longer given by the publisher"


def bilateral(
    name: str,
    reader: Reader,
    frame: Callable[[str, Sequence[Row]], pd.DataFrame],
    *,
    tables: Callable[[pd.DataFrame], dict[str, pd.DataFrame]] = lambda frame: {"trade": frame},
    **asking: Unpack[Asking],
) -> Source:
    """The source `name` of `trade`; `frame` makes rows as `trade_frame` does from the key and the rows of an answer.

    `tables` makes of the rows of `trade` what they are published as.
    """

    def one(snapshot: Snapshot) -> pd.DataFrame:
        return frame(snapshot.key, reader.rows(snapshot))

    def tidy(snapshots: Sequence[Snapshot]) -> dict[str, pd.DataFrame]:
        answers = []
        for s in reader.of_table(snapshots):
            rows, scopes = s.frame("trade", partial(one, s)), reader.scopes(s.key)
            periods = [where(rows["period"], scope[-4:].__eq__) for scope in scopes] if len(scopes) > 1 else []
            parts = [taken(rows, np.flatnonzero(period)) for period in periods] or [rows]
            answers += [(scope, s.retrieved[:10], part) for scope, part in zip(scopes, parts, strict=True)]
        return tables(trade(name, answers))

    return source(name, reader, tidy, **asking)


def trade_frame(name: str, flows: Iterable[tuple[str, str, bool]], columns: Mapping[str, object]) -> pd.DataFrame:
    """The columns `OWN` of the source `name`: texts and `value_usd` (whole US dollars, Int64).

    `flows` are (reporter, partner, whether it is an export); `columns` are all others, a list for the rows or one value
    for all. A row is by default a figure that the reporter gives for all goods, in a complete list, valued as the
    recording side writes it, and has what the TOML file of the source says of every row; without a value its status
    is M.
    """
    pairs = list(flows)
    values: dict[str, object] = {
        "exporter": [reporter if export else partner for reporter, partner, export in pairs],
        "importer": [partner if export else reporter for reporter, partner, export in pairs],
        "recorded_by": ["exporter" if export else "importer" for _, _, export in pairs],
        **{"commodity": "TOTAL", "obs_status": "A", "list_scope": "complete", "source": name},
        **facts(name)["row"],
        **columns,
    }
    index, types = pd.RangeIndex(len(pairs)), {"value_usd": "Int64"}
    frame = pd.DataFrame({c: pd.Series(values.get(c), index=index, dtype=types.get(c, "str")) for c in OWN})
    frame["valuation"] = frame["valuation"].fillna(frame["recorded_by"].map(_VALUATIONS)).astype("str")
    frame["obs_status"] = frame["obs_status"].mask(frame["value_usd"].isna(), "M")
    return frame


def trade(name: str, answers: Sequence[Answer]) -> pd.DataFrame:
    """`trade` without its derived columns from answers (scope, day, frame of `OWN`) of the source `name`, oldest first.

    A figure an answer no longer gives becomes missing (status M), with a note.
    """
    frame = vintages(answers or [("", "", trade_frame(name, (), {}))], CELL, ["value_usd", "obs_status"])
    withdrawn = frame.pop("withdrawn").astype(bool)
    if withdrawn.any():
        frame["obs_status"] = frame["obs_status"].mask(withdrawn, "M")
        frame["note"] = frame["note"].mask(withdrawn, WITHDRAWN)
    same = {
        c: pd.Series(v, index=frame.index, dtype="str") for c, v in (("calendar", "gregorian"), ("correction", None))
    }
    return assigned(frame, **same, vintage=frame["vintage_date"].array)
