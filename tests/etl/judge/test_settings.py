"""What a reader may set, what `specifications` says for it, and how many settings give which verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from etl.judge import settings
from etl.judge.rank import LEFT_OUT, SILENT, level
from etl.judge.rank_change import change
from etl.judge.settings import Settings, columns, possible
from etl.judge.specification import Specification
from etl.judge.weigh import weigh
from tests.etl.judge.making import THRESHOLDS, part, reading
from tests.etl.judge.readings import frame
from tests.etl.judge.test_rank import ASK, rank
from tests.etl.judge.test_rank_change import CHANGE

Published = dict[str, pd.DataFrame]
KEY = ["claim", "part"]
IRAQ = {"calendar": "gregorian", "source": "imts", "root_family": "imf_estimate"}


def given(*every: Specification, left_out: list[Specification] | None = None, **about: str) -> Settings:
    asked = part(**{"natural_is": {"root_family": "A"}, **about})
    return settings.of(asked, every, weigh(every, asked), left_out)


def counts(of: Settings) -> dict[str, tuple[int, int]]:
    return {r["verdict"]: (r["settings"], r["possible"]) for r in possible(of, 0.1, THRESHOLDS)}


def test_a_twin_that_reads_the_same_rows_is_an_option_of_the_one_that_is_left() -> None:
    of = given(reading(eu="countries"), reading(eu="one"), reading("B", eu="countries"), reading("B", eu="one", low=4))
    assert {k.split("/")[0]: v for k, v in of.options.items() if "one" not in k} == {
        "customs": ("eu=countries", "eu=one"),
        "B": ("eu=countries",),
    }
    assert of.choices() == {"eu": ["eu=countries", "eu=one"]}


def test_a_choice_that_changes_nothing_is_not_offered() -> None:
    assert given(reading(eu="countries"), reading(eu="one")).choices() == {}


def test_the_order_of_natural_readings_is_the_rule_s() -> None:
    early, late = reading("A", "2022"), reading("A", "2023")
    dark = replace(late, low=None, high=None, series="t")
    of = given(early, late, dark, reading("B"))
    rows = columns(of, 0.1)
    assert [rows[s.id]["natural_order"] for s in (late, early, dark)] == [1, 2, 3]
    assert rows[reading("B").id]["natural_order"] is None


@pytest.mark.parametrize(("period", "ends", "year"), [("2023", None, 2023), ("2007-2016", date(2016, 12, 31), 2016)])
def test_a_period_is_asked_for_under_one_year(period: str, ends: date | None, year: int) -> None:
    assert replace(reading(period=period), ends=ends).year == year
    assert replace(reading(period="1401"), calendar="solar_hijri").year == 2022


def test_every_setting_is_counted_once() -> None:
    of = given(reading("A", "2022"), reading("A", "2023", low=4, high=4), reading("B", "2022", basis="imputed"))
    # three sets of books, three spans of years, with and without estimates; three thresholds, two numbers of lists
    assert sum(n for n, _ in counts(of).values()) == 3 * 3 * 2 * 3 * 2 == next(iter(counts(of).values()))[1]


def test_the_verdict_of_a_setting_is_that_of_the_rule_on_what_is_left() -> None:
    same = [reading(f, series=s, flip=900.0) for f, s in (("A", "s"), ("A", "t"), ("B", "s"))]
    assert counts(given(*same))["supported"][0] > 0
    assert set(counts(given(*[replace(s, low=7, high=7, point=7) for s in same]))) == {
        "overstated",
        "cannot be settled",
    }


def test_a_silent_partner_left_out_makes_the_place_better() -> None:
    rows = [
        rank("2024", 6, 7, leaning_on="IRQ", missing="PAK TWN", **IRAQ),
        rank("2023", 4, 5, missing="IRQ", **IRAQ),
        rank("1402", 7, 7),
    ]
    places = [
        {"period": p, "missing": m, "place_best": 5, "place_best_all": 6}
        for p, m in (("2024", "IRQ PAK"), ("2023", "IRQ"))
    ]
    more = {"reporter": "IRN", "partner": "RUS", "flow": "total", "partners": 9, **IRAQ}
    tables = {
        "partner_ranks": frame("partner_ranks", *rows),
        "rank_places": frame("rank_places", *[p | more for p in places]),
    }
    result = {s.period: (s.low, s.high) for s in level(tables, {**ASK, SILENT: LEFT_OUT}, None)}
    assert result == {"2024": (5, 5), "2023": (4, 4), "1402": (7, 7)}
    before = [
        rank("2016", 9, 10, missing="IRQ", **IRAQ),
        rank("2016", 8, 8, source="partner_bounds", calendar="gregorian"),
    ]
    tables["partner_ranks"] = frame("partner_ranks", *rows, *before)
    gained = {(s.series, s.period): (s.low, s.high) for s in change(tables, {**CHANGE, SILENT: LEFT_OUT}, None)}
    assert gained["partner_bounds:iran_customs", "1402"] == (None, 1)


def test_published_settings_add_up_and_hold_the_ledger_s_own_verdict(published: Published) -> None:
    rows = published["possible_verdicts"]
    assert (rows.groupby(KEY)["settings"].sum() == rows.groupby(KEY)["possible"].first()).all()
    given_words = {tuple(k): set(some["verdict"]) for k, some in rows.groupby(KEY)}
    verdicts = published["verdicts"].query("rule == 'measure' and verdict != 'not yet checked'")
    assert set(given_words) == set(map(tuple, verdicts[KEY].to_numpy()))
    for row in verdicts.itertuples(index=False):
        assert row.verdict in given_words[row.claim, row.part]


def test_published_places_without_iraq_are_those_of_rank_places(published: Published) -> None:
    level = published["specifications"].query("claim == 'trade-rank' and part == 'level' and eu == 'countries'")
    fifth = level[(level["silent_low"] == 5) & (level["silent_high"] == 5)]
    assert sorted(fifth["period"]) == ["2022", "2024", "2025"]
    places = published["rank_places"].query("reporter == 'IRN' and flow == 'total' and missing == missing")
    both = level.merge(places, left_on=["series", "period"], right_on=["source", "period"])
    assert len(both) >= 4
    assert (both["silent_low"] == both["place_best"]).all()
    assert (both["silent_high"] == both["place_worst"]).all()


def test_published_thresholds_are_those_of_the_file(published: Published) -> None:
    values = published["thresholds"].set_index("name")["value"].to_dict()
    assert {n: values[n] for n in THRESHOLDS} == THRESHOLDS
