from __future__ import annotations

import pandas as pd
import pytest

from etl.contract.checks import violations
from etl.contract.frames import conform
from etl.contract.tables import TABLES
from etl.sources.bilateral import OWN, WITHDRAWN, trade, trade_frame


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


def _rows(*reporters: str) -> pd.DataFrame:
    columns = {"period": "2022", "value_usd": [5] * len(reporters)}
    return trade_frame("comext", [(reporter, "IRN", True) for reporter in reporters], columns)


def test_a_scalar_fills_every_row() -> None:
    frame = _rows("RUS", "TUR")
    assert list(frame.columns) == OWN
    assert frame["period"].tolist() == ["2022", "2022"]
    assert frame["note"].isna().all()
    assert str(frame["value_usd"].dtype) == "Int64"


def test_rows_of_no_length_keep_their_types() -> None:
    assert _rows().dtypes.equals(_rows("RUS").dtypes)


def test_what_all_answers_have_in_common() -> None:
    frame = trade("comext", [("q", "2026-11-22", _rows("RUS")), ("q", "2026-12-22", _rows("TUR"))])
    assert violations(TABLES["trade"].raw(), conform(TABLES["trade"].raw(), frame), "t") == []
    assert set(frame["valuation"]) == {"FOB"}
    gone = frame[frame["obs_status"] == "M"].iloc[0]
    assert (gone["exporter"], gone["vintage_date"], gone["note"]) == ("RUS", "2026-12-22", WITHDRAWN)


def test_no_answer() -> None:
    assert trade("comext", []).empty
