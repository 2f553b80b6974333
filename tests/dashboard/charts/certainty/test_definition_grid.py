"""The grid: a row for each set of choices, a column for each book, a mark for what is found."""

from __future__ import annotations

from typing import Any

from dashboard.charts.certainty import readings
from dashboard.charts.certainty.definition_grid import CHART
from dashboard.package.store import Package
from tests.dashboard.charts import made


def _one(definition: str, found: str, **more: Any) -> dict[str, Any]:
    usual = {
        "claim": "trade-rank",
        "part": "level",
        "definition": definition,
        "root_family": "iran_customs",
        "series": "iran_customs",
        "period": "1401",
        "calendar": "solar_hijri",
        "own_calendar": True,
        "eu": "countries",
        "unspecified": "dropped",
        "valuation": "as_recorded",
        "found": found,
        "unit": "place",
    }
    return usual | more


IMF = {"root_family": "imf_estimate", "series": "imts_2025", "period": "2025", "calendar": "gregorian"}
OTHER = {"period": "2022", "calendar": "gregorian", "own_calendar": False}
TABLES = made.tables(
    grid=[
        _one("a", "own rows", value_low=6, value_high=15, holds_strong=False),
        _one("a/eu=one", "same rows", eu="one", specification="a", value_low=6, value_high=15, holds_strong=False),
        _one("a/valuation=FOB", "not to be had", valuation="FOB", why_not="only both ways together are printed"),
        _one("a/other", "not to be had", why_not="no year beside it", **OTHER),
        _one("b", "own rows", value_low=5, value_high=5, holds_strong=True, **IMF),
        _one("b/valuation=FOB", "derived", valuation="FOB", value_low=4, value_high=7, **IMF),
        _one("c", "own rows", claim="trade-growth", part="since-2021"),
        _one("c/eu=one", "same rows", claim="trade-growth", part="since-2021", eu="one"),
        _one("d", "own rows", claim="corridor", part="cargo"),
    ]
)


def test_the_part_is_a_choice() -> None:
    assert list(made.rows_of(CHART, TABLES)["definition"]) == [
        "b",
        "b/valuation=FOB",
        "a",
        "a/eu=one",
        "a/other",
        "a/valuation=FOB",
    ]
    assert list(made.rows_of(CHART, TABLES, part="trade-growth.since-2021")["definition"]) == ["c", "c/eu=one"]


def test_a_part_whose_definitions_all_vote_is_not_offered() -> None:
    assert CHART.with_options(TABLES).choices[0].options == ("trade-rank.level", "trade-growth.since-2021")


def test_rows_are_sets_of_choices_as_printed_first_and_columns_are_books_and_years() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES))
    first = [row[0] for row in made.table(drawn)]
    assert first == ["As the figures are printed", "Without freight", "EU as one", "In the other calendar"]
    assert drawn["layout"]["table"]["head"][1:] == ["IMF 2025", "Iran 2022"]


def test_a_period_that_is_of_no_year_is_a_column_of_its_own() -> None:
    era = {"period": "after-2025-02-24", "calendar": "gregorian"}
    grid = [_one("a", "own rows", value_low=1, value_high=1, **era), _one("b", "own rows", value_low=2, value_high=2)]
    rows = made.rows_of(CHART, made.tables(grid=[*grid, _one("a/eu=one", "derived", eu="one", **era)]))
    drawn = CHART.draw(rows)
    assert drawn["layout"]["table"]["head"][1:] == ["Iran 2022", "Iran after 24 February 2025"]
    assert [row[1:] for row in made.table(drawn)] == [["? 2", "? 1"], ["", "= nothing known"]]
    assert "after 24 February 2025" in CHART.alt(rows)


def test_a_cell_says_whether_it_votes_repeats_or_cannot_be_had() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES))
    assert [row[1:] for row in made.table(drawn)] == [
        ["✓ 5", "✗ 6 to 15"],
        ["= 4 to 7", "–"],
        ["", "= 6 to 15"],
        ["", "–"],
    ]
    assert made.tones(drawn, 2) == ["no", "", "", ""]


def test_the_finding_counts_by_what_is_found() -> None:
    text = CHART.alt(made.rows_of(CHART, TABLES))
    assert text.startswith(
        "6 definitions: 2 vote with figures of their own, 1 read the same figures again, 1 can only be derived, "
        "2 cannot be computed."
    )
    assert ", as the figures are printed: " in text


def test_a_cell_that_reads_rows_leads_to_the_page_of_its_specification(now: Package) -> None:
    chart = CHART.with_options(now.tables)
    rows = chart.select(now.tables, chart.complete({}))
    cells = [c for row in CHART.draw(rows)["layout"]["table"]["rows"] for c in row[1:]]
    known = now.tables["specifications"]
    pages = {readings.address(r.claim, r.part, r.specification) for r in known.itertuples()}
    assert {c["to"] for c in cells if "to" in c} <= pages
    assert sum("to" in c for c in cells) == int(rows["specification"].notna().sum())


def test_no_two_columns_have_one_name(now: Package) -> None:
    again = IMF | {"series": "imf-via-bloomberg"}
    rows = [_one("b", "own rows", **IMF), _one("e", "own rows", **again), _one("f", "same rows")]
    head = CHART.draw(made.rows_of(CHART, made.tables(grid=rows)))["layout"]["table"]["head"]
    assert head[1:] == ["IMF via Bloomberg: 2025", "IMF, exporters of 2025: 2025", "Iran 2022"]
    chart = CHART.with_options(now.tables)
    for part in chart.choices[0].options:
        head = chart.draw(chart.select(now.tables, {"part": part}))["layout"]["table"]["head"]
        assert len(set(head)) == len(head), part


def test_a_series_that_is_read_in_the_other_calendar_alone_has_its_column() -> None:
    rows = [
        _one("a", "own rows", value_low=5, value_high=5, holds_strong=True),
        _one("g", "not to be had", **IMF | {"own_calendar": False}),
    ]
    drawn = CHART.draw(made.rows_of(CHART, made.tables(grid=rows)))
    assert drawn["layout"]["table"]["head"][1:] == ["IMF 2025", "Iran 2022"]
    assert [row[1:] for row in made.table(drawn)] == [["", "✓ 5"], ["–", ""]]
