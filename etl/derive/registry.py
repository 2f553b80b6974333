"""Which table is computed from which, and by what: the derived tables in an order in which each finds its inputs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from etl.contract.pair import Pair, pair_of
from etl.derive import (
    alignment,
    alignment_medians,
    anomalies,
    arms_shares,
    break_lines,
    breaks,
    comparators,
    contact_counts,
    counterfactuals,
    coverage,
    date_tests,
    donor_weights,
    mirror_gaps,
    pair_lists,
    panels,
    partner_lists,
    partner_ranks,
    pledges,
    pool_fits,
    rank_places,
    rank_uncertainty,
    real_terms,
    revisions,
    rivals,
    trade_ties,
    turnover,
    umbrellas,
)
from etl.derive.kept import kept, key_of
from etl.derive.pieces import pieces
from etl.measures.partner_lists import CellKey
from etl.measures.ranks import Ranked


@dataclass(kw_only=True)
class Inputs:
    """What the derived tables are made of: the `tables` so far, the `ledger` of retrievals, words and thresholds.

    `event` is the day that the article turns on, ISO. `kept` is the folder of what an earlier build made (`kept.py`).

    What several tables share is computed once, from `tables` as they are when it is first asked for.
    """

    tables: dict[str, pd.DataFrame]
    ledger: pd.DataFrame
    words: Mapping[str, Any]
    cause: Mapping[str, Any]
    event: str
    kept: Path | None = None

    @cached_property
    def pair(self) -> Pair:
        """The two countries of the article."""
        return pair_of(self.tables)

    @cached_property
    def excluded(self) -> list[CellKey]:
        """Cells of `trade` that another record rules out."""
        return anomalies.absurd(self.tables["anomalies"])

    @cached_property
    def ranked(self) -> Ranked:
        """The rank of every partner in every list, the marks of `anomalies` among the notes, and the lists."""
        ranked = partner_ranks.ranked(self.tables, self.excluded)
        return Ranked(anomalies.marked(ranked.ranks, self.tables["anomalies"]), ranked.lists)

    @property
    def with_all_ranks(self) -> dict[str, pd.DataFrame]:
        """The tables with all ranks in the place of those that are shown."""
        return {**self.tables, "partner_ranks": self.ranked.ranks}

    @cached_property
    def turnover(self) -> dict[str, dict[int, turnover.Cell]]:
        """The pair's trade by series and year."""
        return turnover.yearly(self.tables, None)

    @cached_property
    def fits(self) -> list[pool_fits.PoolFit]:
        """Mixes of other partners, by pool, source and outcome."""
        all_panels = [panel for pool in panels.POOLS for panel in panels.panels(self.tables, pool, self.excluded)]
        return pool_fits.pool_fits(all_panels, self.cause)

    @cached_property
    def lines(self) -> list[breaks.Line]:
        """Series in which a break is looked for."""
        return breaks.lines(self.tables, self.turnover)


@dataclass(frozen=True, kw_only=True)
class Derived:
    """A derived table: its name, the tables it needs, whether it reads the ledger, and what makes its frame."""

    table: str
    needs: tuple[str, ...]
    ledger: bool = False
    make: Callable[[Inputs], pd.DataFrame]


def _rank_places(inputs: Inputs) -> pd.DataFrame:
    places = rank_places.rank_places(inputs.tables, inputs.excluded)
    pair_lists.LISTS.forget()  # no later table reads them, and of a large world they are as much as its tables
    return places


def _rank_uncertainty(inputs: Inputs) -> pd.DataFrame:
    gap = mirror_gaps.reporter_gap(inputs.tables)
    with pieces(inputs.kept, "rank_spreads") as known:
        return rank_uncertainty.rank_uncertainty(inputs.with_all_ranks, gap, inputs.words, known)


def _trade_ties(inputs: Inputs) -> pd.DataFrame:
    ties = trade_ties.trade_ties(inputs.with_all_ranks, inputs.words, inputs.excluded)
    del inputs.ranked  # no later table reads them, and of a large world they are more than all its tables
    return ties


