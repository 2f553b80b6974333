"""Shares of arms: one side of the pair at a time, spans and single years apart, the place beside the share."""

from __future__ import annotations

from typing import Any

from dashboard.charts.ties.arms_shares import CHART
from tests.dashboard.charts import made


def _share(side: str, supplier: str, first: int, last: int, share: float, **more: Any) -> dict[str, Any]:
    usual = {
        "side": side,
        "supplier": supplier,
        "recipient": "IRN" if supplier == "RUS" else "RUS",
        "from_year": first,
        "period_label": str(first) if first == last else f"{first}-{last}",
        "source": "sipri_register_2026",
        "to_year": last,
        "tiv_million": 30,
        "total_tiv_million": 40,
        "share_pct": share,
        "rank": 1,
        "partners": 3,
    }
    return usual | more


TABLES = made.tables(
    arms_shares=[
        _share("imports", "RUS", 2007, 2016, 71.2),
        _share("imports", "RUS", 2020, 2024, 75.0),
        _share("imports", "RUS", 2023, 2023, 100.0),
        _share("exports", "RUS", 2020, 2024, 0.6, rank=16),
    ]
)


def test_spans_and_single_years_are_apart() -> None:
    assert list(made.rows_of(CHART, TABLES)["period_label"]) == ["2007-2016", "2020-2024"]
    assert list(made.rows_of(CHART, TABLES, spans="single")["period_label"]) == ["2023"]
    assert list(made.rows_of(CHART, TABLES, view="russia_exports")["rank"]) == [16]


def test_a_row_says_share_place_and_volumes() -> None:
    rows = made.table(CHART.draw(made.rows_of(CHART, TABLES)))
    assert rows[1] == ["2020-2024", "SIPRI register of 2026", "75\u00a0%", "1st of 3", "30 of 40 million TIV"]


def test_the_finding_names_whose_trade_and_which_span() -> None:
    rows = made.rows_of(CHART, TABLES)
    assert CHART.finding(rows) == "Russia in Iran’s arms imports: 75\u00a0% in 2020-2024, the 1st place"
    assert "between 71.2\u00a0% and 75\u00a0%" in CHART.alt(rows)
