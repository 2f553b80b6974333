from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.measures.detectors import mechanical_cells, reused_numbers

# Russian imports, USD thousand, IMF IMTS with Russia as reporter, 2020-2024 (from 2022 on estimates)
RUSSIAN_IMPORTS = {
    "IRN": [795681, 975162, 742364, 574548, 473740],
    "ARE": [348439, 276303, 87301, 67566, 55711],
    "CHN": [54908218, 72685741, 82007512, 119833579, 124272106],
    "TUR": [5110286, 6511050, 10534687, 12300171, 9653928],
}
# Investment attributed to Russia and others: (id, origin, period, kind, USD million, root, authority)
FEKRI, OIETAI, UNCTAD = "Fekri (OIETAI) statement, January 2023", "Iran Ministry of Economy (OIETAI)", "UNCTAD"
INVESTMENT = [
    ("FI005", "World", "2019", "realised_flow", 1508, "World Investment Report", UNCTAD),
    ("FI008", "World", "2022", "realised_flow", 1500, "World Investment Report", UNCTAD),
    ("FI012", "Russia", "FY1401", "claimed_realised", 2760, "Khandouzi, interview 2023-03-23", OIETAI),
    ("FI020", "World", "~15 months to Dec 2022", "claimed_realised", 5950, FEKRI, OIETAI),
    ("FI021", "Russia", "~15 months to Dec 2022", "claimed_realised", 2700, FEKRI, OIETAI),
    ("FI022", "Russia", "~15 months to Dec 2022", "claimed_realised", 2700, FEKRI, OIETAI),
    ("FI025", "China", "~15 months to Dec 2022", "claimed_realised", 185, FEKRI, OIETAI),
    ("FI030", "Russia", "28 months to Jan 2024", "announced", None, "Fekri, 2024-02-03", OIETAI),
    ("FI031", "Russia", "28 months to Jan 2024", "announced", 2700, "Fekri, 2024-02-03", OIETAI),
    ("FI109", "Russia", "Oct 2021 to Jan 2023", "claimed_realised", 2700, FEKRI, OIETAI),
    ("FI110", "Russia", "Aug 2021 to Jan 2023", "claimed_realised", 2700, FEKRI, OIETAI),
]


def _book(imports: dict[str, list[int]], first_year: int = 2020, unit: int = 1000) -> pd.DataFrame:
    rows = [
        (partner, "RUS", str(first_year + step), "importer", value * unit, "E", "complete", "imts_rus")
        for partner, values in imports.items()
        for step, value in enumerate(values)
    ]
    columns = ["exporter", "importer", "period", "recorded_by", "value_usd", "obs_status", "list_scope", "source"]
    return pd.DataFrame(rows, columns=columns).astype({"value_usd": "Int64"})


def _investment() -> pd.DataFrame:
    columns = ["id", "origin", "period_label", "measure_kind", "value_usd", "root", "root_authority"]
    rows = [(*row[:4], None if row[4] is None else row[4] * 10**6, *row[5:]) for row in INVESTMENT]
    frame = pd.DataFrame(rows, columns=columns).astype({"value_usd": "Int64"})
    return frame.assign(period_start="2021-10-01", period_end="2023-01-31")


def test_iran_and_the_emirates_share_their_factors_in_2023_and_2024():
    result = mechanical_cells(_book(RUSSIAN_IMPORTS))
    assert result[["exporter", "period", "shared_with"]].to_numpy().tolist() == [
        ["ARE", "2023", "IRN"],
        ["ARE", "2024", "IRN"],
        ["IRN", "2023", "ARE"],
        ["IRN", "2024", "ARE"],
    ]
    assert result["factor"].tolist() == pytest.approx([0.77394, 0.82454, 0.77394, 0.82454], abs=1e-5)


def test_a_factor_shared_in_one_year_only_is_chance():
    once = RUSSIAN_IMPORTS | {"IRN": [795681, 975162, 742364, 574548, 500000]}
    assert mechanical_cells(_book(once)).empty


def test_a_third_partner_on_the_same_factor_is_marked_and_real_ones_are_not():
    book = RUSSIAN_IMPORTS | {"KAZ": [2 * value for value in RUSSIAN_IMPORTS["IRN"]]}
    result = mechanical_cells(_book(book))
    assert set(result["exporter"]) == {"ARE", "IRN", "KAZ"}
    assert result.loc[result["exporter"] == "KAZ", "period"].tolist() == ["2021", "2022", "2023", "2024"]


def test_years_apart_are_not_consecutive():
    book = _book(RUSSIAN_IMPORTS)
    assert mechanical_cells(book[book["period"] != "2023"]).empty


def test_rounding_alone_makes_no_mark():
    tiny = {"IRN": [10, 20, 40], "ARE": [3, 6, 12]}
    assert mechanical_cells(_book(tiny, unit=100_000)).empty


def test_two_books_are_never_held_together():
    book = _book(RUSSIAN_IMPORTS)
    book.loc[book["exporter"] == "ARE", "importer"] = "KAZ"
    assert mechanical_cells(book).empty


@settings(max_examples=20)
@given(st.lists(st.integers(10**7, 10**9), min_size=3, max_size=3), st.integers(2, 9), st.integers(1, 1000))
def test_a_multiple_of_another_partner_is_always_found(values: list[int], times: int, unit: int):
    book = _book({"IRN": values, "ARE": [value * times for value in values]}, unit=unit)
    book.loc[len(book)] = ["CHN", "RUS", "2020", "importer", 10**9 + 1, "A", "complete", "imts_rus"]  # printed to 1
    assert set(mechanical_cells(book)["exporter"]) == {"ARE", "IRN"}


def test_nothing_in_nothing_out():
    empty = _book({})
    assert mechanical_cells(empty).empty
    assert reused_numbers(_investment().head(0)).empty


def test_the_2_7_billion_is_quoted_for_five_periods_by_one_authority():
    (row,) = reused_numbers(_investment()).to_dict("records")
    assert (row["origin"], row["root"], row["labels"]) == ("Russia", OIETAI, 5)
    assert (row["low_usd"], row["high_usd"]) == (2_700_000_000, 2_760_000_000)
    assert row["ids"] == "FI012 FI021 FI022 FI031 FI109 FI110"
    assert "28 months to Jan 2024" in row["period_labels"].split(" | ")


def test_the_day_on_which_something_was_said_is_no_period():
    text = _investment().assign(period_start="2022-07-19", period_end="2022-07-19")
    assert reused_numbers(text).empty


def test_two_alike_years_of_a_statistic_reuse_nothing():
    table = _investment()
    assert "World" not in set(reused_numbers(table)["origin"])
    claimed = table.assign(measure_kind="claimed_realised")
    assert "World" in set(reused_numbers(claimed)["origin"])


def test_one_label_however_often_repeated_reuses_nothing():
    table = _investment()
    assert reused_numbers(table[table["period_label"] == "~15 months to Dec 2022"]).empty


def test_three_per_cent_is_the_limit():
    table = _investment()
    table.loc[table["id"] == "FI012", "value_usd"] = 2_790_000_000
    (row,) = reused_numbers(table).to_dict("records")
    assert row["high_usd"] == 2_700_000_000
