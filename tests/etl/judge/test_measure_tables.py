"""What an answer turns on, and whether a verdict stands when thresholds move."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from etl.judge.measure_rule import Grounds
from etl.judge.measure_tables import flip_rows, grid_rows, stability_rows
from tests.etl.judge.making import THRESHOLDS, part, reading, weighed

Published = dict[str, pd.DataFrame]
SPLIT = [
    weighed(True, family="A", eu="countries"),
    weighed(True, family="B", eu="countries"),
    weighed(False, family="A", eu="one"),
    weighed(None, family="B", eu="one"),
]


def test_a_definition_says_whether_it_counts_in_the_calendar_of_its_books() -> None:
    printed = reading()
    other = replace(printed, choices={"calendar": "solar_hijri"}, votes=False)
    rows = list(grid_rows([printed, other], part()))
    assert [(r["calendar"], r["own_calendar"]) for r in rows] == [("gregorian", True), ("solar_hijri", False)]


def test_shares_by_option_and_how_many_can_be_decided() -> None:
    rows = {(r["choice"], r["option"]): r for r in flip_rows(SPLIT, "with", THRESHOLDS)}
    assert rows["eu", "countries"]["strong_share"] == 1
    assert rows["eu", "one"]["strong_share"] == 0
    assert [rows["eu", "one"][c] for c in ("computable", "defined")] == [1, 2]
    assert rows["eu", "one"]["turns"]
    assert {r["estimates"] for r in rows.values()} == {"with"}


def test_nothing_to_turn_on_gives_no_rows() -> None:
    assert list(flip_rows([weighed(True)], "with", THRESHOLDS)) == []
    assert list(flip_rows([], "without", THRESHOLDS)) == []


@pytest.mark.parametrize(("strong", "stands"), [(1.0, True), (0.75, False)])
def test_the_verdict_with_thresholds_laxer_as_they_are_and_stricter(strong: float, stands: bool) -> None:
    specs = [
        weighed(yes, weight=w, family=f, flip=900.0)
        for f, yes, w in (("A", True, strong), ("B", False, 1 - strong), ("C", True, 0.0))
    ]
    grounds = Grounds.of(specs, part(natural_is={"root_family": "A"}), 0.1)
    rows = stability_rows(grounds, THRESHOLDS)
    assert [r["moved_points"] for r in rows] == [-10, 0, 10]
    assert rows[1]["verdict"] == grounds.verdict(THRESHOLDS)
    assert rows[1]["same_verdict"]
    assert all(r["same_verdict"] for r in rows) is stands


def test_published_stability_says_what_the_verdicts_say(published: Published) -> None:
    rows, verdicts = published["stability"], published["verdicts"].set_index(["claim", "part"])
    as_is = rows[rows["moved_points"] == 0]
    for row in as_is.itertuples(index=False):
        assert row.verdict == verdicts.loc[(row.claim, row.part), "verdict"]
    stands = rows.groupby(["claim", "part"])["same_verdict"].all()
    assert stands.to_dict() == {key: bool(verdicts.loc[key, "stable"]) for key in stands.index}


def test_published_flips_name_what_the_verdicts_turn_on(published: Published) -> None:
    rows = published["flips"].query("estimates == 'with'")
    for key, some in rows.groupby(["claim", "part"]):
        text = published["verdicts"].set_index(["claim", "part"]).loc[key, "flips_on"]
        assert set(some.loc[some["turns"].astype(bool), "choice"]) == set(() if pd.isna(text) else text.split())


def test_without_estimates_no_estimate_is_an_option(published: Published) -> None:
    rows = published["flips"].query("estimates == 'without' and choice == 'basis'")
    assert "imputed" not in set(rows["option"])


def test_specifications_on_values_carry_their_noise(published: Published) -> None:
    level = published["specifications"].query("claim == 'trade-rank' and part == 'level'")
    noisy = level[level["chance_within"].notna()]
    assert set(noisy["series"]) == {"imts_2025"}
    assert set(noisy["place_named"]) == {5}
    assert (noisy["chance_at"] <= noisy["chance_within"]).all()
