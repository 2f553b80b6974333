"""`date_tests`: does trade leave its path at the war's date, or at any date?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from etl.claims.message import Message, columns, message
from etl.contract.frames import Words, of_rows
from etl.contract.tables import TABLES
from etl.derive.turnover import Cell
from etl.measures.counterfactual import DateTest, date_test, false_dates

Series = Mapping[str, Mapping[int, Cell]]
UNIT = "USD"


def date_tests(series: Series, setup: Words, words: Words) -> pd.DataFrame:
    """Frame of `date_tests`: the event and each false date, for every series that has a value since the event."""
    rows = []
    for name, cells in sorted(series.items()):
        if max(cells) >= setup["event"]:
            event, *false = tests_of(cells, setup)
            # a series too short for the war's date is said once, not once for every false date
            tests = [event, *false] if event.band is not None else [event]
            rows += [_row(name, cells, test, event, words) for test in tests]
    return of_rows(TABLES["date_tests"], rows)


def tests_of(cells: Mapping[int, Cell], setup: Words) -> Iterator[DateTest]:
    """The test of the event's date first, then those of the false dates."""
    values = {year: cell.middle for year, cell in cells.items()}
    event, horizon, jump = setup["event"], setup["horizon"], setup["plausible_jump"]
    yield date_test(values, event, horizon, plausible_jump=jump)
    yield from false_dates(values, event, horizon, setup["false_dates"], plausible_jump=jump)


def _spans(test: Any) -> tuple[int | None, int]:
    """Years the band is made of, and years ahead that are compared."""
    band = test.band
    return None if band is None else band.fit_to - band.fit_from + 1, test.target - test.date + 1


def _row(name: str, cells: Mapping[int, Cell], test: Any, event: Any, words: Words) -> dict[str, Any]:
    kind = "event" if test.date == event.date else "false"
    target = cells.get(test.target)
    before, ahead = _spans(test)
    same = _spans(test) == _spans(event)
    other = not same and test.why_not in ("", "wide")
    row = {
        "series": name,
        "flow": "total",
        "tested_year": test.date,
        "target_year": test.target,
        "date_kind": kind,
        "years_before": before,
        "years_ahead": ahead,
        "comparable": same,
        "cell_basis": target.basis if target else None,
        "actual": test.actual,
        "works": test.works,
        "why_not": test.why_not,
        "unit": UNIT,
        **columns(
            rival=None if kind == "event" else _happened(test.date, words),
            sentence=_other(name, test, event, words) if other else _sentence(name, test, kind, words),
        ),
    }
    if test.band is not None:
        band = test.band
        row |= {"fit_from": band.fit_from, "fit_to": band.fit_to, "band_low": band.low[-1], "band_high": band.high[-1]}
        row |= {"band_centre": band.centre[-1], "least_jump": band.least_jump[-1]}
    return row


def _happened(year: int, words: Words) -> Message | None:
    """What is known to have happened in the year of another date."""
    known = str(year) in words["depth"]["timing"]["happened"]
    return message(f"depth.timing.happened.{year}", words) if known else None


def _other(name: str, test: Any, event: Any, words: Words) -> list[Message]:
    """Why a test at another date does not count: what it and the war's date need to show anything."""
    (before, ahead), (own_before, own_ahead) = _spans(test), _spans(event)
    reason = message(
        "depth.timing.other_test",
        words,
        series=name,
        date=test.date,
        before=before,
        ahead=ahead,
        own_before=own_before,
        own_ahead=own_ahead,
        jump=f"{test.band.least_jump[-1]:,.1f}",
        own_jump=f"{event.band.least_jump[-1]:,.1f}",
    )
    happened = _happened(test.date, words)
    return [reason] + ([message("depth.timing.besides", words, happened=[happened])] if happened else [])


def _sentence(name: str, test: Any, kind: str, words: Words) -> Message:
    about = {"series": name, "date": test.date, "target": test.target}
    if test.band is None or test.actual is None:
        return message(f"depth.timing.{test.why_not}", words, **about)
    low, high = test.band.low[-1], test.band.high[-1]
    about |= {"first": test.band.fit_from, "last": test.band.fit_to, "jump": f"{test.band.least_jump[-1]:,.1f}"}
    if test.works is None:
        return message("depth.timing.wide", words, **about)
    place = "inside" if not test.works else ("above" if test.actual > high else "below")
    return message(
        f"depth.timing.{kind}",
        words,
        low=_millions(low),
        high=_millions(high),
        actual=_millions(test.actual),
        place=[message(f"depth.timing.{place}", words)],
        **about,
    )


def _millions(value: float) -> str:
    return f"{value / 1e6:,.0f}"
