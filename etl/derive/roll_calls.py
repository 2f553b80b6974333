"""From roll calls by resolution: agreement beyond chance by year, by issue and in important votes, for `alignment`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from etl.contract.distinct import distinct, where
from etl.contract.frames import Row, Tables
from etl.contract.pair import Pair, pair_of
from etl.measures.arrays import Flags, Floats, Ints
from etl.measures.resampling import resampled_kappas
from etl.measures.votes import ORDER, cross_tables

YARDSTICK, WEIGHTS = "kappa_quadratic", "quadratic"
ISSUES = ("me", "nu", "di", "hr", "co", "ec")
SPANS = ((1992, 1999), (2000, 2009), (2010, 2019))
FEWEST = 20  # roll calls in which both voted: with fewer the interval of a kappa says nothing
YEARLY = "all-of-the-year"


@dataclass(frozen=True, kw_only=True)
class Votes:
    """`cast` is 1 where a roll call (first axis) saw a country (second) cast a vote of `ORDER` (third), else 0."""

    countries: tuple[str, ...]
    cast: Floats


def votes_of(rows: pd.DataFrame, call: str, calls: Sequence[str]) -> Votes:
    """The votes that `rows` hold of `calls`, in their order; `call` is the column that names the roll call."""
    countries = sorted(distinct(rows["country"]).values)
    axes = {call: calls, "country": countries, "vote": ORDER}
    places = np.array([_places(rows[name], values) for name, values in axes.items()])
    cast = np.zeros([len(values) for values in axes.values()])
    cast[*places[:, (places >= 0).all(axis=0)]] = 1
    return Votes(countries=tuple(countries), cast=cast)


def _places(column: pd.Series[str], values: Sequence[str]) -> Ints:
    """The place of each cell among `values`; -1 for one that is none of them."""
    codes, found = distinct(column)
    place = {value: at for at, value in enumerate(values)}
    return np.array([*(place.get(value, -1) for value in found), -1], dtype=np.int64)[codes]


def pairs(votes: Votes, chosen: Flags, pair: Pair) -> Iterator[tuple[str, str, Ints]]:
    """Each pair with one of the two and how it voted in the `chosen` calls: 3 x 3 counts, rows those of the first."""
    cast = votes.cast[chosen]
    for one in pair:
        if one in votes.countries:
            tables = cross_tables(cast, votes.countries.index(one))
            for two, table in zip(votes.countries, tables, strict=True):
                # the pair itself has one row, in its own order, as in un_agreement
                if two != one and (one, two) != pair[::-1]:
                    yield one, two, table


def beyond_chance(tables: Tables) -> Iterator[Row]:
    """Rows of `alignment` by kappa with quadratic weights, each pair with one of the two, intervals by resampling.

    By year; by issue code and among important votes (known to session 72) for spans of years, under the last of them.
    Years of which no roll call is held by resolution have no row.
    """
    calls, pair = tables["un_roll_calls"], pair_of(tables)
    votes = votes_of(tables["un_roll_call_votes"], "roll_call", calls["id"].tolist())
    found = [
        (about, *each, int(chosen.sum()))
        for about, chosen in _sets(calls)
        for each in pairs(votes, chosen, pair)
        if each[-1].sum() >= FEWEST
    ]
    estimates = resampled_kappas([table for _, _, _, table, _ in found], WEIGHTS)
    for (about, one, two, table, size), estimate in zip(found, estimates, strict=True):
        yield {
            "country_a": one,
            "country_b": two,
            "yardstick": YARDSTICK,
            **about,
            "value": estimate.value,
            "value_low": estimate.low,
            "value_high": estimate.high,
            "both_voted": int(table.sum()),
            "identical": int(table.trace()),
            "opposite": int(table[0, 2] + table[2, 0]),
            "year_coverage": f"{size} roll calls",
            "series_break": False,
        }


def _sets(calls: pd.DataFrame) -> Iterator[tuple[Row, Flags]]:
    """Sets of roll calls of one source each: what they are, and which of `calls`."""
    source, years = calls["source"].to_numpy(dtype=object), calls["date"].str[:4].astype(int).to_numpy()
    sets = {(YEARLY, year): years == year for year in sorted(set(years.tolist()))}
    for first, last in SPANS:
        inside = (years >= first) & (years <= last)
        for issue in ISSUES:
            about = where(calls["issues"], re.compile(rf"\b{issue}\b").search)
            sets[f"issue-{issue}-{first}-{last}", last] = inside & about
        sets[f"important-{first}-{last}", last] = inside & where(calls["important"], bool)
    for (name, year), chosen in sets.items():
        for one in sorted(set(source[chosen])):
            yield {"vote_set": name, "year": year, "source": one}, chosen & (source == one)
