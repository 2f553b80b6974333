"""The different values of a column: cells are many, their values few, so a rule is asked or a text made once for each.

A column is looked through once, however often it is asked for: rules, references and the writer share what was found.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.contract.memo import Memo


class Distinct(NamedTuple):
    """`values[code]` is the value of the cell with this code; missing cells have the code -1."""

    codes: npt.NDArray[np.int32]
    values: list[Any]


class _Rows(NamedTuple):
    """Rows of a column that was looked through: what is in them is said when somebody asks."""

    whole: Distinct | _Rows
    rows: npt.NDArray[np.intp]


_FOUND: Memo[Distinct | _Rows] = Memo()


def distinct(column: pd.Series[Any]) -> Distinct:
    """The values of `column` in the order in which they come; its array is not changed once it was asked about."""
    array = column.array
    if not isinstance(array, pd.api.extensions.ExtensionArray):
        return distinct_of(array)
    known = _known(array)
    if known is None:
        _FOUND.put(array, known := distinct_of(array))
    return known


def is_distinct(column: pd.Series[Any], known: Distinct) -> None:
    """Let `distinct` give what is `known` of a column; its values stand in the order in which they come."""
    _FOUND.put(column.array, known)


def holds(column: pd.Series[Any], text: str) -> bool:
    """Whether a cell of `column` is `text`; its array is not changed once it was asked about."""
    known = _known(column.array)
    return bool((column.to_numpy(dtype=object) == text).any()) if known is None else text in known.values


def where(column: pd.Series[Any], holds: Callable[[Any], Any]) -> npt.NDArray[np.bool_]:
    """The cells whose value holds; a missing one does not."""
    codes, values = distinct(column)
    return np.array([*map(bool, map(holds, values)), False], dtype=bool)[codes]


def taken(
    frame: pd.DataFrame, rows: npt.NDArray[np.intp], names: Sequence[str] | None = None, *, renumber: bool = False
) -> pd.DataFrame:
    """These `rows` of the columns `names` of `frame`, by default of all.

    What was found in a column needs not be looked for again.
    """
    out = (frame if names is None else frame[[*names]]).take(rows)
    if renumber:
        out.index = pd.RangeIndex(len(out))  # in place: a frame with another index has other arrays
    for name in out.columns:
        known = _FOUND.get(frame[name].array)
        if known is not None:
            _FOUND.put(out[name].array, _Rows(known, rows))
    return out


def assigned(frame: pd.DataFrame, **columns: Any) -> pd.DataFrame:
    """As `frame.assign`, but all other columns are the same arrays, so that what was found in them stays known."""
    arrays = {name: frame[name].array for name in frame.columns}
    return pd.DataFrame({**arrays, **columns}, index=frame.index, copy=False)


def selected(frame: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """As `frame[names]`, but the columns are the same arrays, so that what was found in them stays known."""
    return pd.DataFrame({name: frame[name].array for name in names}, index=frame.index, copy=False)


def joined(frames: Sequence[pd.DataFrame], names: Sequence[str] | None = None) -> pd.DataFrame:
    """The rows of `frames` one after another, numbered anew; what was found in all needs not be looked for again.

    `names` are the columns, by default all.
    """
    out = pd.concat(frames if names is None else [frame[[*names]] for frame in frames], ignore_index=True)
    for name in out.columns:
        columns = [frame[name] for frame in frames if name in frame]
        known = [found for column in columns if (found := _known(column.array)) and column.dtype == out[name].dtype]
        if len(known) == len(frames):
            _FOUND.put(out[name].array, _one_after_another(known))
    return out


def _one_after_another(parts: Sequence[Distinct]) -> Distinct:
    values: dict[Any, int] = {}
    places = [[values.setdefault(value, len(values)) for value in part.values] for part in parts]
    codes = [np.array([*at, -1], dtype=np.int32)[part.codes] for at, part in zip(places, parts, strict=True)]
    return Distinct(np.concatenate(codes), [*values])


def _known(array: Any) -> Distinct | None:
    """What was found in a column, or in the one that it was taken from."""
    known = _FOUND.get(array)
    if isinstance(known, _Rows):
        _FOUND.put(array, known := _of_rows(*known))
    return known


def _of_rows(whole: Distinct | _Rows, rows: npt.NDArray[np.intp]) -> Distinct:
    """What there is in some rows, in the order in which it comes there."""
    known = _of_rows(*whole) if isinstance(whole, _Rows) else whole
    codes = known.codes[rows]
    there = pd.unique(codes)
    there = there[there >= 0]
    places = np.full(len(known.values) + 1, -1, dtype=np.int32)
    places[there] = np.arange(len(there))
    return Distinct(places[codes], [known.values[at] for at in there.tolist()])


def distinct_of(array: Any) -> Distinct:
    """The values of an array of cells in the order in which they come."""
    if len(array) < _FEW:
        known: dict[Any, int] = {}
        few = [
            -1 if cell is None or cell is pd.NA or cell != cell else known.setdefault(cell, len(known))
            for cell in np.asarray(array, dtype=object).tolist()
        ]
        return Distinct(np.array(few, dtype=np.int32), [*known])
    texts = isinstance(getattr(array, "dtype", None), pd.StringDtype)
    codes, values = pd.factorize(array.to_numpy(dtype=object) if texts else array)  # of plain texts in two thirds
    return Distinct(codes.astype(np.int32), np.asarray(values, dtype=object).tolist())


_FEW = 100  # cells: pandas begins a column in the time that these take
