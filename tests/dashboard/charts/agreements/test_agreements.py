"""Agreements as charts choose and fill them."""

from __future__ import annotations

import pytest

from dashboard.charts.agreements import _agreements
from dashboard.package.store import default_folder, load
from etl.contract import enums
from tests.dashboard.charts import made


@pytest.mark.parametrize(
    ("sector", "group"),
    [
        ("arms", "arms"),
        ("nuclear/finance", "nuclear"),
        ("transport", "transport"),
        ("framework", "framework"),
        ("trade", "framework"),
        ("mixed", "framework"),
        ("oil upstream", "energy"),
        ("gas/LNG", "energy"),
        ("power", "energy"),
        ("finance", "energy"),
        ("finance/infrastructure", "transport"),
        ("new sector", "energy"),
    ],
)
def test_every_sector_has_a_group(sector: str, group: str) -> None:
    assert _agreements.group(sector) == group
    assert group in _agreements.SECTORS.options


def test_stages_and_states_are_those_of_the_contract() -> None:
    assert _agreements.STAGES == enums.STAGES
    assert set(_agreements.STATES) == set(enums.STATES)
    assert len({look.symbol for look in _agreements.STATES.values()}) == len(_agreements.STATES)


def test_only_evidenced_work_is_solid() -> None:
    assert [s for s, fill in _agreements.FILLS.items() if fill == "solid"] == ["W", "D"]
    assert _agreements.FILLS["C"] == "hatched"
    assert {_agreements.FILLS[s] for s in "RTM"} == {"outline"}


def test_a_label_is_safe_and_says_who_stated_a_sum() -> None:
    row = made.agreed("A1", "2022-07-19", "M", title="A <b> deal", value_usd=40_000_000_000, value_status="one side")
    result = _agreements.hover(next(made.tables(agreements=[row])["agreements"].itertuples()))
    assert "A &lt;b&gt; deal" in result
    assert "$40\u00a0bn (one side’s figure)" in result
    assert "19 July 2022" in result


def test_a_claim_shows_the_sector_it_speaks_of() -> None:
    claims = set(load(default_folder()).tables["claims"]["id"])
    assert set(_agreements.PRESETS) <= claims
    for preset in _agreements.PRESETS.values():
        assert preset["sector"] in _agreements.SECTORS.options
