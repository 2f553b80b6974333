"""Agreement beyond chance from roll calls: sets of calls, codes and pairs."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from etl.derive.roll_calls import FEWEST, beyond_chance, votes_of
from tests.etl.derive.making import COUNTRIES, table


def tables(calls: list[dict[str, Any]], votes: dict[str, str]) -> dict[str, pd.DataFrame]:
    """Every call of `calls` with the votes of `votes`: one letter for each call, a blank where there is none."""
    rows = [
        {"roll_call": call["id"], "country": country, "vote": vote}
        for country, cast in votes.items()
        for call, vote in zip(calls, cast, strict=True)
        if vote.strip()
    ]
    held = {"un_roll_calls": table("un_roll_calls", calls), "un_roll_call_votes": table("un_roll_call_votes", rows)}
    return {**held, "countries": COUNTRIES}


def calls(count: int, year: int = 2014, **given: Any) -> list[dict[str, Any]]:
    return [
        {"id": f"R{year}-{n:03}", "date": f"{year}-12-01", "source": "un_voeten", "issues": "me nu", **given}
        for n in range(count)
    ]


def found(given: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return pd.DataFrame(beyond_chance(given))


def test_pairs_are_those_of_russia_and_iran_each_once() -> None:
    rows = found(tables(calls(20), {"RUS": "Y" * 10 + "N" * 10, "IRN": "YN" * 10, "CHN": "Y" * 20}))
    yearly = rows[rows["vote_set"] == "all-of-the-year"]
    assert list(zip(yearly["country_a"], yearly["country_b"], strict=True)) == [
        ("RUS", "CHN"),
        ("RUS", "IRN"),
        ("IRN", "CHN"),
    ]
    assert yearly["value"].tolist() == pytest.approx([0, 0, 0])
    assert yearly["identical"].tolist()[1] == 10


def test_calls_in_which_one_did_not_vote_are_dropped_and_few_calls_say_nothing() -> None:
    votes = {"RUS": "Y" * FEWEST + "X", "IRN": "Y" * (FEWEST - 1) + "NY"}
    assert found(tables(calls(FEWEST + 1), votes))["both_voted"].iloc[0] == FEWEST
    assert found(tables(calls(FEWEST), {"RUS": "Y" * (FEWEST - 1) + " ", "IRN": "Y" * FEWEST})).empty


def test_votes_are_held_by_call_and_country_and_who_did_not_vote_cast_none() -> None:
    rows = tables(calls(3), {"RUS": "YAX", "IRN": "N Y"})["un_roll_call_votes"]
    votes = votes_of(rows, "roll_call", ["R2014-002", "R2014-000", "unknown"])
    assert votes.countries == ("IRN", "RUS")
    assert votes.cast.tolist() == [[[1, 0, 0], [0, 0, 0]], [[0, 0, 1], [1, 0, 0]], [[0, 0, 0], [0, 0, 0]]]


def test_issues_and_important_votes_are_sets_of_their_own() -> None:
    given = calls(20, important=True) + calls(20, 2015, issues="hr", important=False)
    rows = found(tables(given, {"RUS": "YN" * 20, "IRN": "YN" * 20}))
    assert set(rows["vote_set"]) == {
        "all-of-the-year",
        "issue-me-2010-2019",
        "issue-nu-2010-2019",
        "issue-hr-2010-2019",
        "important-2010-2019",
    }
    assert set(rows.loc[rows["vote_set"].str.startswith("issue"), "year"]) == {2019}
    assert (rows["value"] == 1).all()


def test_the_counts_are_those_of_the_held_table(published: dict[str, pd.DataFrame]) -> None:
    rows = published["alignment"].query("yardstick == 'kappa_quadratic' and vote_set == 'all-of-the-year'")
    own = rows[(rows["country_a"] == "RUS") & (rows["country_b"] == "IRN")].set_index("year")
    held = published["un_agreement"].query("country_a == 'RUS' and country_b == 'IRN'").set_index("year")
    for year in (1995, 2005, 2014, 2017, 2018, 2019, 2025):
        for column in ("both_voted", "identical", "opposite"):
            assert own.loc[year, column] == held.loc[year, column], (year, column)
    assert set(own.index) == {*range(1992, 2020), 2025}
