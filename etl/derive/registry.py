"""Which table is computed from which, and by what: the derived tables in an order in which each finds its inputs."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

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
    partner_lists,
    partner_ranks,
    pledges,
    rank_places,
    rank_uncertainty,
    real_terms,
    revisions,
    rivals,
    trade_ties,
    umbrellas,
)
from etl.derive.derived import ByPeriod, Derived, made
from etl.derive.inputs import Inputs


def _rank_places(inputs: Inputs) -> pd.DataFrame:
    places = rank_places.rank_places(inputs.tables, inputs.excluded)
    pair_lists.LISTS.forget()  # no later table reads them, and of a large world they are as much as its tables
    return places


def _trade_ties(inputs: Inputs) -> pd.DataFrame:
    ties = trade_ties.trade_ties(inputs.with_all_ranks, inputs.words, inputs.excluded)
    del inputs.ranked  # no later table reads them, and of a large world they are more than all its tables
    return ties


_TURNOVER = ("trade", "official_figures", "families", "countries")
_RANKED = (*_TURNOVER, "anomalies", "partner_bounds")
_POOLS = ("trade", "countries", "anomalies")
_LINES = (*_TURNOVER, "un_agreement")
_RANKS = ByPeriod(others=lambda i: i.ranks_of_others)
DERIVED = (
    Derived(table="anomalies", needs=("trade", "investment"), make=lambda i: anomalies.anomalies(i.tables, i.words)),
    Derived(
        table="partner_ranks",
        needs=_RANKED,
        periods=_RANKS,
        make=lambda i: partner_ranks.partner_ranks(i.ranked, i.pair),
    ),
    Derived(table="partner_lists", needs=_RANKED, periods=_RANKS, make=lambda i: partner_lists.partner_lists(i.ranked)),
    Derived(table="rank_places", needs=_RANKED, periods=_RANKS, make=_rank_places),
    Derived(
        table="mirror_gaps",
        needs=_TURNOVER,
        periods=ByPeriod(others=lambda i: (mirror_gaps.publishers_of(i.tables), {})),
        make=lambda i: mirror_gaps.mirror_gaps(i.tables, i.words),
    ),
    Derived(
        table="rank_uncertainty",
        needs=("mirror_gaps", *_RANKED),
        periods=ByPeriod(others=lambda i: i.noise_of_others),
        make=lambda i: rank_uncertainty.rank_uncertainty(i.with_all_ranks, i.reporter_gap, i.words, i.places),
    ),
    Derived(
        table="trade_ties",
        needs=_RANKED,
        periods=ByPeriod(
            others=_RANKS.others,
            completed=lambda frame, i: trade_ties.completed(frame, i.tables, i.words),
        ),
        make=_trade_ties,
    ),
    Derived(
        table="coverage",
        needs=("trade", "countries"),
        periods=ByPeriod(others=lambda _: (None, {})),
        make=lambda i: coverage.coverage(i.tables),
    ),
    Derived(
        table="revisions",
        needs=("trade", "arms", "indicators"),
        ledger=True,
        make=lambda i: revisions.revisions(i.tables, i.ledger),
    ),
    Derived(table="date_tests", needs=_TURNOVER, make=lambda i: date_tests.date_tests(i.turnover, i.cause, i.words)),
    Derived(
        table="comparators", needs=_POOLS, make=lambda i: comparators.comparators(i.fits, i.cause, i.pair, i.words)
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
        make=lambda i: alignment_medians.alignment_medians(i.tables, i.words["depth"]["comparators"]),
    ),
    Derived(
        table="arms_shares",
        needs=("arms",),
        make=lambda i: arms_shares.arms_shares(i.tables, i.words["depth"]["arms_list"]),
    ),
    Derived(
        table="contact_counts", needs=("contacts",), make=lambda i: contact_counts.contact_counts(i.tables, i.event)
    ),
    Derived(
        table="real_terms",
        needs=(*_TURNOVER, "indicators", "tonnes"),
        make=lambda i: real_terms.real_terms(i.tables, i.turnover, i.year_before, i.words["depth"]["price_year"]),
    ),
    Derived(table="pledges", needs=("agreements",), make=lambda i: pledges.pledges(i.tables)),
    Derived(table="umbrellas", needs=("agreements",), make=lambda i: umbrellas.umbrellas(i.tables, i.words)),
)


def derive(inputs: Inputs, registry: Iterable[Derived] = DERIVED) -> None:
    """Add every table of the `registry` to `inputs.tables`, in its order."""
    for derived in registry:
        inputs.tables[derived.table] = made(derived, inputs)
    pair_lists.LISTS.forget()
