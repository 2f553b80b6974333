"""A frame and its parts: bars beside each other, the share as an interval, no total."""

from __future__ import annotations

from dashboard.charts.agreements.frame_parts import CHART
from tests.dashboard.charts import made

PART = {"parent_id": "EA31", "relation": "component", "counts": False}
TABLES = made.tables(
    agreements=[
        made.agreed(
            "EA31",
            "2022-07-19",
            "M",
            umbrella=True,
            counts=False,
            value_usd=40_000_000_000,
            state="stalled",
            status_asof="2025-03-08",
        ),
        made.agreed("EA51", "2022-07-19", "M", value_usd=10_000_000_000, **PART),
        made.agreed("EA52", "2022-07-19", "C", value_usd=15_000_000_000, **PART),
        made.agreed("EA60", "2023-01-01", "W", parent_id="EA52", relation="component"),
        made.agreed("EA33", "2022-10-30", "R", value_usd=6_500_000_000, parent_id="EA31", relation="restatement"),
        made.agreed("EA99", "2022-07-19", "M"),
    ],
    umbrellas=[
        {
            "id": "EA31",
            "title": "Frame",
            "year": 2022,
            "stage": "announced",
            "share_low": 0.0,
            "share_high": 0.1625,
            "sentence": "0 to 16 %.",
        }
    ],
)


def test_rows_are_the_frame_and_everything_under_it() -> None:
    rows = made.rows_of(CHART, TABLES)
    assert rows["id"].iloc[0] == "EA31"
    assert set(rows["id"]) == {"EA31", "EA51", "EA52", "EA60", "EA33"}
    assert rows["share_high"].notna().sum() == 1
    assert made.rows_of(CHART, TABLES, frame="EA14").empty


def test_each_known_sum_is_a_bar_by_itself_filled_by_its_stage() -> None:
    rows = made.rows_of(CHART, TABLES)
    (bars,) = made.marks(CHART.draw(rows))
    assert sorted(bars["x"]) == [6_500_000_000, 10_000_000_000, 15_000_000_000, 40_000_000_000]
    assert bars["marker"]["pattern"]["shape"].count("/") == 1
    titles = next(t for t in CHART.draw(rows)["data"] if t.get("mode") == "text")
    assert len(titles["text"]) == len(rows)
    assert any("no sum known" in text for text in titles["text"])


def test_money_said_again_has_an_edge_of_its_own() -> None:
    rows = made.rows_of(CHART, TABLES)
    (bars,) = made.marks(CHART.draw(rows))
    edges = dict(zip(bars["x"], bars["marker"]["line"]["color"], strict=True))
    assert edges[6_500_000_000] != edges[10_000_000_000]


def test_the_finding_gives_the_share_as_an_interval_with_its_date() -> None:
    result = CHART.alt(made.rows_of(CHART, TABLES))
    assert "of its 3 named parts, 1 reached a contract and 1 show work" in result
    assert "16.2" in result
    assert "as of 8 March 2025" in result
