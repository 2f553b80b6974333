"""The measures a part can name: each turns tables into readings, one for each defensible way to measure it."""

from __future__ import annotations

from etl.specify import growth, rank, ties
from etl.specify.base import Measure, Reading, Tables

MEASURES: dict[str, Measure] = {
    "rank": rank.level,
    "rank_change": rank.change,
    "growth_since": growth.since,
    "growth_every_year": growth.every_year,
    "investment_plausible": ties.plausible,
    "corridor_change": ties.cargo_change,
    "corridor_target": ties.cargo_target,
    "arms_share": ties.arms_share,
    "votes_against": ties.votes_against,
}

__all__ = ["MEASURES", "Measure", "Reading", "Tables"]
