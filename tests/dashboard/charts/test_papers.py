"""Agreements as charts choose and fill them."""

from __future__ import annotations

import pytest

from dashboard.charts import papers
from etl import columns
from tests.dashboard.charts import made


@pytest.mark.parametrize(
    ("sector", "group"),
    [
        ("arms", "arms"), ("nuclear/finance", "nuclear"), ("transport", "transport"), ("framework", "framework"),
        ("trade", "framework"), ("mixed", "framework"), ("oil upstream", "energy"), ("gas/LNG", "energy"),
        ("power", "energy"), ("finance", "energy"), ("finance/infrastructure", "transport"), ("new sector", "energy"),
    ],
)  # fmt: skip
def test_every_sector_has_a_group(sector: str, group: str) -> None:
    assert papers.group(sector) == group
    assert group in papers.SECTORS.options


def test_stages_and_states_are_those_of_the_contract() -> None:
    assert papers.STAGES == columns.STAGES
    assert set(papers.STATES) == set(columns.STATES)
    assert len({look.symbol for look in papers.STATES.values()}) == len(papers.STATES)


def test_only_evidenced_work_is_solid() -> None:
    assert [s for s, fill in papers.FILLS.items() if fill == "solid"] == ["W", "D"]
    assert papers.FILLS["C"] == "hatched"
    assert {papers.FILLS[s] for s in "RTM"} == {"outline"}


def test_a_label_is_safe_and_says_who_stands_behind_a_sum() -> None:
    row = made.agreed("A1", "2022-07-19", "M", title="A <b> deal", value_usd=40_000_000_000, value_status="one side")
    told = papers.hover(next(made.tables(agreements=[row])["agreements"].itertuples()))
    assert "A &lt;b&gt; deal" in told
    assert "$40\u00a0bn (one side’s figure)" in told
    assert "19 July 2022" in told
