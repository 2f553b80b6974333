"""Rows of a frame: one after another, in an order, those with given cells, those that a reader's choices ask for."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator, Mapping
from functools import lru_cache, reduce
from operator import and_
from typing import Any

import pandas as pd

Row = Any  # one row as a named tuple
ALL = "all"  # the option that leaves nothing out


def each(frame: pd.DataFrame) -> Iterator[Row]:
    """The rows of `frame` as named tuples, without its index; its columns must be names of Python.

    `DataFrame.itertuples` looks each column up by its place and makes a type each time: a fifth of a drawing.
    """
    return map(_type(tuple(frame.columns))._make, zip(*(values for _, values in frame.items()), strict=True))


@lru_cache(maxsize=256)
def _type(columns: tuple[str, ...]) -> Any:
    return namedtuple("Record", columns)  # type: ignore[misc]  # the names are known when it runs


def first(frame: pd.DataFrame) -> Row:
    """The first row; None where there is none."""
    return next(each(frame.iloc[:1]), None)


def last(frame: pd.DataFrame) -> Row:
    """The last row; None where there is none."""
    return next(each(frame.iloc[-1:]), None)


def ordered(frame: pd.DataFrame, by: str) -> pd.DataFrame:
    """`frame` in a stable order by the columns that `by` names, from the top where with a minus."""
    keys = by.split()
    names, rising = [key.removeprefix("-") for key in keys], [key[:1] != "-" for key in keys]
    return frame.sort_values(names, ascending=rising, kind="stable", ignore_index=True)


def of(frame: pd.DataFrame, **cells: object) -> pd.DataFrame:
    """Rows with the value given in each of the columns named."""
    return frame[reduce(and_, (frame[column] == value for column, value in cells.items()))]


def known(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Rows with a value in each of the columns named."""
    return frame[reduce(and_, (frame[column].notna() for column in columns))]


def chosen(frame: pd.DataFrame, choices: Mapping[str, str], *names: str, **named: str) -> pd.DataFrame:
    """Rows whose columns are what `choices` of their names, or by column=choice, say; `all` leaves nothing out."""
    for column, choice in {**dict.fromkeys(names), **named}.items():
        option = choices[choice or column]
        if option != ALL:
            frame = frame[frame[column] == option]
    return frame
