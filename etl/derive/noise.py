"""Noise of a reporter's list of partners: how far another reporter's record may lie from the one that is ranked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from etl.claims.message import Message, message
from etl.contract.frames import Words
from etl.contract.pair import Pair
from etl.derive.reporter_gaps import CRUDE, gap_sizes
from etl.measures.mirror import PRESENT_FACTOR

RECENT = 5  # gaps of the last five years in which both sides recorded the flow


@dataclass(frozen=True, kw_only=True)
class Noise:
    """Sigma in log points, by partner of one reporter where its own gap is known, and for all others."""

    own: float
    said: Message
    by_partner: Mapping[str, float]


def noise(gaps: pd.DataFrame, reporter: str, pair: Pair, words: Words) -> Noise | None:
    """Noise of a reporter's list: the pair's own gap, and each partner's where both sides recorded it of late."""
    rows = gaps[(gaps["factor"] == PRESENT_FACTOR) & gaps["gap_log"].notna()]
    rows = rows[(rows["exporter"] == reporter) | (rows["importer"] == reporter)]
    partner = rows["importer"].where(rows["exporter"] == reporter, rows["exporter"])
    sized = rows.assign(partner=partner, size=rows["gap_log"].abs().astype(float), year=rows["period"].astype(int))
    recent = sized[rows["gap_kind"] != CRUDE]
    recent = recent[recent["year"] > recent["year"].max() - RECENT]
    both = recent.groupby("partner")["size"].median().to_dict()
    other = pair.other(reporter)
    if other in both:
        return Noise(own=float(both[other]), said=message("depth.noise.from_pair", words), by_partner=both)
    own = rows[rows["exporter"].isin(pair) & rows["importer"].isin(pair)]
    if own.empty:
        return None
    span = f"{own['period'].min()}-{own['period'].max()}"
    basis = message("depth.noise.from_crude", words, count=len(gap_sizes(own)), span=span)
    # gaps that ended long before the list say nothing of it: the pair's own gap is used for every partner
    newest = own["period"].astype(int).max()
    fresh = {p: s for p, s in both.items() if recent["year"].max() > newest - RECENT}
    return Noise(own=float(gap_sizes(own).median()), said=basis, by_partner=fresh)
