"""Voting agreement from counts, and beyond chance from roll calls."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.derive.alignment import FEWEST, ON_UKRAINE, SESSION, YEARLY, alignment
from tests.etl.derive.making import COUNTRIES, table

Published = dict[str, pd.DataFrame]
NONE: dict[str, pd.DataFrame] = {
    "countries": COUNTRIES,
    **{n: table(n, []) for n in ("un_agreement", "un_resolutions", "un_votes", "un_roll_calls", "un_roll_call_votes")},
}


def counted(
    year: int, n: int, same: int, opposite: int, *, source: str = "un", coverage: str = "complete"
) -> dict[str, object]:
    sides = same + opposite
    return {
        "country_a": "RUS",
        "country_b": "IRN",
        "year": year,
        "both_voted": n,
        "identical": same,
        "opposite": opposite,
        "agree2": same / sides if sides else None,
        "source": source,
        "year_coverage": coverage,
    }


def raw(*rows: dict[str, object]) -> pd.DataFrame:
    return alignment({**NONE, "un_agreement": table("un_agreement", list(rows))})


@given(st.integers(1, 200), st.data())
def test_signorino_s_is_twice_agree3_less_one(n: int, data: st.DataObject) -> None:
    same = data.draw(st.integers(0, n))
    opposite = data.draw(st.integers(0, n - same))
    result = raw(counted(2020, n, same, opposite)).set_index("yardstick")["value"]
    assert result["S"] == pytest.approx(2 * result["agree3"] - 1, abs=2e-6)
    assert result["agree_raw"] == pytest.approx(same / n, abs=1e-6)


def test_the_identity_holds_in_every_published_row(published: Published) -> None:
    wide = published["alignment"].pivot_table(
        index=["country_a", "country_b", "year", "vote_set", "source"],
        columns="yardstick",
        values="value",
        aggfunc="first",
    )
    known = wide.dropna(subset=["S", "agree3"])
    assert len(known) > 500
    assert (known["S"] - (2 * known["agree3"] - 1)).abs().max() <= 2e-6


def test_a_change_of_source_coverage_or_a_gap_is_a_break() -> None:
    rows = raw(
        counted(2018, 9, 8, 0),
        counted(2019, 9, 8, 0),
        counted(2020, 9, 8, 0, coverage="part"),
        counted(2022, 9, 8, 0, coverage="part"),
        counted(2023, 9, 8, 0, source="other", coverage="part"),
    )
    broken = rows[rows["yardstick"] == "agree_raw"].set_index("year")["series_break"]
    assert broken.astype(bool).to_dict() == {2018: False, 2019: False, 2020: True, 2022: True, 2023: True}


def calls(votes: list[tuple[str, str]], session: int, ukraine: bool = False) -> dict[str, pd.DataFrame]:
    texts, cast = [], []
    for i, (one, two) in enumerate(votes):
        name = f"R{session}-{i}"
        texts.append(
            {
                "resolution_id": name,
                "resolution": name,
                "date": f"{1945 + session}-12-01",
                "session": session,
                "title": "T",
                "about_ukraine": ukraine,
                "source": "un",
                "root_family": "un_record",
            }
        )
        cast += [{"resolution_id": name, "country": c, "vote": v} for c, v in (("RUS", one), ("IRN", two))]
    return {
        **NONE,
        "un_resolutions": table("un_resolutions", texts),
        "un_votes": table("un_votes", cast),
    }


def test_agreement_by_session_year_as_the_methods_give_it() -> None:
    """31 of 57 in 1967: session 22, keyed by its year."""
    votes = [("Y", "Y")] * 31 + [("Y", "N")] * 26
    rows = alignment(calls(votes, 22)).set_index("yardstick")
    assert set(rows["year"]) == {1967}
    assert set(rows["vote_set"]) == {SESSION}
    assert rows.loc["agree_raw", ["identical", "both_voted"]].tolist() == [31, 57]
    assert rows.loc["agree_raw", "value"] == pytest.approx(31 / 57, abs=1e-6)


def test_a_session_of_few_roll_calls_is_no_session() -> None:
    few = [("Y", "Y"), ("N", "Y")] * (FEWEST // 2 - 1)
    assert alignment(calls(few, 70)).empty
    assert set(alignment(calls(few, 70, ukraine=True))["vote_set"]) == {ON_UKRAINE}


def test_one_who_always_votes_alike_has_kappa_zero_and_no_interval(published: Published) -> None:
    rows = published["alignment"].query("country_a == 'RUS' and country_b == 'IRN'")
    rows = rows[rows["vote_set"] == ON_UKRAINE]
    kappa = rows.set_index("yardstick").loc["kappa_quadratic"]
    assert kappa["value"] == 0
    assert pd.isna(kappa["value_low"])


def test_intervals_hold_their_values(published: Published) -> None:
    rows = published["alignment"].dropna(subset=["value", "value_low", "value_high"])
    assert ((rows["value_low"] <= rows["value"]) & (rows["value"] <= rows["value_high"])).all()


def test_the_pair_in_2025(published: Published) -> None:
    rows = published["alignment"].query("country_a == 'RUS' and country_b == 'IRN' and year == 2025")
    value = rows.set_index("yardstick")["value"]
    assert value["agree_raw"] == pytest.approx(144 / 185, abs=1e-6)
    assert set(rows["vote_set"]) == {YEARLY}
    assert bool(rows.loc[rows["yardstick"] == "agree_raw", "series_break"].all())


def test_a_text_held_twice_is_one_roll_call() -> None:
    tables = calls([("Y", "N"), ("Y", "Y")], 70, ukraine=True)
    again = tables["un_resolutions"].assign(
        resolution_id="again-" + tables["un_resolutions"]["resolution_id"], source="other"
    )
    votes = tables["un_votes"].assign(resolution_id="again-" + tables["un_votes"]["resolution_id"])
    twice = {
        **tables,
        "un_agreement": tables["un_agreement"],
        "un_resolutions": pd.concat([tables["un_resolutions"], again], ignore_index=True),
        "un_votes": pd.concat([tables["un_votes"], votes], ignore_index=True),
    }
    assert alignment(twice)["both_voted"].unique().tolist() == [2]
