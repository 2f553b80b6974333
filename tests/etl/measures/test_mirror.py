from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.measures.mirror import FACTORS, PRESENT_FACTOR, at_factor, mirror_gaps, typical_gap

POSITIVE = st.floats(1.0, 1e13)


def _record(pair, period, recorded_by, value, source, *, status="A") -> dict[str, object]:
    return {
        "exporter": pair[0],
        "importer": pair[1],
        "period": period,
        "recorded_by": recorded_by,
        "value_usd": value,
        "obs_status": status,
        "source": source,
    }


def _trade(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(list(rows)).astype({"value_usd": "Int64"})


def _settled(x: object, m: object, factor: float = PRESENT_FACTOR) -> dict[str, object]:
    both = pd.DataFrame({"export_usd": [x], "import_usd": [m]}, dtype="Float64")
    (row,) = at_factor(both, factor).to_dict("records")
    return row


def test_sides_that_differ_by_freight_alone_have_no_gap():
    row = _settled(100.0, 106.0)
    assert row["gap_log"] == pytest.approx(0.0, abs=1e-12)
    assert row["ratio"] == pytest.approx(1.06)
    assert row["reconciled_usd"] == 100


def test_the_gap_grows_when_less_freight_is_taken_out():
    gaps = [_settled(100.0, 110.0, f)["gap_log"] for f in FACTORS]
    assert gaps == pytest.approx([math.log(1.1 / f) for f in FACTORS])
    settled = [_settled(1e6, 1.1e6, f)["reconciled_usd"] for f in FACTORS]
    assert settled == [1_048_809, 1_018_693, 1_000_000]


@pytest.mark.parametrize("missing", [None, math.nan, pd.NA])
def test_one_side_missing_leaves_the_other_as_recorded(missing):
    for lone in (_settled(missing, 106.0), _settled(106.0, missing)):
        assert lone["reconciled_usd"] == 106
        assert pd.isna(lone["gap_log"])
        assert pd.isna(lone["ratio"])
    assert pd.isna(_settled(missing, missing)["reconciled_usd"])


def test_a_recorded_zero_is_no_log_and_no_divisor():
    assert pd.isna(_settled(0.0, 5.0)["gap_log"])
    assert pd.isna(_settled(0.0, 5.0)["ratio"])
    assert _settled(5.0, 0.0)["ratio"] == 0.0


@given(POSITIVE, POSITIVE, st.sampled_from(FACTORS), st.floats(1e-3, 1e3))
def test_units_move_no_gap_and_what_is_reconciled_lies_between(x: float, m: float, factor: float, unit: float):
    row, scaled = _settled(x, m, factor), _settled(x * unit, m * unit, factor)
    assert row["gap_log"] == pytest.approx(math.log(m / factor) - math.log(x), abs=1e-9)
    assert scaled["gap_log"] == pytest.approx(row["gap_log"], abs=1e-9)
    assert row["ratio"] == pytest.approx(m / x)
    assert min(x, m / factor) - 1 <= row["reconciled_usd"] <= max(x, m / factor) + 1


def test_typical_gap_is_the_median_size_and_needs_enough_pairs():
    gaps = pd.Series([-0.4, 0.1, 0.2, None, math.nan])
    assert typical_gap(gaps, at_least=3) == pytest.approx(0.2)
    assert typical_gap(gaps) is None
    assert typical_gap(pd.Series([0.1] * 9)) is None
    assert typical_gap(pd.Series([0.1] * 10)) == pytest.approx(0.1)


def test_both_records_of_a_flow_are_separate_rows():
    # IRN to CHN 2011 as recorded by Iran (WITS) and by China (OEC), USD
    trade = _trade(
        _record(("IRN", "CHN"), "2011", "exporter", 5287380000, "wits_irn"),
        _record(("IRN", "CHN"), "2011", "importer", 29743557000, "oec"),
    )
    (row,) = mirror_gaps(trade).to_dict("records")
    assert row["ratio"] == pytest.approx(5.6254, abs=1e-4)
    assert row["gap_log"] == pytest.approx(math.log(5.6254 / 1.06), abs=1e-4)
    assert row["reconciled_usd"] == round(math.sqrt(5287380000 * 29743557000 / 1.06))
    assert (row["mirror_only"], row["observed"]) == (False, True)
    assert (row["export_source"], row["import_source"]) == ("wits_irn", "oec")


def test_a_lone_record_keeps_its_row_and_its_value():
    trade = _trade(
        _record(("IRN", "RUS"), "2024", "importer", 473740000, "imts_rus", status="E"),
        _record(("IRN", "RUS"), "2023", "exporter", None, "imts_2025", status="M"),
    )
    (row,) = mirror_gaps(trade).to_dict("records")
    assert (row["period"], row["reconciled_usd"], row["mirror_only"]) == ("2024", 473740000, True)
    assert row["observed"] is False
    assert pd.isna(row["gap_log"])


def test_an_estimate_on_one_side_is_not_observed_on_both():
    trade = _trade(
        _record(("IRN", "RUS"), "2021", "exporter", 100, "a"),
        _record(("IRN", "RUS"), "2021", "importer", 100, "b", status="E"),
    )
    assert mirror_gaps(trade)["observed"].tolist() == [False]


def test_every_source_of_one_side_meets_every_source_of_the_other():
    trade = _trade(
        _record(("IRN", "CHN"), "2011", "exporter", 100, "wits_irn"),
        _record(("IRN", "CHN"), "2011", "importer", 106, "oec"),
        _record(("IRN", "CHN"), "2011", "importer", 212, "comtrade"),
    )
    table = mirror_gaps(trade)
    assert table["import_source"].tolist() == ["comtrade", "oec"]
    assert table["ratio"].tolist() == pytest.approx([2.12, 1.06])
    assert str(table["reconciled_usd"].dtype) == "Int64"
