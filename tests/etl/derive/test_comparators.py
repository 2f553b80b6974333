"""A mix of other partners against the pair: what stands in the tables, and what a reader is told."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from etl.contract.frames import of_rows
from etl.contract.tables import TABLES
from etl.derive.comparators import comparators
from etl.derive.counterfactuals import mixes
from etl.derive.donor_weights import donor_weights
from etl.derive.panels import Panel
from etl.derive.pool_fits import pool_fits
from tests.etl.derive.making import PAIR, SETUP, WORDS

YEARS = list(range(2014, 2025))
SAY = WORDS


def panel(lift: float = 1.0, pool: str = "b") -> Panel:
    """Iran moves like half China and half India until 2021 and is then lifted; Brazil and Egypt go their own ways."""
    t = range(len(YEARS))
    values = {
        "CHN": [100 + 10 * i for i in t],
        "IND": [100 + 30 * (i % 3) for i in t],
        "BRA": [300 - 5 * i + 40 * (i % 2) for i in t],
        "EGY": [50 + 25 * (i % 4) for i in t],
    }
    own = [
        (a + b) / 2 * (lift if y >= 2022 else 1) for a, b, y in zip(values["CHN"], values["IND"], YEARS, strict=True)
    ]
    unit = "IRN" if pool == "b" else "RUS"
    frame = pd.DataFrame({unit: own, **values}, index=YEARS, dtype=float)
    return Panel(
        pool=pool,
        source="book",
        reporter="RUS",
        unit=unit,
        values=frame,
        world=frame.sum(axis=1) * 10,
        imputed=frozenset({2023, 2024}),
    )


def compare(one: Panel) -> dict[str, pd.DataFrame]:
    fits = pool_fits([one], SETUP)
    return {
        "comparators": comparators(fits, SETUP, PAIR, SAY),
        "donor_weights": donor_weights(fits),
        "counterfactuals": of_rows(TABLES["counterfactuals"], [*mixes(fits, SETUP)]),
    }


def made(lift: float) -> dict[str, pd.DataFrame]:
    return compare(panel(lift))


def fit(frames: dict[str, pd.DataFrame], outcome: str = "index") -> dict[str, object]:
    rows = frames["comparators"].query("method == 'pool' and computed and outcome == @outcome")
    return dict(rows.to_dict("records")[0])


def test_a_lift_shows_as_a_gap_and_a_steady_unit_as_none() -> None:
    assert fit(made(2.0))["mean_gap"] > 50  # type: ignore[operator]
    assert abs(fit(made(1.0))["mean_gap"]) < 2  # type: ignore[arg-type]


def test_weights_are_not_negative_and_sum_to_one() -> None:
    weights = made(2.0)["donor_weights"]
    for _, some in weights.groupby("outcome"):
        assert (some["weight"] >= 0).all()
        assert some["weight"].sum() == pytest.approx(1, abs=1e-6)


def test_every_donor_has_a_placebo_and_every_carrying_donor_is_left_out_once() -> None:
    frames = made(2.0)
    rows = frames["comparators"].query("outcome == 'index'")
    assert set(rows.loc[rows["method"] == "placebo", "variant"]) == {"CHN", "IND", "BRA", "EGY"}
    carrying = frames["donor_weights"].query("outcome == 'index'")
    assert set(rows.loc[rows["method"] == "leave_one_out", "variant"]) == set(carrying["donor"])


def test_lines_add_up_and_know_their_estimates() -> None:
    lines = made(2.0)["counterfactuals"].query("method == 'pool' and outcome == 'index'").set_index("year")
    assert lines.index.tolist() == YEARS
    assert (lines["actual"] - lines["band_centre"] - lines["gap"]).abs().max() < 1e-5
    assert lines["cell_basis"].tolist() == ["observed"] * 9 + ["imputed"] * 2


def test_each_donor_has_a_line_of_its_own_in_the_outcome_that_decides() -> None:
    lines = made(2.0)["counterfactuals"].query("method == 'placebo'")
    assert set(lines["variant"]) == {"CHN", "IND", "BRA", "EGY"}
    assert set(lines["outcome"]) == {SETUP["outcome"]}
    assert lines["cell_basis"].isna().all()


def test_a_pool_without_data_says_what_is_missing() -> None:
    rows = made(1.0)["comparators"]
    (missing,) = rows[~rows["computed"].astype(bool)].to_dict("records")
    assert missing["pool"] == "a"
    assert missing["why_not"].startswith("missing: needs an unbroken run of yearly values of Iran's other partners")


def test_the_sentence_names_the_mix_and_gives_both_levels() -> None:
    text = str(fit(made(2.0))["sentence"])
    assert "China" in text
    assert "India" in text
    assert "2019-2021 = 100" in text


def test_a_panel_without_years_after_the_date_gives_nothing() -> None:
    early = panel()
    cut = Panel(
        pool="b",
        source="book",
        reporter="RUS",
        unit="IRN",
        values=early.values.loc[:2021],
        world=early.world.loc[:2021],
        imputed=frozenset(),
    )
    assert not compare(cut)["comparators"]["computed"].any()


def test_the_bundled_pool_b(published: dict[str, pd.DataFrame]) -> None:
    row = (
        published["comparators"].query("method == 'pool' and pool == 'b' and outcome == 'index'").to_dict("records")[0]
    )
    assert (row["series"], row["fit_from"], row["fit_to"]) == ("imts_rus", 2016, 2021)
    # before the war and outside 2019-2021 the mix does not follow Iran's trade: nothing can be told
    assert row["poor_fit"]
    assert row["fit_correlation"] < 0.7
    assert row["exact_donors"] > SETUP["placebo_share"] * (row["donors"] + 1)
    assert pd.isna(row["placebo_rank"])
    assert row["sentence"].startswith("Cannot be told")
    assert "United Arab Emirates" not in row["sentence"]


def test_no_rank_is_shown_where_one_of_five_is_followed_by_luck() -> None:
    given = panel(2.0)
    assert fit(compare(given))["placebo_units"] == 5
    level = dataclasses.replace(given, values=given.values.assign(EGY=given.values["CHN"] * 1.001))
    row = fit(compare(level))
    assert row["exact_donors"] == 2  # a donor and its double
    assert pd.isna(row["placebo_rank"])


def test_a_donor_s_gap_costs_the_donor_and_not_everybody_s_year() -> None:
    given = panel(2.0)
    holed = given.values.assign(EGY=given.values["EGY"].where(given.values.index != 2018))
    frames = compare(
        Panel(pool="b", source="book", reporter="RUS", unit="IRN", values=holed, world=given.world, imputed=frozenset())
    )
    lines = frames["counterfactuals"].query("method == 'pool' and outcome == 'index'")
    assert lines["year"].tolist() == YEARS
    assert "EGY" not in set(frames["comparators"]["variant"])


def test_years_before_the_window_are_not_fitted() -> None:
    old = pd.DataFrame({c: [1.0, 500.0] for c in panel().values.columns}, index=[2000, 2001])
    given = panel(2.0)
    longer = Panel(
        pool="b",
        source="book",
        reporter="RUS",
        unit="IRN",
        values=pd.concat([old, given.values]),
        world=given.world,
        imputed=frozenset(),
    )
    row = compare(longer)["comparators"].query("method == 'pool' and computed").iloc[0]
    assert row["fit_from"] == 2014 >= SETUP["from"]
