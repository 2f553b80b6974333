"""Places of the two in each list: what a recount from outside found, year by year."""

from __future__ import annotations

import pandas as pd
import pytest

from etl.derive.rank_places import rank_places
from tests.etl.derive.making import flow, observed_tables

Published = dict[str, pd.DataFrame]
IMTS_2026 = {
    "2017": (13, 14, 14),
    "2018": (12, 13, 12),
    "2019": (8, 8, 8),
    "2020": (5, 5, 6),
    "2022": (5, 5, 6),
    "2023": (4, 4, 4),
    "2024": (5, 5, 6),
}


def russia(published: Published, source: str, flow: str = "total") -> pd.DataFrame:
    rows = published["rank_places"].query("reporter == 'IRN' and partner == 'RUS'")
    return rows[(rows["source"] == source) & (rows["flow"] == flow)].set_index("period")


def test_who_ranks_above_is_named_largest_first_and_the_next_below_with_its_value() -> None:
    given = {"CHN": 50, "ARE": 90, "RUS": 40, "TUR": 30, "IND": 10}
    result = rank_places(observed_tables(*(flow(p, "IRN", 2020, v) for p, v in given.items())), []).iloc[0]
    assert (result["above"], result["next_below"], result["next_below_usd"]) == ("ARE CHN", "TUR", 30)
    assert (result["place_best"], result["place_best_all"], result["partners"]) == (3, 3, 5)


def test_a_missing_partner_moves_only_the_place_in_which_everybody_counts() -> None:
    rows = [flow(p, "IRN", 2020, v) for p, v in (("CHN", 50), ("RUS", 40), ("TUR", 30), ("OTH", 1))]
    rows[-1] |= {"list_scope": "remainder"}
    result = rank_places(observed_tables(*rows, flow("IRQ", "IRN", 2020, None, obs_status="M")), []).iloc[0]
    assert (result["place_best"], result["place_worst"], result["place_worst_all"], result["missing"]) == (
        2,
        2,
        3,
        "IRQ",
    )


@pytest.mark.parametrize(("year", "places"), IMTS_2026.items())
def test_russia_among_iran_s_partners_in_the_imf_s_table(
    published: Published, year: str, places: tuple[int, int, int]
) -> None:
    own = russia(published, "imts_2026").loc[year]
    assert (own["place_best"], own["place_worst"], own["place_best_all"]) == places
    # Iraq publishes nothing and stands above in Iran's books: one place lower
    assert own["place_worst_all"] == places[1] + 1
    assert own["missing"] == "IRQ"
    assert own["worst_basis"] == "likely"


def test_values_of_the_imf_s_table(published: Published) -> None:
    own = russia(published, "imts_2026")
    millions = (own["value_usd"] / 1e6).round().astype(int)
    assert millions[["2022", "2023", "2024"]].tolist() == [3569, 2878, 2744]
    assert own["above"][["2022", "2023", "2024"]].tolist() == ["ARE CHN TUR BRA", "CHN ARE TUR", "ARE CHN TUR BRA"]
    assert "2021" not in own.index


def test_the_year_before_the_war_was_no_worse(published: Published) -> None:
    own = russia(published, "partner_bounds").loc["2021"]
    assert 4 <= own["place_best"] <= own["place_worst"] <= 5
    assert 5 <= own["place_best_all"] <= own["place_worst_all"] <= 6
    assert own["above"].split() == ["CHN", "TUR", "ARE"]
    rank = published["partner_ranks"].query("source == 'partner_bounds'").iloc[0]
    assert pd.isna(rank["rank"])
    assert (rank["rank_best"], rank["rank_worst"]) == (own["place_best"], own["place_worst_all"])


def test_2025_as_exporters_recorded_it(published: Published) -> None:
    own = {flow: russia(published, "imts_2025", flow).loc["2025"] for flow in ("total", "export", "import")}
    assert [own[f]["place_best"] for f in ("total", "export", "import")] == [5, 9, 5]
    assert (own["total"]["place_best_all"], own["total"]["place_worst_all"]) == (6, 7)
    assert own["total"]["missing"] == "IRQ PAK"


def test_iran_among_russia_s_partners(published: Published) -> None:
    rows = published["rank_places"].query("reporter == 'RUS' and source == 'imts_rus' and flow == 'total'")
    places = rows.set_index("period")["place_best"]
    years = ["2016", "2019", "2021", "2022", "2023", "2024"]
    assert places[years].tolist() == [42, 60, 37, 40, 39, 36]
