"""Who reported what: the best status on each side of a flow."""

from __future__ import annotations

from typing import Any

from etl.derive.coverage import coverage
from tests.etl.derive.making import observed_tables as made
from tests.etl.judge.readings import flow


def who(*trade: dict[str, Any]) -> dict[tuple[str, str, str], str]:
    result = coverage(made(*trade))
    return {(r.exporter, r.importer, r.period): r.who for r in result.itertuples(index=False)}


def test_coverage_says_which_side_recorded_a_flow() -> None:
    assert who(
        flow("RUS", "2021", 5),
        flow("RUS", "2021", 6, by="IRN"),
        flow("RUS", "2022", 5),
        flow("IRN", "2022", 5),
        flow("RUS", "2023", None, obs_status="M"),
    ) == {
        ("RUS", "IRN", "2021"): "both",
        ("RUS", "IRN", "2022"): "exporter",
        ("IRN", "RUS", "2022"): "importer",
        ("RUS", "IRN", "2023"): "nobody",
    }


def test_coverage_takes_the_best_status_and_leaves_groups_and_products_out() -> None:
    result = coverage(
        made(
            flow("RUS", "2021", 5, obs_status="E"),
            flow("RUS", "2021", 5, source="t"),
            flow("RUS", "2022", 5, importer="OTH"),
            flow("RUS", "2023", 5, commodity="27"),
        )
    )
    assert result[["period", "exporter_recorded"]].values.tolist() == [["2021", "A"]]
    assert result["importer_recorded"].isna().all()


def test_a_value_nobody_validated_is_better_than_an_estimate() -> None:
    several = [flow("RUS", "2021", 5, obs_status=status, source=status) for status in ("M", "E", "V")]
    assert coverage(made(*several))["exporter_recorded"].tolist() == ["V"]
    assert coverage(made(*several[:2]))["exporter_recorded"].tolist() == ["E"]
