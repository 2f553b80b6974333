"""What derived tables are made of, and what several of them share."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import pandas as pd

from etl.contract.distinct import distinct
from etl.contract.pair import Pair, pair_of
from etl.derive import breaks, marks, panels, partner_ranks, pool_fits, rank_uncertainty, reporter_gaps, turnover
from etl.derive.current import of_periods
from etl.measures.cells import CellKey
from etl.measures.ranks import Ranked
from etl.sources.cache import Cache


@dataclass(kw_only=True)
class Inputs:
    """What the derived tables are made of: the `tables` so far, the `ledger` of retrievals, words and thresholds.

    `event` is the day that the article turns on, ISO; `places` are the ranks that it and its claims name. `cache` is
    what an earlier build made.

    What several tables share is computed once, from `tables` as they are when it is first asked for.
    """

    tables: dict[str, pd.DataFrame]
    ledger: pd.DataFrame
    words: Mapping[str, Any]
    cause: Mapping[str, Any]
    event: str
    places: tuple[int, ...] = (1,)
    cache: Cache | None = None
    _parts: dict[frozenset[str], Inputs] = field(default_factory=dict)

    def of(self, periods: Collection[str]) -> Inputs:
        """The same with the rows of `trade` that are of these `periods` alone; what several tables share is shared."""
        if set(periods) == set(distinct(self.tables["trade"]["period"]).values):
            return self
        part = self._parts.get(frozenset(periods))
        if part is None:
            part = self._parts[frozenset(periods)] = replace(self, tables=of_periods(self.tables, periods))
        part.tables.update({**self.read_by_period, "trade": part.tables["trade"]})
        return part

    @property
    def beside(self) -> tuple[Any, ...]:
        """What a derived table is made of beside tables."""
        return self.words, self.cause, self.event, self.places

    @property
    def read_by_period(self) -> dict[str, pd.DataFrame]:
        """The tables as far as rows of one period may read them: what else is found of a cell is not hashed."""
        return {**self.tables, "anomalies": self._of_ranks} if "anomalies" in self.tables else dict(self.tables)

    @cached_property
    def _of_ranks(self) -> pd.DataFrame:
        return self.tables["anomalies"][marks.OF_RANKS]

    @property
    def year_before(self) -> int:
        """The last year before the event."""
        return int(self.event[:4]) - 1

    @cached_property
    def pair(self) -> Pair:
        """The two countries of the article."""
        return pair_of(self.tables)

    @cached_property
    def excluded(self) -> list[CellKey]:
        """Cells of `trade` that another record rules out."""
        return marks.left_out(self.tables["anomalies"])

    @cached_property
    def ranked(self) -> Ranked:
        """The rank of every partner in every list, the marks of `anomalies` among the notes, and the lists."""
        ranked = partner_ranks.ranked(self.tables, self.excluded)
        return Ranked(marks.with_notes(ranked.ranks, self.tables["anomalies"]), ranked.lists)

    @cached_property
    def ranks_of_others(self) -> tuple[Any, Mapping[str, Any]]:
        """What ranks of a period are made of beside the rows of that period."""
        return partner_ranks.read_of_others(self.tables)

    @property
    def reporter_gap(self) -> float | None:
        """What two reporters typically differ by, in log points; None when no gap is known."""
        return reporter_gaps.reporter_gap(self.tables)

    @property
    def noise_of_others(self) -> tuple[Any, Mapping[str, Any]]:
        """What the noise of ranks of a period is made of beside the rows of that period."""
        of_all, own = self.ranks_of_others
        return (rank_uncertainty.read_of_others(self.tables, self.reporter_gap, self.words), of_all), own

    @property
    def with_all_ranks(self) -> dict[str, pd.DataFrame]:
        """The tables with all ranks in the place of those that are shown."""
        return {**self.tables, "partner_ranks": self.ranked.ranks}

    @cached_property
    def turnover(self) -> dict[str, dict[int, turnover.Cell]]:
        """The pair's trade by series and year."""
        return turnover.yearly(self.tables)

    @cached_property
    def fits(self) -> list[pool_fits.PoolFit]:
        """Mixes of other partners, by pool, source and outcome."""
        all_panels = [panel for pool in panels.POOLS for panel in panels.panels(self.tables, pool, self.excluded)]
        return pool_fits.pool_fits(all_panels, self.cause)

    @cached_property
    def lines(self) -> list[breaks.Line]:
        """Series in which a break is looked for."""
        return breaks.lines(self.tables, self.turnover)
