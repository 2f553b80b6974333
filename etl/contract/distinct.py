"""The different values of a column: cells are many, their values few, so a rule is asked or a text made once for each.

A column is looked through once, however often it is asked for: rules, references and the writer share what was found.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.contract.identity import ByIdentity


class Distinct(NamedTuple):
    """`values[code]` is the value of the cell with this code; missing cells have the code -1."""

    codes: npt.NDArray[np.int32]
    values: list[Any]


_FOUND: ByIdentity[Distinct] = ByIdentity()


def distinct(column: pd.Series[Any]) -> Distinct:
    """The values of `column` in the order in which they come; its array is not changed once it was asked about."""
    array = column.array
    if not isinstance(array, pd.api.extensions.ExtensionArray):
        return _distinct(array)
    return _FOUND.of(array, _distinct)


def where(column: pd.Series[Any], holds: Callable[[Any], Any]) -> npt.NDArray[np.bool_]:
    """The cells whose value holds; a missing one does not."""
    codes, values = distinct(column)
    return np.array([*(bool(holds(value)) for value in values), False], dtype=bool)[codes]


def _distinct(array: Any) -> Distinct:
    codes, values = pd.factorize(array)
    return Distinct(codes.astype(np.int32), np.asarray(values, dtype=object).tolist())
