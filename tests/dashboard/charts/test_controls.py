"""From and to: which years are offered, and which rows lie between."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from dashboard.charts import controls
from dashboard.charts.registry import CHARTS
from dashboard.package.store import Package
from dashboard.texts import parties


def tables(*periods: str | None) -> dict[str, pd.DataFrame]:
    return {"t": pd.DataFrame({"period": pd.Series(periods, dtype="str")})}


def test_every_year_to_the_newest_is_offered_and_the_usual_end_is_open() -> None:
    since, until = (
        c.with_options(tables("2019", "2023-05", None)) for c in controls.ends("t", "period", "2016", "2015")
    )
    assert since.usual == "2016"
    assert since.options == tuple(str(y) for y in range(2015, 2024))
    assert until.usual == "latest"
    assert until.options[:2] == ("latest", "2023")
    assert until.options[-1] == "2015"


@pytest.mark.parametrize(("periods", "newest"), [(("1402",), "2023"), (("1402-11m", "2020"), "2023"), ((), "2016")])
def test_iranian_years_count_as_their_gregorian_ones_and_an_empty_table_ends_at_the_usual_one(
    periods: tuple[str, ...], newest: str
) -> None:
    assert controls.ends("t", "period", "2016", "2015")[0].with_options(tables(*periods)).options[-1] == newest


@pytest.mark.parametrize(
    ("choices", "kept"),
    [
        ({"since": "2000"}, [True, True, True, False]),
        ({"since": "2020", "until": "latest"}, [False, True, True, False]),
        ({"since": "2019", "until": "2020"}, [True, True, False, False]),
        ({"since": "2021", "until": "2020"}, [False, False, False, False]),
    ],
)
def test_both_ends_are_inclusive_and_a_missing_year_lies_nowhere(choices: dict[str, str], kept: list[bool]) -> None:
    numbers = pd.Series(pd.array([2019, 2020, 2021, None], dtype="Int64"))
    assert list(controls.within(numbers, choices)) == kept
    dates = pd.Series(["2019-02-01", "2020", "2021-05", None], dtype="str")
    assert list(controls.within(dates, choices)) == kept


def test_a_span_can_begin_with_the_year_of_the_articles_event(package: Package) -> None:
    since = controls.ends("t", "period", controls.EVENT, "1992")[0]
    assert since.with_options(tables("2024")).usual == "2022"
    parties.use(replace(package.parties, article={"event": "2018-03-22"}))
    assert since.with_options(tables("2015")).usual == "2018"
    assert since.with_options(tables("2015")).options[-1] == "2018"


@pytest.mark.parametrize("name", ["agreements-ladder", "sanctions-timeline"])
def test_events_and_agreements_begin_with_the_event(name: str, package: Package) -> None:
    parties.use(replace(package.parties, article=package.article | {"event": "2018-03-22"}))
    chart = CHARTS[name].with_options(package.tables)
    assert chart.complete({})["since"] == "2018"
