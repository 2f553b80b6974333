from __future__ import annotations

import pandas as pd
import pytest

from etl.contract.errors import PayloadError
from etl.sources import imf_imts
from etl.sources.base import Request
from tests.etl.livekit import Received
from tests.etl.publications import imf_csv, imf_line


def _trade(key: str, *lines: str) -> pd.DataFrame:
    return imf_imts.SOURCE.tidy([Received(key, imf_csv(lines))])["trade"]


def _status(country: str, period: int, kind: str = "", status: str = "") -> tuple[str, str, str]:
    key = f"country-{country}" if country in ("RUS", "IRN") else "counterpart-IRN"
    row = _trade(
        key, imf_line(country, "XG_FOB_USD", "TUR" if "country-" in key else "IRN", period, 5, kind=kind, status=status)
    ).iloc[0]
    return row["obs_status"], row["root_family"], row["source"]


def test_values_are_plain_dollars_whatever_the_scale_says() -> None:
    frame = _trade("country-RUS", imf_line("RUS", "XG_FOB_USD", "IRN", 2021, "2065411250609"))
    assert frame["value_usd"].tolist() == [2065411250609]


def test_both_flows_seen_from_the_reporter() -> None:
    frame = _trade(
        "country-RUS", imf_line("RUS", "XG_FOB_USD", "IRN", 2021, 5), imf_line("RUS", "MG_CIF_USD", "IRN", 2021, 3)
    )
    result = frame[["exporter", "importer", "recorded_by", "valuation", "value_usd"]].values.tolist()
    assert sorted(result) == [["IRN", "RUS", "importer", "CIF", 3], ["RUS", "IRN", "exporter", "FOB", 5]]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("RUS", 2021, "O"), ("A", "russia_customs", "imts_rus")),
        (("RUS", 2021), ("A", "russia_customs", "imts_rus")),
        (("RUS", 2021, "SE"), ("E", "imf_estimate", "imts_rus")),
        (("RUS", 2022), ("E", "imf_estimate", "imts_rus")),
        (("RUS", 2022, "O"), ("A", "russia_customs", "imts_rus")),
        (("RUS", 2022, "O", "E"), ("E", "imf_estimate", "imts_rus")),
        (("IRN", 2018), ("A", "iran_customs", "imts_irn")),
        (("IRN", 2019), ("E", "imf_estimate", "imts_irn")),
        (("TUR", 2023, "O"), ("A", "partner_reports", "imts_partners")),
        (("TUR", 2023, "SC"), ("E", "imf_estimate", "imts_partners")),
        (("TUR", 2023, "M"), ("V", "imf_estimate", "imts_partners")),
    ],
)
def test_status_root_and_series(given: tuple[str, int], expected: tuple[str, str, str]) -> None:
    assert _status(*given) == expected


def test_the_marks_of_the_publisher_are_kept() -> None:
    frame = _trade("country-RUS", imf_line("RUS", "XG_FOB_USD", "IRN", 2023, 5, kind="SE", status="P"))
    assert frame["note"].tolist() == ["IMF: derivation type SE, status P"]


def test_groups_are_dropped_by_rule_and_the_world_is_kept_with_its_remainder() -> None:
    lines = [
        imf_line("RUS", "XG_FOB_USD", p, 2021, v)
        for p, v in (("G001", 100), ("G998", 60), ("GBR", 10), ("GHA", 5), ("TX899", 85))
    ]
    frame = _trade("country-RUS", *lines)
    assert dict(zip(frame["importer"], frame["value_usd"], strict=True)) == {"WLD": 100, "GBR": 10, "GHA": 5, "OTH": 85}
    assert frame.set_index("importer")["list_scope"]["OTH"] == "remainder"


def test_a_world_smaller_than_its_parts_has_no_remainder() -> None:
    frame = _trade(
        "country-RUS", imf_line("RUS", "XG_FOB_USD", "G001", 2021, 5), imf_line("RUS", "XG_FOB_USD", "TUR", 2021, 9)
    )
    rest = frame[frame["importer"] == "OTH"].iloc[0]
    assert rest["obs_status"] == "M"
    assert pd.isna(rest["value_usd"])


def test_what_the_two_say_of_each_other_is_taken_from_their_own_answers() -> None:
    lines = [imf_line(c, "XG_FOB_USD", "IRN", 2021, 5) for c in ("RUS", "TUR", "G001")]
    assert _trade("counterpart-IRN", *lines)["exporter"].tolist() == ["TUR"]


def test_codes_of_the_fund_and_codes_nobody_knows() -> None:
    frame = _trade("country-IRN", *(imf_line("IRN", "XG_FOB_USD", p, 2015, 5) for p in ("KOS", "WBG", "SCG")))
    assert sorted(frame["importer"]) == ["PSE", "SCG", "XKX"]
    lines = [imf_line("IRN", "XG_FOB_USD", partner, 2015, 5) for partner in ("QQQ", "TUR")]
    checked = imf_imts.SOURCE.check(Request(key="country-IRN", path="/"), imf_csv(lines))
    assert checked.left_out.startswith("1 row left out: a country that is in none of our lists (1; first: IRN")
    assert _trade("country-IRN", *lines)["importer"].tolist() == ["TUR"]


def test_rows_begin_with_1992_and_empty_ones_are_placeholders() -> None:
    lines = [imf_line("IRN", "XG_FOB_USD", "TUR", year, value) for year, value in ((1991, 5), (1992, 6), (1993, ""))]
    assert _trade("country-IRN", *lines)["period"].tolist() == ["1992"]


def test_a_figure_below_zero_is_missing_and_counts_as_none() -> None:
    lines = [imf_line("RUS", "XG_FOB_USD", partner, 2022, value) for partner, value in (("TUR", 5), ("CHN", -1))]
    checked = imf_imts.SOURCE.check(Request(key="country-RUS", path="/"), imf_csv(lines))
    assert checked.cells == {"country-RUS": {("RUS", "XG_FOB_USD", "TUR", "A", "2022")}}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (imf_line("USA", "XG_FOB_USD", "IRN", 2021, 5), "not asked for"),
        (imf_line("RUS", "TBG_USD", "IRN", 2021, 5), "not asked for"),
        (imf_line("RUS", "XG_FOB_USD", "IRN", "2021-M09", 5), "no year"),
        (imf_line("RUS", "XG_FOB_USD", "IRN", 9999, 5), "no year"),
        (imf_line("RUS", "XG_FOB_USD", "IRN", 2021, "n/a"), "not a value"),
        (imf_line("RUS", "XG_FOB_USD", "IRN", 2021, "9e99"), "not a value"),
        (imf_line("RUS", "XG_FOB_USD", "Iran", 2021, 5), "neither a country nor a group"),
    ],
)
def test_what_was_not_asked_for(line: str, message: str) -> None:
    with pytest.raises(PayloadError, match=message):
        imf_imts.SOURCE.check(Request(key="country-RUS", path="/"), imf_csv([line]))
