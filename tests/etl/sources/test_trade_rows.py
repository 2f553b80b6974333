from __future__ import annotations

import pandas as pd

from etl.contract.checks import violations
from etl.contract.schema import conform
from etl.contract.tables import TABLES
from etl.sources.trade_rows import OWN, WITHDRAWN, rows, table


def _rows(*exporters: str) -> pd.DataFrame:
    return rows(
        {
            "exporter": list(exporters),
            "importer": "IRN",
            "period": "2022",
            "recorded_by": "exporter",
            "commodity": "TOTAL",
            "source": "comext",
            "value_usd": [5] * len(exporters),
            "obs_status": "A",
            "list_scope": "complete",
            "root_family": "partner_reports",
            "publisher": "p",
        }
    )


def test_a_scalar_fills_every_row() -> None:
    frame = _rows("RUS", "TUR")
    assert list(frame.columns) == OWN
    assert frame["importer"].tolist() == ["IRN", "IRN"]
    assert frame["note"].isna().all()
    assert str(frame["value_usd"].dtype) == "Int64"


def test_rows_of_no_length_keep_their_types() -> None:
    assert _rows().dtypes.equals(_rows("RUS").dtypes)


def test_what_all_answers_have_in_common() -> None:
    frame = table([("q", "2026-11-22", _rows("RUS")), ("q", "2026-12-22", _rows("TUR"))])
    assert violations(TABLES["trade"].raw(), conform(TABLES["trade"].raw(), frame), "t") == []
    assert set(frame["valuation"]) == {"FOB"}
    gone = frame[frame["obs_status"] == "M"].iloc[0]
    assert (gone["exporter"], gone["vintage_date"], gone["note"]) == ("RUS", "2026-12-22", WITHDRAWN)


def test_no_answer() -> None:
    assert table([]).empty
