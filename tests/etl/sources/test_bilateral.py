from __future__ import annotations

import pytest

from etl.sources.bilateral import trade_frame


@pytest.mark.parametrize(
    ("export", "row"), [(True, ["IRN", "CHN", "exporter", "FOB"]), (False, ["CHN", "IRN", "importer", "CIF"])]
)
def test_the_reporter_of_an_export_is_its_exporter(export: bool, row: list[str]) -> None:
    frame = trade_frame("comext", [("IRN", "CHN", export)], {"period": ["2020"], "value_usd": [5]})
    assert frame[["exporter", "importer", "recorded_by", "valuation"]].values.tolist() == [row]
    assert frame[["commodity", "obs_status", "list_scope"]].values.tolist() == [["TOTAL", "A", "complete"]]
    assert frame[["source", "publisher"]].values.tolist() == [["comext", "Eurostat Comext"]]


def test_a_column_that_is_given_comes_before_the_usual_one() -> None:
    frame = trade_frame("baci", [("IRN", "CHN", True)], {"value_usd": [5], "obs_status": "V"})
    assert frame[["recorded_by", "valuation", "obs_status"]].values.tolist() == [["compiled", "FOB", "V"]]