_TURNOVER = ("trade", "official_figures", "families", "countries")
_RANKED = (*_TURNOVER, "anomalies", "partner_bounds")
_POOLS = ("trade", "countries", "anomalies")
_LINES = (*_TURNOVER, "un_agreement")
DERIVED = (
    Derived(
        table="anomalies",
        needs=("trade", "investment"),
        make=lambda i: anomalies.anomalies(i.tables, i.words),
    ),
    Derived(table="partner_ranks", needs=_RANKED, make=lambda i: partner_ranks.shown(i.ranked, i.pair)),
    Derived(table="partner_lists", needs=_RANKED, make=lambda i: partner_lists.partner_lists(i.ranked)),
    Derived(table="rank_places", needs=_RANKED, make=lambda i: _rank_places(i)),
    Derived(table="mirror_gaps", needs=_TURNOVER, make=lambda i: mirror_gaps.mirror_gaps(i.tables, i.words)),
    Derived(table="rank_uncertainty", needs=("mirror_gaps", *_RANKED), make=lambda i: _rank_uncertainty(i)),
    Derived(table="trade_ties", needs=_RANKED, make=lambda i: _trade_ties(i)),
    Derived(table="coverage", needs=("trade", "countries"), make=lambda i: coverage.coverage(i.tables)),
    Derived(
        table="revisions",
        needs=("trade", "arms", "indicators"),
        ledger=True,
        make=lambda i: revisions.revisions(i.tables, i.ledger),
    ),
    Derived(
        table="date_tests",
        needs=_TURNOVER,
        make=lambda i: date_tests.date_tests(i.turnover, i.cause, i.words),
    ),
    Derived(
        table="comparators",
        needs=_POOLS,
        make=lambda i: comparators.comparators(i.fits, i.cause, i.pair, i.words),
    ),
    Derived(table="donor_weights", needs=_POOLS, make=lambda i: donor_weights.donor_weights(i.fits)),
    Derived(
        table="counterfactuals",
        needs=(*_TURNOVER, "anomalies"),
        make=lambda i: counterfactuals.counterfactuals(i.turnover, i.pair.second, i.fits, i.cause),
    ),
    Derived(table="breaks", needs=_LINES, make=lambda i: breaks.breaks(i.lines, i.words)),
    Derived(
        table="break_lines",
        needs=(*_LINES, "breaks"),
        make=lambda i: break_lines.break_lines(i.lines, i.tables["breaks"]),
    ),
    Derived(table="rivals", needs=(), make=lambda i: rivals.rivals(i.words["depth"]["rival"])),
    Derived(
        table="alignment",
        needs=("un_agreement", "un_resolutions", "un_votes", "un_roll_calls", "un_roll_call_votes", "countries"),
        make=lambda i: alignment.alignment(i.tables),
    ),
    Derived(
        table="alignment_medians",
        needs=("alignment", "countries"),
        make=lambda i: alignment_medians.alignment_medians(i.tables, i.words["depth"]["votes"]["beside"]),
    ),
    Derived(
        table="arms_shares",
        needs=("arms",),
        make=lambda i: arms_shares.arms_shares(i.tables, i.words["depth"]["arms_list"]),
    ),
    Derived(
        table="contact_counts",
        needs=("contacts",),
        make=lambda i: contact_counts.contact_counts(i.tables, i.event),
    ),
    Derived(
        table="real_terms",
        needs=(*_TURNOVER, "indicators", "tonnes"),
        make=lambda i: real_terms.real_terms(i.tables, i.turnover),
    ),
    Derived(table="pledges", needs=("agreements",), make=lambda i: pledges.pledges(i.tables)),
    Derived(
        table="umbrellas",
        needs=("agreements",),
        make=lambda i: umbrellas.umbrellas(i.tables, i.words),
    ),
)


def derive(inputs: Inputs) -> None:
    """Add every derived table to `inputs.tables`, in the order of `DERIVED`."""
    for derived in DERIVED:
        inputs.tables.update(_made(derived, inputs))
    pair_lists.LISTS.forget()


def _made(derived: Derived, inputs: Inputs) -> dict[str, pd.DataFrame]:
    """The table by its name, as an earlier build made it of the same inputs, else made now."""
    needed = {name: inputs.tables[name] for name in derived.needs}
    if derived.ledger:
        needed["ledger"] = inputs.ledger
    key = key_of(needed, inputs.words, inputs.cause, inputs.event)
    return kept(inputs.kept, derived.table, key, lambda: {derived.table: derived.make(inputs)})
