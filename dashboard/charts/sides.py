"""Choices between the two countries of the article; addresses write countries by name."""

from __future__ import annotations

from dashboard.charts.controls import TableMap
from dashboard.texts import say
from dashboard.texts.parties import Parties, of


def pair(tables: TableMap) -> Parties:
    """The two countries of the article."""
    return of(tables["countries"])


def first_before_second(tables: TableMap) -> dict[str, str]:
    """Id -> name of the two."""
    both = pair(tables)
    return {country: both.names[country] for country in both.ids}


def second_before_first(tables: TableMap) -> dict[str, str]:
    """The same in the other order."""
    return dict(reversed(first_before_second(tables).items()))


def ways(tables: TableMap) -> dict[str, str]:
    """Both directions of trade together, then each: option -> title."""
    return {"both": say("choice.direction.both"), **each_way(tables)}


def each_way(tables: TableMap) -> dict[str, str]:
    """The same without both together."""
    return {way: way_words(pair(tables), way) for way in pair(tables).ways}


def way_words(both: Parties, way: str) -> str:
    """A direction as a reader meets it: Kenya to Uganda."""
    exporter, importer = both.ways[way]
    return say("choice.direction.to", exporter=both.names[exporter], importer=both.names[importer])
