"""What the detectors find on the bundled figures, and what becomes of it."""

from __future__ import annotations

import pandas as pd

from etl.derive.anomalies import anomalies
from etl.derive.marks import left_out, with_notes
from tests.etl.derive.making import NAMES, WORDS, flow, table

Published = dict[str, pd.DataFrame]


def test_the_bundled_figures_hold_one_implausible_cell_and_four_mechanical_ones(published: Published) -> None:
    result = published["anomalies"]
    cell = ["anomaly", "exporter", "importer", "period", "treatment"]
    trade = result[(result["row_table"] == "trade") & (result["fired"] != "read")]
    assert [tuple(r) for r in trade[cell].itertuples(index=False)] == [
        ("implausible", "IRN", "CHL", "2018", "marked"),
        ("implausible", "UGA", "RUS", "2024", "left out"),
        ("mechanical", "ARE", "RUS", "2023", "marked"),
        ("mechanical", "ARE", "RUS", "2024", "marked"),
        ("mechanical", "IRN", "RUS", "2023", "marked"),
        ("mechanical", "IRN", "RUS", "2024", "marked"),
    ]
    assert left_out(result) == [("imts_rus", "UGA", "RUS", "2024", "importer")]


def test_it_says_which_test_fired_and_which_could_not_run(published: Published) -> None:
    result = published["anomalies"].set_index(["anomaly", "exporter", "period"])
    uganda = result.loc["implausible", "UGA", "2024"]
    assert (uganda["fired"], uganda["not_run"], bool(uganda["proof"])) == ("mirror", "world_total history", True)
    assert "403 times what Uganda itself records (67 million, 2025)" in uganda["sentence"]


def test_the_reused_2_7_billion_is_found(published: Published) -> None:
    reused = published["anomalies"].query("anomaly == 'reused' and value_low_usd == 2_700_000_000")
    assert reused["labels"].tolist() == [5]
    assert {"FI021", "FI022", "FI031", "FI109", "FI110"} <= set(reused["row_key"].iloc[0].split())


def test_a_cell_that_was_read_and_doubted_is_marked_and_so_is_its_rank(published: Published) -> None:
    read = published["anomalies"].query("fired == 'read'")
    assert set(read["treatment"]) == {"marked"}
    cells = set(zip(read["exporter"], read["importer"], read["period"], strict=True))
    assert {("RUS", "UZB", "2024"), ("UGA", "RUS", "2023")} <= cells
    ranks = published["partner_ranks"].query("reporter == 'RUS' and partner == 'UZB' and period == '2024'")
    assert ranks.query("source == 'imts_rus'")["note"].str.contains("doubtful cell").all()


def test_india_s_jump_of_2022_is_left_alone(published: Published) -> None:
    result = published["anomalies"]
    assert not ((result["exporter"] == "IND") | (result["importer"] == "IND")).any()


def test_every_row_leads_back_to_a_row(published: Published) -> None:
    trade = published["trade"]
    parts = [
        "exporter",
        "importer",
        "period",
        "calendar",
        "recorded_by",
        "valuation",
        "commodity",
        "source",
        "vintage_date",
    ]
    keys = set(trade[parts].agg(" ".join, axis=1))
    ids = set(published["investment"]["id"])
    for row in published["anomalies"].itertuples(index=False):
        assert row.row_key in keys if row.row_table == "trade" else set(row.row_key.split()) <= ids


def test_a_jump_without_another_record_is_marked_and_stays() -> None:
    values = {2016: 20, 2017: 21, 2018: 900, 2019: 20, 2020: 22}
    rows = [flow("RUS", "UGA", y, v * 10**6) for y, v in values.items()]
    given = {
        "trade": table("trade", rows),
        "investment": table("investment", []),
        "countries": pd.DataFrame({"id": list(NAMES), "name": list(NAMES.values())}),
    }
    (row,) = anomalies(given, WORDS).to_dict("records")
    assert (row["fired"], row["treatment"], row["not_run"]) == ("history", "marked", "mirror world_total")
    assert "no proof" in row["sentence"]


def test_ranks_on_mechanical_cells_keep_their_place_and_get_a_note(published: Published) -> None:
    bare = published["partner_ranks"].assign(note=None)
    noted = with_notes(bare, published["anomalies"])
    rows = noted[noted["note"].fillna("").str.startswith("mechanical")]
    assert set(rows["partner"]) == {"ARE", "IRN"}
    assert set(rows["period"]) == {"2023", "2024"}
    assert set(rows["flow"]) == {"import", "total"}
    assert noted["rank"].equals(bare["rank"])


def test_iran_is_37th_in_2021_and_36th_in_2024(published: Published) -> None:
    ranks = published["partner_ranks"].query(
        "reporter == 'RUS' and partner == 'IRN' and flow == 'total' and source == 'imts_rus' and basis == 'as_recorded'"
    )
    by_year = dict(zip(ranks["period"], ranks["rank"], strict=True))
    expected = [42, 48, 50, 60, 46, 37, 40, 39, 36]
    assert [by_year[str(y)] for y in range(2016, 2025)] == expected
    assert "left out: UGA" in ranks.set_index("period").loc["2024", "note"]


def test_a_cell_that_was_doubted_and_is_ruled_out_later_is_listed_once() -> None:
    rows = [
        flow("UGA", "RUS", 2023, 12_000_000_000, "importer", note="doubtful: no other record"),
        flow("UGA", "RUS", 2023, 67_000_000, source="theirs"),
    ]
    given = {
        "trade": table("trade", rows),
        "investment": table("investment", []),
        "countries": pd.DataFrame({"id": list(NAMES), "name": list(NAMES.values())}),
    }
    (row,) = anomalies(given, WORDS).to_dict("records")
    assert (row["fired"], row["treatment"]) == ("mirror", "left out")
