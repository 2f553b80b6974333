"""Ranks under noise of the size the pair's own figures show."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from etl.derive.noise import noise
from etl.derive.rank_uncertainty import rank_uncertainty
from tests.etl.derive.making import COUNTRIES, PAIR, WORDS, flow, table

SAY = WORDS
Published = dict[str, pd.DataFrame]


def gap(exporter: str, importer: str, year: int, size: float, crude: bool = False) -> dict[str, object]:
    return {
        "exporter": exporter,
        "importer": importer,
        "period": str(year),
        "factor": 1.06,
        "export_source": "x",
        "import_source": "m",
        "gap_log": size,
        "gap_kind": "crude" if crude else "same_year",
    }


def ranked(values: dict[str, int]) -> pd.DataFrame:
    order = sorted(values.values(), reverse=True)
    return table(
        "partner_ranks",
        [
            {
                "reporter": "IRN",
                "partner": p,
                "period": "2024",
                "calendar": "gregorian",
                "flow": "total",
                "source": "book",
                "root_family": "customs",
                "basis": "as_recorded",
                "value_usd": v,
                "rank": order.index(v) + 1,
                "partners": len(values),
                "obs_status": "A",
            }
            for p, v in values.items()
        ],
    )


def uncertain(
    values: dict[str, int], *gaps: dict[str, object], typical: float | None = 0.2, places: tuple[int, ...] = (5,)
) -> pd.DataFrame:
    tables = {
        "partner_ranks": ranked(values),
        "trade": table("trade", [flow("IRN", "CHN", 2024, 1)]),
        "mirror_gaps": table("mirror_gaps", list(gaps)),
        "countries": COUNTRIES,
    }
    return rank_uncertainty(tables, typical, SAY, places)


FAR = {"CHN": 10**9, "TUR": 10**8, "RUS": 10**6, "IND": 10**4}
NEAR = {"CHN": 105, "TUR": 102, "RUS": 100, "IND": 98}


def test_a_rank_far_from_its_neighbours_is_sure() -> None:
    (row,) = uncertain(FAR, gap("RUS", "IRN", 2023, 0.1)).to_dict("records")
    assert (row["noise_best"], row["noise_worst"]) == (3, 3)
    assert bool(row["resolvable"])
    assert "cannot be told" not in row["sentence"]


def test_a_rank_among_near_equals_is_not() -> None:
    (row,) = uncertain(NEAR, gap("RUS", "IRN", 2023, 0.5)).to_dict("records")
    assert (row["noise_best"], row["noise_worst"]) == (1, 4)
    assert not row["resolvable"]
    assert row["flip_log"] == pytest.approx(math.log(102 / 100), abs=1e-6)
    assert row["sentence"].endswith("the exact place cannot be told.")


def test_what_reporters_typically_differ_by_being_unknown_resolves_nothing() -> None:
    (row,) = uncertain(FAR, gap("RUS", "IRN", 2023, 0.1), typical=None).to_dict("records")
    assert not row["resolvable"]


def test_without_any_gap_there_is_no_noise_to_speak_of() -> None:
    assert uncertain(FAR).empty


def test_the_pair_s_observed_gap_comes_before_its_crude_ones() -> None:
    rows = table("mirror_gaps", [gap("RUS", "IRN", 2023, -0.2), gap("RUS", "IRN", 2022, 0.9, crude=True)])
    result = noise(rows, "IRN", PAIR, SAY)
    assert result is not None
    assert (result.own, result.said.id) == (0.2, "depth.noise.from_pair")


def test_old_gaps_of_others_say_nothing_of_a_new_list() -> None:
    rows = table("mirror_gaps", [gap("IRN", "CHN", 2001, 1.2), gap("RUS", "IRN", 2022, -0.6, crude=True)])
    result = noise(rows, "IRN", PAIR, SAY)
    assert result is not None
    assert (result.own, dict(result.by_partner)) == (0.6, {})
    assert "crude gaps 2022-2022 (1 flows of a year" in result.said.text


def test_the_bundled_list_of_2025(published: Published) -> None:
    rows = published["rank_uncertainty"].query("reporter == 'IRN' and period == '2025' and basis == 'as_recorded'")
    total = rows.set_index("flow").loc["total"]
    # the median of six: both directions in three years
    assert total["sigma"] == pytest.approx(0.515, abs=0.005)
    assert total["flip_up_pct"] == pytest.approx(24.653671)
    # Iraq stands surely above by other books: without it the chance were .49
    assert total["leaning_on"] == "IRQ"
    assert 0.28 < total["chance_within"] < 0.34
    assert total["chance_at"] < total["chance_within"]
    assert not rows["resolvable"].any()


def test_chances_and_intervals_are_in_order(published: Published) -> None:
    rows = published["rank_uncertainty"]
    assert (rows["noise_best"] <= rows["noise_worst"]).all()
    assert ((rows["noise_best"] <= rows["rank"]) & (rows["rank"] <= rows["noise_worst"])).all()
    assert rows["chance_within"].between(0, 1).all()


def test_each_place_that_is_named_has_a_row_with_its_chances() -> None:
    rows = uncertain(NEAR, gap("RUS", "IRN", 2023, 0.5), places=(1, 3, 4)).set_index("place_named")
    assert rows.index.tolist() == [1, 3, 4]
    assert rows.loc[1, "chance_at"] == rows.loc[1, "chance_within"]
    assert rows.loc[4, "chance_within"] == pytest.approx(1)
    assert rows.loc[4, "chance_at"] == pytest.approx(1 - rows.loc[3, "chance_within"])
    assert "third or better" in rows.loc[3, "sentence"]
