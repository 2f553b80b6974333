"""`breaks`: the year after which the level of a series changes most."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.claims.message import Message, columns, message
from etl.contract.frames import Tables, Words, of_rows
from etl.contract.pair import Pair, pair_of
from etl.contract.rows import each
from etl.contract.tables import TABLES
from etl.derive.turnover import Cell
from etl.measures.breaks import level_break

FEWEST = 7  # two segments of at least three, and one point to choose


@dataclass(frozen=True, kw_only=True)
class Line:
    """An unbroken run of years; `values` are logs where `logs` is True, so that a doubling counts like a halving.

    `title` is the id of a message with its values; `bases` says for each year whether its value is observed, stated or
    imputed, `families` whose books it is in.
    """

    id: str
    title: tuple[str, Mapping[str, Any]]
    first: int
    values: tuple[float, ...]
    unit: str
    logs: bool
    bases: Mapping[int, str]
    families: Mapping[int, str]


def lines(tables: Tables, series: Mapping[str, Mapping[int, Cell]]) -> list[Line]:
    """Turnover by series, and voting agreement of the pair over complete years of one source."""
    pair = pair_of(tables)
    return [*_turnover(series, pair), *_agreement(tables, pair)]


def breaks(lines: Sequence[Line], words: Words) -> pd.DataFrame:
    """Frame of `breaks`: one row for each line that has points enough."""
    rows = [row for line in lines if (row := _row(line, words)) is not None]
    return of_rows(TABLES["breaks"], rows)


def _turnover(series: Mapping[str, Mapping[int, Cell]], pair: Pair) -> Iterator[Line]:
    for name, cells in sorted(series.items()):
        run = _longest({y: c.middle for y, c in cells.items() if c.middle})  # zero has no log
        if len(run) >= FEWEST:
            yield Line(
                id=f"turnover:{name}",
                title=("depth.breaks.turnover", {"pair": [*pair], "series": name}),
                first=min(run),
                values=tuple(math.log(v) for v in run.values()),
                unit="USD",
                logs=True,
                bases={y: c.basis for y, c in cells.items()},
                families={y: c.root_family for y, c in cells.items()},
            )


def _agreement(tables: Tables, pair: Pair) -> Iterator[Line]:
    votes = tables["un_agreement"]
    whole = votes[(votes["country_a"] == pair.first) & (votes["country_b"] == pair.second)]
    whole = whole[(whole["year_coverage"] == "complete") & whole["agree3"].notna()]
    for source, rows in whole.groupby("source", sort=True):
        run = _longest({int(r.year): float(r.agree3) for r in each(rows)})
        if len(run) >= FEWEST:
            yield Line(
                id=f"agreement:{source}",
                title=("depth.breaks.agreement", {"pair": [*pair]}),
                first=min(run),
                values=tuple(run.values()),
                unit="share",
                logs=False,
                bases=dict.fromkeys(run, "observed"),
                families=dict.fromkeys(run, "un_record"),
            )


def _longest(values: Mapping[int, float]) -> dict[int, float]:
    """The longest run of years without a gap, the later of two of one length."""
    best: list[int] = []
    run: list[int] = []
    for year in sorted(values):
        run = [*run, year] if run and year == run[-1] + 1 else [year]
        best = run if len(run) >= len(best) else best
    return {year: values[year] for year in best}


def _row(line: Line, words: Words) -> dict[str, Any] | None:
    cut = level_break(line.values)
    if cut is None:
        return None
    before, later = (math.exp(m) if line.logs else m for m in cut.means)
    after, last = line.first + cut.after - 1, line.first + len(line.values) - 1
    message_values: dict[str, Any] = {"before": [_said(before, line, words)], "later": [_said(later, line, words)]}
    message_values |= {"after": after} if cut.testable else {"after": after, "points": len(line.values)}
    key, values = line.title
    return {
        "line": line.id,
        "points": len(line.values),
        "fit_from": line.first,
        "fit_to": last,
        "break_after": after,
        "mean_before": before,
        "mean_after": later,
        "explained": cut.explained,
        "testable": cut.testable,
        "unit": line.unit,
        **columns(
            title=message(key, words, **values),
            sentence=message(f"depth.breaks.{'tested' if cut.testable else 'shown'}", words, **message_values),
        ),
    }


def _said(value: float, line: Line, words: Words) -> Message:
    text = f"{value / 1e6:,.0f}" if line.logs else f"{100 * value:.0f}"
    return message(f"depth.breaks.{'money' if line.logs else 'share'}", words, value=text)
