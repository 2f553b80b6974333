"""Base of the sources of trade between two countries: the rows of an answer become rows of the table `trade`.

A source says what to ask, how an answer is read, and what a row means; here the answer is checked, its frame is
remembered, and a figure gets a vintage whenever it changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Unpack

import pandas as pd

from etl.sources import trade_rows
from etl.sources.answers import Asking, Reader, Row, source
from etl.sources.base import Snapshot, Source, facts
from etl.sources.parsed import parsed


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
            rows, scopes = parsed(s, "trade", partial(one, s)), reader.scopes(s.key)
            parts = [rows[rows["period"] == scope[-4:]] for scope in scopes] if len(scopes) > 1 else [rows]
            answers += [(scope, s.retrieved[:10], part) for scope, part in zip(scopes, parts, strict=True)]
        return tables(trade_rows.table(answers))

    return source(name, reader, tidy, **asking)


def trade_frame(name: str, flows: Iterable[tuple[str, str, bool]], columns: Mapping[str, object]) -> pd.DataFrame:
    """Rows of `trade_rows.rows` of the source `name`, from (reporter, partner, whether it is an export).

    `columns` are all others. A row is by default a figure that the reporter gives for all goods, in a complete list,
    and has what the TOML file of the source says of every row.
    """
    pairs = list(flows)
    same = {"commodity": "TOTAL", "obs_status": "A", "list_scope": "complete"}
    sides: dict[str, object] = {
        "exporter": [reporter if export else partner for reporter, partner, export in pairs],
        "importer": [partner if export else reporter for reporter, partner, export in pairs],
        "recorded_by": ["exporter" if export else "importer" for _, _, export in pairs],
    }
    return trade_rows.rows({**same, "source": name, **sides, **facts(name)["row"], **columns})
