"""Rows of a frame: one after another, in an order, and those that a reader's choices ask for."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd

ALL = "all"  # the option that leaves nothing out


def each(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of `frame` as named tuples, without its index; its columns must be names of Python.

    `DataFrame.itertuples` looks each column up by its place and makes a type each time: a fifth of a drawing.
    """
    return map(_type(tuple(frame.columns))._make, zip(*(values for _, values in frame.items()), strict=True))


@lru_cache(maxsize=256)
def _type(columns: tuple[str, ...]) -> Any:
    return namedtuple("Record", columns)  # type: ignore[misc]  # the names are known when it runs


def first(frame: pd.DataFrame) -> Any:
    """The first row; None where there is none."""
    return next(each(frame.iloc[:1]), None)


def last(frame: pd.DataFrame) -> Any:
    """The last row; None where there is none."""
    return next(each(frame.iloc[-1:]), None)


def ordered(frame: pd.DataFrame, by: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """The `columns` of `frame`, or all, in a stable order by those that `by` names, from the top where with a minus."""
    keys = by.split()
    names, rising = [key.removeprefix("-") for key in keys], [key[:1] != "-" for key in keys]
    return frame.sort_values(names, ascending=rising, kind="stable", ignore_index=True)[list(columns or frame)]


def chosen(frame: pd.DataFrame, choices: Mapping[str, str], **named: str) -> pd.DataFrame:
    """Rows whose columns are what `choices` say, by column=choice; the choice `all` leaves nothing out."""
    for column, choice in named.items():
        if choices[choice] != ALL:
            frame = frame[frame[column] == choices[choice]]
    return frame
