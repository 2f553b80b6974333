"""What tests of ranks ask of a list: the bounds of one partner in one list."""

from __future__ import annotations

from collections.abc import Mapping

from etl.measures import standings
from etl.measures.partner_lists import PartnerList
from etl.measures.standings import Bounds


def bounds(
    listed: PartnerList, partner: str, floors: Mapping[str, int] | None = None, gap: float | None = None
) -> Bounds:
    """Interval of `partner`'s rank in `listed`; `floors` and `gap` as in `Standings`."""
    (of_one,) = standings.bounds([listed], [partner], [floors or {}], gap)
    return of_one
