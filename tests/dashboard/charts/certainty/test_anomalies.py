"""Odd cells: what is left out first, the other side's record beside it."""

from __future__ import annotations

from typing import Any

from dashboard.charts.certainty.anomalies import CHART
from tests.dashboard.charts import made


def _odd(kind: str, key: str, **more: Any) -> dict[str, Any]:
    usual = {
        "anomaly": kind,
        "row_table": "trade",
        "row_key": key,
        "exporter": "IRN",
        "importer": "RUS",
        "period": "2024",
        "source": "imts_rus",
        "value_usd": 474_000_000,
        "fired": "test",
        "proof": False,
        "treatment": "marked",
        "sentence": f"Said of {key}.",
    }
    return usual | more


TABLES = made.tables(
    anomalies=[
        _odd("mechanical", "b"),
        _odd(
            "implausible",
            "a",
            exporter="UGA",
            value_usd=27_000_000_000,
            mirror_usd=67_000_000,
            proof=True,
            treatment="left out",
        ),
        _odd(
            "reused",
            "FI1 FI2",
            row_table="investment",
            origin="Russia",
            value_usd=None,
            exporter=None,
            importer=None,
            value_low_usd=2_700_000_000,
            labels=3,
            period=None,
        ),
    ]
)


def test_what_is_left_out_is_first_and_kinds_are_a_choice() -> None:
    assert list(made.rows_of(CHART, TABLES)["row_key"]) == ["a", "b", "FI1 FI2"]
    assert list(made.rows_of(CHART, TABLES, anomaly="reused")["row_key"]) == ["FI1 FI2"]


def test_each_kind_has_a_mark_and_the_mirror_a_hollow_one_joined_to_it() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES))
    result = {t["name"]: (t["x"], t["marker"]["symbol"][0]) for t in made.marks(drawn)}
    assert result == {
        "implausible": ([27_000_000_000], "x"),
        "mechanical": ([474_000_000], "diamond"),
        "one figure, several periods": ([2_700_000_000], "square"),
        "the other side’s record": ([67_000_000], "circle-open"),
    }
    joined = next(t for t in drawn["data"] if t["mode"] == "lines")
    assert joined["x"] == [67_000_000, 27_000_000_000, None]


def test_titles_say_whose_cell_it_is_and_what_is_done_with_it() -> None:
    titles = CHART.draw(made.rows_of(CHART, TABLES))["data"][0]["meta"]["wide"]
    assert titles[0] == "Uganda to Russia, 2024: $27\u00a0bn, implausible, left out of ranks"
    assert titles[2].startswith("From Russia: $2.7")


def test_a_cell_that_is_doubted_and_not_ruled_out_is_a_hollow_cross() -> None:
    doubted = made.tables(anomalies=[_odd("implausible", "a", fired="read")])
    (mark,) = made.marks(CHART.draw(made.rows_of(CHART, doubted)))
    assert mark["marker"]["symbol"] == ["x-open"]


def test_the_finding_counts_by_what_is_done() -> None:
    rows = made.rows_of(CHART, TABLES)
    assert CHART.finding(rows) == "Marked cells: 3; left out of ranks: 1; kept and marked: 2"
    assert CHART.alt(rows) == "Said of a. Said of b. Said of FI1 FI2."
