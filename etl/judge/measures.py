"""The measures a part can name: each turns tables into readings, one for each defensible way to measure it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from etl.claims.model import Part
from etl.judge import corridor, growth, growth_definitions, pair_trade, rank_definitions, ties
from etl.judge.context import JudgeContext
from etl.judge.specification import Measure, Specification

MEASURES: dict[str, Measure] = {
    "rank": rank_definitions.levels,
    "rank_change": rank_definitions.changes,
    "growth_since": growth_definitions.growth(growth.latest),
    "growth_every_year": growth_definitions.growth(growth.worst),
    "partner_share": pair_trade.share,
    "partner_growth": pair_trade.change,
    "real_change": pair_trade.real_change,
    "investment_plausible": corridor.investment_plausible,
    "corridor_change": corridor.cargo_change,
    "corridor_target": corridor.cargo_target,
    "arms_share": ties.arms_share,
    "contact_rate": ties.contact_rate,
    "votes_against": ties.votes_against,
}

# Measures of places: a partner that publishes nothing can be counted or left out.
OF_PLACES = ("rank", "rank_change")


def definitions_of(
    part: Part, context: JudgeContext, until: date | None = None, more: Mapping[str, Any] | None = None
) -> list[Specification]:
    """Every definition that the measure of `part` has; `until` leaves out later periods, `more` changes its params."""
    about = {"pair": context.article.pair, "claim": part.claim, "part": part.id}
    return MEASURES[part.measure](context.tables, {**about, **part.params, **(more or {})}, until)
