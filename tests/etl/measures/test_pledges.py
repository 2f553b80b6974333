from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.measures.pledges import by_stage, umbrellas

PARTY, SIDE = "stated by a party", "one side"
# From the table of agreements: (id, parent, relation, signed, furthest, umbrella, counts, USD million, who states it)
ROWS = [
    ("EA01", None, None, "1992-08-25", "D", False, True, None, None),
    ("EA13", None, None, "2014-11-11", "W", False, True, 10000, "press"),
    ("EA14", None, None, "2015-11", "C", True, False, 5000, PARTY),
    ("EA16", "EA14", "component", "2016-06", "C", True, False, 2850, PARTY),
    ("EA17", "EA16", "component", "2016-08", "W", False, True, 1400, PARTY),
    ("EA25", "EA16", "component", "2017", "W", False, True, 1300, PARTY),
    ("EA29", None, None, "2018-07-12", "R", False, False, 50000, SIDE),
    ("EA31", None, None, "2022-07-19", "M", True, False, 40000, SIDE),
    ("EA33", "EA31", "restatement", "2022-10-30", "R", False, False, 6500, SIDE),
    ("EA34", None, None, "2022-10-31", "C", False, True, 4500, SIDE),
    ("EA48", "EA34", "restatement", "2022-07", "C", False, False, 4000, SIDE),
    ("EA36", None, None, "2023-05-17", "C", False, True, None, None),
    ("EA37", None, None, "2023-05-17", "C", False, True, 1732, PARTY),
    ("EA51", "EA31", "component", "2022-07-19", "M", False, False, 10000, SIDE),
    ("EA52", "EA31", "component", "2022-07-19", "M", False, False, 15000, SIDE),
    ("EA53", "EA31", "component", "2022-07-19", "M", False, False, 15000, SIDE),
]
COLUMNS = ["id", "parent_id", "relation", "signed_date", "furthest", "umbrella", "counts", "value_usd", "value_status"]


def _table(*extra: tuple[object, ...], **change: dict[str, object]) -> pd.DataFrame:
    """The rows and more of them, some cells changed: column={id: value}; money in USD million."""
    table = pd.DataFrame([*ROWS, *extra], columns=COLUMNS).assign(realised_usd=None, furthest_claimed=None)
    # the claims of work: what one side says of a part of the whole
    claims = (table["id"] == "EA33") | table["id"].str.startswith("X")
    table.loc[claims, "furthest_claimed"] = "W"
    for column, cells in change.items():
        for row, value in cells.items():
            table.loc[table["id"] == row, column] = value
    money = {
        c: pd.array([None if pd.isna(v) else int(v) * 10**6 for v in table[c]], "Int64") for c in table if "usd" in c
    }
    return table.assign(**money).astype({"umbrella": "boolean", "counts": "boolean"})


def _cell(table: pd.DataFrame, year: int, stage: str) -> dict[str, object]:
    (row,) = table[(table["year"] == year) & (table["stage"] == stage)].to_dict("records")
    return row


def _umbrella(table: pd.DataFrame, agreement: str) -> pd.Series:
    return umbrellas(table).set_index("id").loc[agreement]


def test_the_forty_billion_shows_no_work_and_a_disputed_claim():
    row = _umbrella(_table(), "EA31")
    assert (row["value_usd"], row["value_low_usd"], row["value_high_usd"]) == (40 * 10**9, 0, 6_500_000_000)
    assert (row["share_low"], row["share_high"]) == (0.0, 0.1625)
    assert (row["evidenced"], row["claimed"], row["unvalued"]) == ("", "EA33", "")


def test_the_credit_line_shows_work_through_components_of_components():
    row = _umbrella(_table(), "EA14")
    assert (row["share_low"], row["share_high"], row["evidenced"]) == (0.54, 0.54, "EA17 EA25")


def test_a_component_below_one_with_work_is_not_counted_again():
    below = ("X1", "EA17", "component", "2017", "W", False, False, 900, PARTY)
    assert _umbrella(_table(below), "EA14")["value_low_usd"] == 2_700_000_000


def test_a_disputed_value_moves_the_upper_end_only_and_a_missing_one_is_named():
    disputed = _umbrella(_table(value_status={"EA25": SIDE}), "EA14")
    assert (disputed["value_low_usd"], disputed["value_high_usd"]) == (1_400_000_000, 2_700_000_000)
    missing = _umbrella(_table(value_usd={"EA25": None}), "EA14")
    assert (missing["value_low_usd"], missing["unvalued"]) == (1_400_000_000, "EA25")


