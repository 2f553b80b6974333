"""From roll calls by resolution: agreement beyond chance by year, by issue and in important votes, for `alignment`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from etl.contract.pair import Pair, pair_of
from etl.contract.schema import Row, Tables
from etl.measures.resampling import resampled_kappas
from etl.measures.votes import ORDER

YARDSTICK, WEIGHTS = "kappa_quadratic", "quadratic"
ISSUES = ("me", "nu", "di", "hr", "co", "ec")
SPANS = ((1992, 1999), (2000, 2009), (2010, 2019))
FEWEST = 20  # roll calls in which both voted: with fewer the interval of a kappa says nothing
YEARLY = "all-of-the-year"
Mask = npt.NDArray[np.bool_]


def beyond_chance(tables: Tables) -> Iterator[Row]:
    """Rows of `alignment` by kappa with quadratic weights, each pair with one of the two, intervals by resampling.

    By year; by issue code and among important votes (known to session 72) for spans of years, under the last of them.
    Years of which no roll call is held by resolution have no row.
    """
    calls, pair = tables["un_roll_calls"].set_index("id"), pair_of(tables)
    votes = tables["un_roll_call_votes"].pivot(index="roll_call", columns="country", values="vote").reindex(calls.index)
    cast = _Votes(
        pair=pair,
        countries=tuple(map(str, votes.columns)),
        yes_no=np.stack([(votes == vote).to_numpy(dtype=bool) for vote in ORDER], axis=2).astype(np.float64),
        source=calls["source"].to_numpy(dtype=object),
    )
    years = calls["date"].str[:4].astype(int).to_numpy()
    for source, year in sorted({*zip(cast.source, years.tolist(), strict=True)}):
        yield from _pairs(cast, (cast.source == source) & (years == year), YEARLY, year, source)
    codes = [frozenset(text.split()) for text in calls["issues"].fillna("")]
    important = calls["important"].fillna(False).to_numpy(dtype=bool)
    for first, last in SPANS:
        inside = (years >= first) & (years <= last)
        for issue in ISSUES:
            chosen = inside & np.array([issue in issues for issues in codes], dtype=bool)
            yield from _of_sources(cast, chosen, f"issue-{issue}-{first}-{last}", last)
        yield from _of_sources(cast, inside & important, f"important-{first}-{last}", last)


@dataclass(frozen=True, kw_only=True)
class _Votes:
    """`yes_no` is 1 where a roll call (first axis) saw a country (second) cast a vote of `ORDER` (third), else 0."""

    pair: Pair
    countries: tuple[str, ...]
    yes_no: npt.NDArray[np.float64]
    source: npt.NDArray[np.object_]


def _of_sources(cast: _Votes, chosen: Mask, vote_set: str, year: int) -> Iterator[Row]:
    for source in sorted(set(cast.source[chosen])):
        yield from _pairs(cast, chosen & (cast.source == source), vote_set, year, source)


def _pairs(cast: _Votes, chosen: Mask, vote_set: str, year: int, source: str) -> Iterator[Row]:
    votes = cast.yes_no[chosen]
    for one in cast.pair:
        if one not in cast.countries:
            continue
        # whole numbers, exact in floats: 3 x 3 counts of places in `ORDER` with every country, rows those of `one`
        crossed = np.tensordot(votes[:, cast.countries.index(one)], votes, axes=(0, 0)).transpose(1, 0, 2).astype(int)
        both = crossed.sum(axis=(1, 2))
        # the pair itself has one row, in its own order, as in un_agreement
        enough = np.array([two != one and (one, two) != cast.pair[::-1] for two in cast.countries]) & (both >= FEWEST)
        places = np.flatnonzero(enough).tolist()
        for at, estimate in zip(places, resampled_kappas(crossed[places], WEIGHTS), strict=True):
            table = crossed[at]
            yield {
                "country_a": one,
                "country_b": cast.countries[at],
                "year": year,
                "yardstick": YARDSTICK,
                "vote_set": vote_set,
                "value": estimate.value,
                "value_low": estimate.low,
                "value_high": estimate.high,
                "both_voted": int(both[at]),
                "identical": int(table.trace()),
                "opposite": int(table[0, 2] + table[2, 0]),
                "year_coverage": f"{len(votes)} roll calls",
                "series_break": False,
                "source": source,
            }
