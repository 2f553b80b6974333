"""What derived tables are made of: the same cut to some periods, with what asks about the whole led back to it."""

from __future__ import annotations

import pandas as pd
import pytest

from etl import claims
from etl.contract.frames import conform
from etl.contract.tables import TABLES
from etl.derive import marks
from etl.derive.current import of_all_periods, scopes
from etl.derive.inputs import Inputs
from tests.etl.derive.making import SETUP, flow, table


@pytest.fixture
def inputs() -> Inputs:
    rows = [flow("RUS", "IRN", year, 1, source=name) for year, name in ((2020, "a"), (2021, "a"), (2021, "b"))]
    found = conform(TABLES["anomalies"], pd.DataFrame(columns=TABLES["anomalies"].names))
    tables = {"trade": table("trade", rows), "anomalies": found}
    return Inputs(tables=tables, ledger=pd.DataFrame(), words=claims.words(), cause=SETUP, event="2022-02-24")


def test_a_part_has_the_rows_of_its_periods_and_leads_to_all(inputs: Inputs) -> None:
    part = inputs.of({"2020"})
    assert part.tables["trade"]["period"].tolist() == ["2020"]
    assert of_all_periods(part.tables)["trade"] is inputs.tables["trade"]
    assert {scope.source for scope in scopes(part.tables)} == {"a", "b"}
    assert inputs.of({"2020", "2021"}) is inputs
    assert inputs.of(set()).tables["trade"].empty


def test_a_part_is_made_once_and_has_the_tables_made_since(inputs: Inputs) -> None:
    part = inputs.of({"2020"})
    inputs.tables["rivals"] = pd.DataFrame()
    assert inputs.of({"2020"}) is part
    assert "rivals" in part.tables


def test_a_part_cannot_read_of_a_doubtful_cell_what_no_hash_of_a_period_covers(inputs: Inputs) -> None:
    assert list(inputs.of({"2020"}).tables["anomalies"]) == marks.OF_RANKS
