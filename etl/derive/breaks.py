"""`breaks`: the year after which the level of a series changes most."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.contract.pair import names_of, pair_of
from etl.contract.schema import Tables, Words, conform
from etl.contract.tables import TABLES
from etl.derive.turnover import Cell

FEWEST = 7  # two segments of at least three, and one point to choose


@dataclass(frozen=True, kw_only=True)
class Line:
    """An unbroken run of years; `values` are logs where `logs` is True, so that a doubling counts like a halving.

    `bases` says for each year whether its value is observed, stated or imputed.
    """

    id: str
    title: str
    first: int
    values: tuple[float, ...]
    unit: str
    logs: bool
    bases: Mapping[int, str]


def lines(tables: Tables, series: Mapping[str, Mapping[int, Cell]], words: Words) -> list[Line]:
    """Turnover by series, and voting agreement of the pair over complete years of one source."""
    between = dict(zip("ab", names_of(tables).values(), strict=True))
    return [*_turnover(series, between, words), *_agreement(tables, between, words)]


def breaks(lines: Sequence[Line], words: Words) -> pd.DataFrame:
    """Frame of `breaks`: one row for each line that has points enough."""
    rows = [row for line in lines if (row := _row(line, words)) is not None]
    return conform(TABLES["breaks"], pd.DataFrame(rows, columns=TABLES["breaks"].names))


def _turnover(series: Mapping[str, Mapping[int, Cell]], between: Mapping[str, str], words: Words) -> Iterator[Line]:
    for name, cells in sorted(series.items()):
        run = _longest({y: (c.low + c.high) / 2 for y, c in cells.items()})
        if len(run) >= FEWEST:
            title = words["turnover"].format(series=words["names"].get(name, name), **between)
            yield Line(
                id=f"turnover:{name}",
                title=title,
                first=min(run),
                values=tuple(math.log(v) for v in run.values()),
                unit="USD",
                logs=True,
                bases={y: c.basis for y, c in cells.items()},
            )


def _agreement(tables: Tables, between: Mapping[str, str], words: Words) -> Iterator[Line]:
    votes, pair = tables["un_agreement"], pair_of(tables)
    whole = votes[(votes["country_a"] == pair.first) & (votes["country_b"] == pair.second)]
    whole = whole[(whole["year_coverage"] == "complete") & whole["agree3"].notna()]
    for source, rows in whole.groupby("source", sort=True):
        run = _longest({int(r.year): float(r.agree3) for r in rows.itertuples(index=False)})
        if len(run) >= FEWEST:
            title = words["agreement"].format(**between)
            yield Line(
                id=f"agreement:{source}",
                title=title,
                first=min(run),
                values=tuple(run.values()),
                unit="share",
                logs=False,
                bases=dict.fromkeys(run, "observed"),
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
    from etl.measures.breaks import level_breaks

    found = level_breaks(line.values)
    if found is None:
        return None
    before, later = (math.exp(m) if line.logs else m for m in found.means)
    after, last = line.first + found.after[0] - 1, line.first + len(line.values) - 1
    template = words["tested" if found.testable else "shown"]
    return {
        "line": line.id,
        "title": line.title,
        "points": len(line.values),
        "fit_from": line.first,
        "fit_to": last,
        "break_after": after,
        "mean_before": before,
        "mean_after": later,
        "explained": found.explained,
        "testable": found.testable,
        "unit": line.unit,
        "sentence": template.format(
            after=after,
            before=_said(before, line, words),
            later=_said(later, line, words),
            points=len(line.values),
        ),
    }


def _said(value: float, line: Line, words: Words) -> str:
    text = f"{value / 1e6:,.0f}" if line.logs else f"{100 * value:.0f}"
    return str(words["money" if line.logs else "share"]).format(text)
