"""Agreements as charts choose and fill them."""

from __future__ import annotations

from dashboard.charts.agreements import _agreements, agreements_ladder, agreements_timeline
from dashboard.package import claims
from etl.contract import enums
from etl.contract.fields import COLUMNS
from tests.dashboard.charts import made
from tests.dashboard.sample import published


def test_rows_are_chosen_by_their_group_whatever_the_sector_is_called() -> None:
    rows = [
        made.agreed("A1", "2022-07-19", "M", sector="arms", sector_group="energy"),
        made.agreed("A2", "2022-07-20", "M", sector="oil upstream", sector_group="arms"),
    ]
    tables = made.tables(agreements=rows)
    for chart in (agreements_ladder.CHART, agreements_timeline.CHART):
        assert list(made.rows_of(chart, tables, sector="arms")["id"]) == ["A2"]
        assert len(made.rows_of(chart, tables)) == 2


def test_the_groups_that_are_offered_are_those_of_the_package() -> None:
    groups = set(published().tables["agreements"]["sector_group"])
    assert groups == {*_agreements.SECTORS.options} - {"all"} == {*COLUMNS["sector_group"].enum}


def test_stages_and_states_are_those_of_the_contract() -> None:
    assert _agreements.STAGES == enums.STAGES
    assert {*_agreements.STATES} == {*COLUMNS["state"].enum}
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
    asked = [claim.chart_choices for claim in claims.every(published()) if claim.chart_choices]
    assert {choices["sector"] for choices in asked} == {"arms", "energy", "transport"}
    for choices in asked:
        assert agreements_ladder.CHART.known(choices) == choices
