"""The measures a part can name: each turns tables into readings, one for each defensible way to measure it."""

from __future__ import annotations

from etl.contract.schema import Tables
from etl.judge import contacts, definitions, growth, pair_trade, real, ties
from etl.judge.specification import PRINTED, Measure, Specification

MEASURES: dict[str, Measure] = {
    "rank": definitions.levels,
    "rank_change": definitions.changes,
    "growth_since": definitions.growth(growth.latest),
    "partner_share": pair_trade.share,
    "partner_growth": pair_trade.change,
    "real_change": real.real_change,
    "growth_every_year": definitions.growth(growth.worst),
    "investment_plausible": ties.plausible,
    "corridor_change": ties.cargo_change,
    "corridor_target": ties.cargo_target,
    "arms_share": ties.arms_share,
    "contact_rate": contacts.contact_rate,
    "votes_against": ties.votes_against,
}

# Measures of places: a partner that publishes nothing can be counted or left out.
OF_PLACES = ("rank", "rank_change")

__all__ = ["MEASURES", "OF_PLACES", "PRINTED", "Measure", "Specification", "Tables"]
