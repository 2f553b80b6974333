"""Who reported: every partner and year has a cell, also where nobody did."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.charts.trade.who_reported import CHART, STATES
from tests.dashboard.charts import made


def _cover(importer: str, period: str, exporter: str | None, by_importer: str | None, who: str) -> dict[str, Any]:
    return {
        "exporter": "IRN",
        "importer": importer,
        "period": period,
        "exporter_recorded": exporter,
        "importer_recorded": by_importer,
        "who": who,
    }


TABLES = made.tables(
    coverage=[
        _cover("CHN", "2010", "A", "A", "both"),
        _cover("CHN", "2011", None, "A", "importer"),
        _cover("RUS", "2022", None, "E", "importer"),
        _cover("RUS", "2023", None, "M", "nobody"),
        _cover("IRQ", "2024", "V", None, "exporter"),
        _cover("IRQ", "2022", "E", "E", "both"),
        _cover("IRQ", "2023", "A", "E", "both"),
    ],
    official_figures=[
        made.figure("1402", 965, flow="export"),
        made.figure("1401", 744, flow="export", partner="TUR", cell_basis="stated"),
        made.figure("1402-5m", 361, flow="export", partner="TUR"),
        made.figure("1403", 999, flow="export", partner="TUR", forecast=True),
    ],
    trade=[made.trade("IRN", "RUS", "2021", 9), made.trade("IRN", "RUS", "2022", 7, obs_status="E")],
)


def _cells(**choices: str) -> dict[tuple[str, int], str]:
    rows = made.rows_of(CHART, TABLES, **choices)
    return {(r.row, int(r.year)): r.state for r in rows.itertuples()}


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        (("CHN", 2010), "both"),
        (("CHN", 2011), "one"),
        (("RUS", 2022), "estimated"),
        (("RUS", 2023), "one"),  # a release of Iran's customs, where the data set has a gap
        (("IRQ", 2024), "estimated"),
        (("IRQ", 2022), "estimated"),  # two estimates are no record of either side
        (("IRQ", 2023), "one"),
        (("TUR", 2022), "stated"),
        (("TUR", 2023), "nobody"),
        (("TUR", 2024), "nobody"),
        (("DEU", 2015), "nobody"),
    ],
)
def test_a_cell_says_who_recorded_the_flow(cell: tuple[str, int], state: str) -> None:
    assert _cells()[cell] == state


def test_every_row_has_every_year() -> None:
    cells = _cells()
    assert {year for _, year in cells} == set(range(2010, 2025))
    assert len(cells) == len({row for row, _ in cells}) * 15


def test_by_source_each_series_of_the_pair_is_a_row() -> None:
    cells = _cells(by="source")
    assert {row for row, _ in cells} == {"imts_rus", "irica-brics"}
    assert cells[("imts_rus", 2021)] == "one"
    assert cells[("imts_rus", 2022)] == "estimated"
    assert cells[("irica-brics", 2023)] == "one"


def test_each_cell_is_one_sign_and_each_state_one_of_its_own() -> None:
    rows = made.rows_of(CHART, TABLES)
    table = made.table(CHART.draw(rows))
    signs = [sign for row in table for sign in row[1:]]
    assert len(signs) == len(rows)
    assert len(set(signs)) == rows["state"].nunique()
    assert len({sign for sign, _ in STATES.values()}) == len(STATES)


def test_the_finding_counts_the_years_since_2022() -> None:
    result = CHART.alt(made.rows_of(CHART, TABLES))
    assert "both sides recorded 0" in result
    assert "3 are estimates, 1 statements" in result
