"""From roll calls by resolution: agreement beyond chance by year, by issue and in important votes, for `alignment`."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.contract.pair import Pair, pair_of
from etl.contract.schema import Tables
from etl.measures.resampling import resampled_kappa
from etl.measures.votes import ORDER

Row = dict[str, Any]
YARDSTICK, WEIGHTS = "kappa_quadratic", "quadratic"
ISSUES = ("me", "nu", "di", "hr", "co", "ec")
SPANS = ((1992, 1999), (2000, 2009), (2010, 2019))
FEWEST = 20  # roll calls in which both voted: with fewer the interval of a kappa says nothing
YEARLY = "all-of-the-year"
_PLACES = {vote: place for place, vote in enumerate(ORDER)}
_ABSENT = -1


def beyond_chance(tables: Tables) -> Iterator[Row]:
    """Rows of `alignment` by kappa with quadratic weights, each pair with one of the two, intervals by resampling.

    By year; by issue code and among important votes (known to session 72) for spans of years, under the last of them.
    Years of which no roll call is held by resolution have no row.
    """
    calls, pair = tables["un_roll_calls"].set_index("id"), pair_of(tables)
    votes = tables["un_roll_call_votes"].pivot(index="roll_call", columns="country", values="vote").reindex(calls.index)
    votes = votes.apply(lambda column: column.map(_PLACES)).fillna(_ABSENT).astype(int)
    years = calls["date"].str[:4].astype(int)
    for (source, year), some in calls.groupby([calls["source"], years], sort=True):
        yield from _pairs(votes.loc[some.index], pair, YEARLY, int(year), str(source))
    codes = calls["issues"].fillna("")
    for first, last in SPANS:
        inside = years.between(first, last)
        for issue in ISSUES:
            chosen = inside & codes.str.split().map(lambda held, code=issue: code in held)
            yield from _of_sources(calls[chosen], votes, pair, f"issue-{issue}-{first}-{last}", last)
        important = inside & calls["important"].fillna(False).astype(bool)
        yield from _of_sources(calls[important], votes, pair, f"important-{first}-{last}", last)


def _of_sources(calls: pd.DataFrame, votes: pd.DataFrame, pair: Pair, vote_set: str, year: int) -> Iterator[Row]:
    for source, some in calls.groupby("source", sort=True):
        yield from _pairs(votes.loc[some.index], pair, vote_set, year, str(source))


def _pairs(votes: pd.DataFrame, pair: Pair, vote_set: str, year: int, source: str) -> Iterator[Row]:
    for one in pair:
        for two in sorted(votes.columns):
            # the pair itself has one row, in its own order, as in un_agreement
            if one not in votes or two == one or (one, two) == pair[::-1]:
                continue
            table = _cross(votes[one], votes[two])
            both = int(table.sum())
            if both < FEWEST:
                continue
            seed = zlib.crc32(f"{one} {two} {vote_set} {year} {source}".encode())
            found = resampled_kappa(table, WEIGHTS, seed)
            yield {
                "country_a": one,
                "country_b": two,
                "year": year,
                "yardstick": YARDSTICK,
                "vote_set": vote_set,
                "value": found.value,
                "value_low": found.low,
                "value_high": found.high,
                "both_voted": both,
                "identical": int(table.trace()),
                "opposite": int(table[0, 2] + table[2, 0]),
                "year_coverage": f"{len(votes)} roll calls",
                "series_break": False,
                "source": source,
            }


def _cross(first: pd.Series[int], second: pd.Series[int]) -> npt.NDArray[np.int64]:
    """3 x 3 counts of places in `ORDER`, rows the first country's; as `cross_table`, for whole columns at once."""
    one, two = first.to_numpy(), second.to_numpy()
    both = (one != _ABSENT) & (two != _ABSENT)
    return np.bincount(3 * one[both] + two[both], minlength=9).reshape(3, 3)
