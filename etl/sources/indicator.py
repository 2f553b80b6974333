"""Base of the sources of yearly indicators: one question an indicator, rows of the table `indicators`.

The TOML file of the source lists its `indicators`: the unit, the bounds no figure can be beyond, and the `countries`
that are asked for when they are others than those of the source. A row without an indicator, a country or a year, with
a value beyond the bounds or of another type, or of an unknown country is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from etl.contract.countries import from_iso3, is_iso3
from etl.sources.answers import Answer, Reader, Row
from etl.sources.base import Request, RequestContext, Snapshot
from etl.sources.left_out import Fault, LeftOut, is_year, no_amount
from etl.sources.source import Source, facts, source
from etl.sources.vintages import vintages

_CELL = ["indicator", "country", "period"]


class Indicator(NamedTuple):
    """What is asked and expected of one indicator: a line of the TOML file."""

    id: str
    unit: str
    least: float
    most: float
    countries: str

    def faults(self) -> tuple[Fault, ...]:
        """Why a row (indicator, ISO3 code, year, value) of an answer about it is of no use."""
        return (
            (
                "a row without indicator, country or year",
                lambda code, country, year, _: (
                    not (isinstance(code, str) and isinstance(country, str) and is_year(year))
                ),
            ),
            ("another indicator than was asked", lambda code, *_: code != self.id),
            no_amount(3, (self.least, self.most)),
            ("a country that is in none of our lists", lambda _, country, *__: not is_iso3(country)),
        )


def indicators(name: str) -> dict[str, Indicator]:
    """By id, the indicators that the TOML file of the source `name` lists."""
    return {line[0]: Indicator(*line) for line in facts(name)["own"]["indicators"]}


def yearly(
    name: str,
    *,
    question: Callable[[str, str, int], Request],
    unpack: Callable[[bytes, LeftOut], Answer],
) -> Source:
    """The source `name` of `indicators`.

    `question(indicator, countries, year)` asks for all years up to `year`. `unpack` gives the rows of an answer as they
    came: indicator, ISO3 code, year, value. The live check asks for the first indicator of its first country.
    """
    listed, countries = indicators(name), facts(name)["own"]["countries"]

    def questions(context: RequestContext) -> Iterator[Request]:
        return (question(key, one.countries or countries, context.today.year) for key, one in listed.items())

    def probes(context: RequestContext) -> Iterator[Request]:
        first = next(iter(listed.values()))
        yield question(first.id, (first.countries or countries).split()[0], context.today.year)

    def read(key: str, body: bytes, left: LeftOut) -> Answer:
        answer = unpack(body, left)
        used = left.usable(answer.rows, listed[key].faults())
        ours: list[Row] = [(key, from_iso3(country), str(year), float(value)) for _, country, year, value in used]
        return Answer(left.unique(ours, 3), answer.released)

    def tidy(snapshots: Sequence[Snapshot]) -> dict[str, pd.DataFrame]:
        columns = [*_CELL, "indicator_value"]
        answers = [(s.key, s.retrieved[:10], pd.DataFrame(reader.rows(s), columns=columns)) for s in snapshots]
        frame = vintages(answers, _CELL, ["indicator_value"])
        frame["source"], frame["publisher"] = name, f"{described.publisher}, {described.title}"
        frame["unit"], frame["vintage"] = frame["indicator"].map(lambda i: listed[i].unit), frame["vintage_date"]
        return {"indicators": frame}

    reader = Reader(read=read, figure=lambda row: row[1:3])
    described = source(name, reader, tidy, questions=questions, probes=probes)
    return described
