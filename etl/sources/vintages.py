"""Several answers to one question, as vintages of its cells.

A figure gets a new vintage only when it changed; a figure the publisher no longer gives gets a missing one, so that a
withdrawal is not mistaken for a figure that is still given.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from etl.contract.distinct import assigned, joined, taken
from etl.contract.rows import numbered, unlike_before

Answer = tuple[str, str, pd.DataFrame]  # what was asked (scope), day (ISO), rows


def vintages(answers: Sequence[Answer], cell: Sequence[str], values: Sequence[str]) -> pd.DataFrame:
    """The rows of `answers` (oldest first) with a column `vintage_date`, and `withdrawn` true for a figure taken back.

    `cell` columns identify a figure; a later answer to the same scope that lacks one withdraws it (its `values` are
    then missing). Two answers of one day count as one: the later.
    """
    dated = [_dated(frame, day) for _, day, frame in answers]
    for at in range(len(answers)):
        withdrawn = _withdrawn(answers, at, cell, values)
        if not withdrawn.empty:
            dated[at] = joined([dated[at], withdrawn])
    if not dated:
        return pd.DataFrame(columns=[*cell, *values, "vintage_date", "withdrawn"])
    frame = joined(dated) if len(dated) > 1 else dated[0]
    return _changes(frame, list(cell), list(values)) if len(answers) > 1 else frame


def _dated(frame: pd.DataFrame, day: str) -> pd.DataFrame:
    return assigned(frame, vintage_date=pd.Series(day, index=frame.index, dtype="str"), withdrawn=False)


def _withdrawn(answers: Sequence[Answer], at: int, cell: Sequence[str], values: Sequence[str]) -> pd.DataFrame:
    scope, day, frame = answers[at]
    before = next((f for s, _, f in reversed(answers[:at]) if s == scope), None)
    if before is None or before.empty:
        return frame.iloc[:0]
    cells = numbered(joined([frame, before], cell), cell)
    withdrawn = before[~np.isin(cells[len(frame) :], cells[: len(frame)])]
    blank = {v: pd.Series(pd.NA, index=withdrawn.index).astype(before[v].dtype) for v in values}
    return _dated(withdrawn, day).assign(**blank, withdrawn=True)


def _changes(frame: pd.DataFrame, cell: list[str], values: list[str]) -> pd.DataFrame:
    cells, days = numbered(frame, cell), numbered(frame, ["vintage_date"])
    order = np.lexsort((days, cells))
    cells, days = cells[order], days[order]
    # of one day the last row counts
    last = (unlike_before(cells[::-1]) | unlike_before(days[::-1]))[::-1]
    rows = order[last]
    numbers = [cells[last], *(numbered(frame, [v])[rows] for v in (*values, "withdrawn"))]
    return taken(frame, rows[np.logical_or.reduce([*map(unlike_before, numbers)])], renumber=True)
