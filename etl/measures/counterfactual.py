"""Timing: does a series leave its path, and does it do so as well at dates when nothing happened?

A random walk with drift is fitted to the logs of an annual series up to the year before a date; later
values are held against its band. Few years make a wide band: `least_jump` says how large a jump must be to
be flagged at all, and where that is more than a plausible one, a value inside the band says nothing.
Leaving the band is a matter of timing, never of cause. Source: docs/METHODS.md#cause.
(Segmented regression was left out on purpose: on such series it sees breaks in 15-38 % of cases where
there is none.)
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from etl.measures.distributions import student_reach
from etl.measures.tolerance import within

FEWEST_YEARS = 3  # two changes: with one there is no spread to speak of


@dataclass(frozen=True, kw_only=True)
class Band:
    """Forecast for each of `years`, in the unit of the series, fitted to `fit_from` to `fit_to`."""

    fit_from: int
    fit_to: int
    years: tuple[int, ...]
    low: tuple[float, ...]
    centre: tuple[float, ...]
    high: tuple[float, ...]

    @property
    def least_jump(self) -> tuple[float, ...]:
        """Factor over the expected value that the series must exceed to leave the band, year by year."""
        return tuple(high / centre for high, centre in zip(self.high, self.centre, strict=True))

    def left_by(self, actual: float, at: int, plausible_jump: float) -> bool | None:
        """Whether `actual` lies outside the band of the year at place `at`; None inside one too wide to be left.

        A band is too wide where it takes more than `plausible_jump` times the expected value to leave it.
        """
        if not within(self.low[at], actual, self.high[at]):
            return True
        return False if self.least_jump[at] <= plausible_jump else None


@dataclass(frozen=True, kw_only=True)
class DateTest:
    """One date held against the band of the years before it.

    `works`: the value of the year `target` lies outside; None when it cannot be told, `why_not` then being
    one of too_few_years, no_value, after_event, wide.
    """

    date: int
    target: int
    band: Band | None
    actual: float | None
    works: bool | None
    why_not: str = ""


def forecast_band(series: Mapping[int, float], fit_to: int, horizon: int, level: float = 0.95) -> Band | None:
    """Band of a random walk with drift for the `horizon` years after `fit_to`.

    `series`: positive values by year; missing years are left out of it. The fit uses the unbroken run of
    years that ends with `fit_to`; None when that is shorter than three. The spread at h years is s sqrt(h +
    h^2 / n), n the number of changes (h for the steps to come, h^2 / n for the drift not being known), with
    Student's quantile on n - 1 degrees of freedom.
    """
    run = _unbroken_run(series, fit_to)
    if len(run) < FEWEST_YEARS:
        return None
    logs = np.log([series[year] for year in run])
    changes = np.diff(logs)
    n, ahead = changes.size, np.arange(1, horizon + 1)
    quantile = student_reach(n - 1, level)
    reach = quantile * changes.std(ddof=1) * np.sqrt(ahead + ahead**2 / n)
    centre = logs[-1] + ahead * changes.mean()
    low, middle, high = (tuple(np.exp(c).tolist()) for c in (centre - reach, centre, centre + reach))
    return Band(
        fit_from=run[0], fit_to=fit_to, years=tuple((fit_to + ahead).tolist()), low=low, centre=middle, high=high
    )


def date_test(
    series: Mapping[int, float], date: int, horizon: int, event: int | None = None, *, plausible_jump: float = math.inf
) -> DateTest:
    """Does the value `horizon` years on (1 = the year of the date) leave the band fitted before `date`?

    One year, fixed beforehand, is tested: asking whether any of several leaves the band raises more false
    alarms than the level says. With `event`, a target in or after that year is refused: it is no longer
    untouched. A value inside a band that no `plausible_jump` could leave tells nothing.
    """
    target = date + horizon - 1
    late = event is not None and target >= event
    band = None if late else forecast_band(series, date - 1, horizon)
    actual = None if late else series.get(target)
    works = None if band is None or actual is None else band.left_by(actual, -1, plausible_jump)
    reasons = {"after_event": late, "too_few_years": band is None, "no_value": actual is None, "wide": works is None}
    why_not = next((reason for reason, holds in reasons.items() if holds), "")
    return DateTest(date=date, target=target, band=band, actual=actual, works=works, why_not=why_not)


def false_dates(
    series: Mapping[int, float], event: int, horizon: int, dates: Iterable[int], *, plausible_jump: float = math.inf
) -> tuple[DateTest, ...]:
    """The same test at dates before `event`, when nothing of the kind happened.

    The horizon shrinks where it would reach the event, so that late dates can be asked as well.
    """
    ahead = {date: min(horizon, max(event - date, 1)) for date in dates}
    return tuple(date_test(series, date, ahead[date], event, plausible_jump=plausible_jump) for date in ahead)


def _unbroken_run(series: Mapping[int, float], last: int) -> list[int]:
    """Years of the longest run without a gap that ends with `last`, in order."""
    run: list[int] = []
    while (value := series.get(last - len(run))) is not None and value > 0 and math.isfinite(value):
        run.insert(0, last - len(run))
    return run
