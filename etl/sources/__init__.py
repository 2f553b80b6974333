"""The live sources; a module in this folder that is not named here fails a test."""

from __future__ import annotations

from importlib import import_module

from etl.sources.source import Source

MODULES = (
    "comtrade",
    "imf_imts",
    "imf_months",
    "worldbank",
    "un_votes",
    "sipri",
    "comext",
    "comtrade_matrix",
    "baci",
)

SOURCES: dict[str, Source] = {
    source.id: source for source in (import_module(f"{__name__}.{name}").SOURCE for name in MODULES)
}

#: what an operator may call a source, its id or that of one of its series in the table `sources` -> its id
NAMES = {name: source.id for source in SOURCES.values() for name in (source.id, *(name for name, _ in source.series))}


def restricted() -> list[str]:
    """Ids of the sources whose answers may not lie in a public place."""
    return [s.id for s in SOURCES.values() if not s.raw_public]
