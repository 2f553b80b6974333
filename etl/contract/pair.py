"""The two countries that an article is about: marked in the table `countries`, read by whatever needs them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from etl.contract.memo import Memo


class Pair(NamedTuple):
    """Ids of the two countries, in the article's order."""

    first: str
    second: str

    def other(self, country: str) -> str:
        """The country of the two that is not `country`; KeyError when it is neither."""
        return self.others[country]

    @property
    def others(self) -> dict[str, str]:
        """Each of the two and the other one."""
        return {self.first: self.second, self.second: self.first}


def with_party(countries: pd.DataFrame, pair: Pair) -> pd.DataFrame:
    """`countries` with the column `party`: 1 and 2 for the two of `pair`, empty for all others."""
    party = countries["id"].map({country: place for place, country in enumerate(pair, 1)})
    return countries.assign(party=party.astype("Int64"))


def pair_of(tables: Mapping[str, pd.DataFrame]) -> Pair:
    """The two that `countries` marks; ValueError when it marks no two."""
    countries = tables["countries"]
    return _PAIRS.of(countries, make=lambda: _marked(countries))


_PAIRS: Memo[Pair] = Memo()


def _marked(countries: pd.DataFrame) -> Pair:
    rows = countries[countries["party"].notna()].sort_values("party")
    if len(rows) != len(Pair._fields):
        raise ValueError(f"countries marks {len(rows)} parties of the article, expected two")
    return Pair(*rows["id"])


def names_of(tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """Names of the two as texts ask for them: `first` and `second`."""
    names = tables["countries"].set_index("id")["name"]
    return {place: str(names[country]) for place, country in pair_of(tables)._asdict().items()}
