"""The live sources; a module in this folder that is not named here fails a test."""

from __future__ import annotations

from etl.sources import baci, comext, comtrade, comtrade_matrix, imf_imts, imf_months, sipri, un_votes, worldbank
from etl.sources.base import Source

SOURCES: dict[str, Source] = {
    module.SOURCE.id: module.SOURCE
    for module in (comtrade, imf_imts, imf_months, worldbank, un_votes, sipri, comext, comtrade_matrix, baci)
}


def restricted() -> list[str]:
    """Ids of the sources whose answers may not lie in a public place."""
    return [s.id for s in SOURCES.values() if not s.raw_public]