def test_restatements_of_one_parent_repeat_each_other():
    again = ("X1", "EA31", "restatement", "2023", "R", False, False, 7000, SIDE)
    row = _umbrella(_table(again), "EA31")
    assert (row["value_high_usd"], row["claimed"]) == (7_000_000_000, "X1")


def test_claims_beyond_the_whole_stop_at_the_whole():
    more = ("X1", "EA31", "restatement", "2023", "R", False, False, 60000, SIDE)
    assert _umbrella(_table(more), "EA31")["share_high"] == 1.0


def test_without_a_value_there_is_no_share():
    row = _umbrella(_table(value_usd={"EA31": None}), "EA31")
    assert pd.isna(row["share_low"])
    assert pd.isna(row["share_high"])
    assert row["value_high_usd"] == 6_500_000_000
    neither = _umbrella(_table(value_usd={"EA14": None, "EA25": None}), "EA14")
    assert (neither["value_low_usd"], neither["unvalued"]) == (1_400_000_000, "EA25")
    assert pd.isna(neither["value_high_usd"])


def test_umbrellas_stand_each_by_itself():
    result = umbrellas(_table())
    assert result["id"].tolist() == ["EA14", "EA16", "EA31"]
    assert result["share_high"].tolist() == pytest.approx([0.54, 2700 / 2850, 0.1625])
    assert result.loc[2, ["stage", "claimed", "evidenced"]].tolist() == ["announced", "EA33", ""]


def test_stages_count_each_agreement_once_and_no_frame_or_repetition():
    result = by_stage(_table())
    assert result["agreements"].sum() == 7  # EA01 13 17 25 34 36 37
    assert result[["year", "stage"]].to_numpy().tolist() == [
        [1992, "delivered"],
        [2014, "evidenced"],
        [2016, "evidenced"],
        [2017, "evidenced"],
        [2022, "contracted"],
        [2023, "contracted"],
    ]


def test_a_value_of_one_side_is_an_interval():
    row = _cell(by_stage(_table()), 2022, "contracted")
    assert (row["value_low_usd"], row["value_high_usd"], row["open_above"]) == (0, 4_500_000_000, False)


def test_an_unknown_value_leaves_the_upper_end_open_and_is_not_zero():
    result = by_stage(_table())
    mixed = _cell(result, 2023, "contracted")
    assert (mixed["agreements"], mixed["unknown"], mixed["open_above"]) == (2, 1, True)
    assert mixed["value_low_usd"] == mixed["value_high_usd"] == 1_732_000_000
    alone = _cell(result, 1992, "delivered")
    assert pd.isna(alone["value_low_usd"])
    assert pd.isna(alone["value_high_usd"])


def test_of_a_parent_whose_parts_count_the_rest_remains():
    table = _table(umbrella={"EA16": False}, counts={"EA16": True})
    assert _cell(by_stage(table), 2016, "contracted")["value_high_usd"] == 150_000_000
    assert by_stage(table)["value_high_usd"].sum() - by_stage(_table())["value_high_usd"].sum() == 150_000_000


def test_realised_is_what_is_known():
    table = by_stage(_table(realised_usd={"EA37": 300, "EA13": 0}))
    assert _cell(table, 2023, "contracted")["realised_usd"] == 300_000_000
    assert _cell(table, 2014, "evidenced")["realised_usd"] == 0
    assert pd.isna(_cell(table, 2016, "evidenced")["realised_usd"])


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from("RTMCWD"), st.integers(0, 900), st.sampled_from([PARTY, SIDE])), max_size=6))
def test_the_interval_is_one_and_stays_within_the_whole(parts: list[tuple[str, int, str]]):
    extra = [(f"X{i}", "EA31", "component", "2023", s, False, False, v, w) for i, (s, v, w) in enumerate(parts)]
    low, high = _umbrella(_table(*extra), "EA31")[["share_low", "share_high"]]
    assert pd.notna(low)
    assert pd.notna(high)
    assert 0 <= low <= high <= 1
    assert low == pytest.approx(sum(v for s, v, w in parts if s in "WD" and w == PARTY) / 40000)


def test_nothing_beside_unknown_is_not_nothing():
    assert pd.isna(_cell(by_stage(_table(realised_usd={"EA37": 0})), 2023, "contracted")["realised_usd"])
    both = by_stage(_table(realised_usd={"EA37": 0, "EA36": 0}))
    assert _cell(both, 2023, "contracted")["realised_usd"] == 0
