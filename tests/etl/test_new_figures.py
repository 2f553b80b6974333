"""The bundled figures of 2026-11-26 and 27: what they hold, what marks them, and that nothing is filled in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from etl.build import build
from etl.contract.tables import TABLES, bundled
from etl.sources.bundled import earlier, load_bundled

Published = dict[str, pd.DataFrame]
BUNDLED = Path(__file__).parents[2] / "data" / "raw" / "bundled"
PACKAGE = BUNDLED.parents[1] / "processed"
NEW = [t.name for t in bundled() if t.new]


def source(published: Published, name: str) -> pd.DataFrame:
    trade = published["trade"]
    return trade[trade["source"] == name]


def test_the_package_keeps_small() -> None:
    sizes = {path.name: path.stat().st_size for path in PACKAGE.iterdir()}
    assert sum(sizes.values()) < 6_000_000
    assert max(sizes.values()) < 1_500_000


def test_a_folder_of_the_version_before_still_loads(tmp_path: Path) -> None:
    for path in BUNDLED.glob("*.csv"):
        table = TABLES.get(path.stem)
        if table is None or not table.new:
            frame = pd.read_csv(path, dtype="str", keep_default_na=False)
            frame.drop(columns=list(table.added) if table else []).to_csv(tmp_path / path.name, index=False)
    held = load_bundled(tmp_path)
    assert all(held[name].empty for name in NEW)
    assert held["trade"]["doubted"].isna().all()
    assert len(held["trade"]) > 17_000
    of_another = [t.name for t in bundled() if t.new or t.added]
    assert [file.partition("/")[2].partition(".csv ")[0] for file in earlier(tmp_path)] == of_another
    assert "agreements.csv was written by an earlier version: empty is sector_group, witness, and" in " ".join(
        earlier(tmp_path)
    )


def test_a_build_says_which_tables_are_of_an_earlier_version(tmp_path: Path) -> None:
    assert earlier(BUNDLED) == []
    raw = shutil.copytree(BUNDLED, tmp_path / "raw" / "bundled").parent
    (raw / "bundled" / "tonnes.csv").unlink()
    table = pd.read_csv(BUNDLED / "agreements.csv", dtype="str", keep_default_na=False)
    table.drop(columns="sector_group").to_csv(raw / "bundled" / "agreements.csv", index=False)
    lines = (BUNDLED / "ledger.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    ledger = "".join(line for line in lines if "tonnes.csv" not in line)
    (raw / "bundled" / "ledger.csv").write_text(ledger, encoding="utf-8")
    warnings = " ".join(build(raw, tmp_path / "out").warnings)
    assert "tonnes.csv is not there: this table came with a later version" in warnings
    assert (
        "agreements.csv was written by an earlier version: empty is sector_group, and verdicts may differ" in warnings
    )


def test_the_two_vintages_of_the_imf_are_two_sources(published: Published) -> None:
    assert set(source(published, "imts_2026")["vintage_date"]) == {"2026-09-10"}
    assert set(source(published, "imts_rus")["vintage_date"]) == {"2026-05-09"}
    ranks = published["partner_ranks"]
    assert ranks.groupby(["source", "reporter", "period", "flow", "basis", "partner", "root_family"]).size().max() == 1


def test_what_is_not_known_of_iran_s_partners_is_missing(published: Published) -> None:
    rows = source(published, "imts_2026")
    assert set(rows["period"]) == {"2017", "2018", "2019", "2020", "2022", "2023", "2024"}
    iraq = rows[(rows["exporter"] == "IRN") & (rows["importer"] == "IRQ")]
    assert set(iraq["obs_status"]) == {"M"}
    assert iraq["value_usd"].isna().all()
    assert set(rows.loc[rows["period"] == "2023", "list_scope"]) == {"large_pairs"}
    assert "DEU" not in set(rows.loc[(rows["period"] == "2023") & rows["value_usd"].notna(), "exporter"])


def test_estimates_and_doubts_are_columns(published: Published) -> None:
    rows = source(published, "imts_2026")
    pair = rows[rows["exporter"].isin(("RUS", "IRN")) & rows["importer"].isin(("RUS", "IRN"))]
    assert set(pair.loc[pair["period"] >= "2022", "obs_status"]) == {"E"}
    assert set(pair.loc[pair["period"] < "2022", "obs_status"]) == {"A"}
    doubted = rows[rows["doubted"].fillna(False).astype(bool)]
    assert list(zip(doubted["exporter"], doubted["importer"], doubted["period"], strict=True)) == [
        ("BRA", "IRN", "2018")
    ]
    assert not published["trade"]["note"].fillna("").str.startswith("doubtful").any()


def test_compiled_figures_are_nobody_s_record(published: Published) -> None:
    compiled = published["trade"].query("recorded_by == 'compiled'")
    assert set(compiled["source"]) == {"itpd_r01", "unctad_matrix"}
    gaps = published["mirror_gaps"]
    assert not {"itpd_r01", "unctad_matrix"} & {*gaps["export_source"], *gaps["import_source"]}


@pytest.mark.parametrize(("year", "exporter", "millions"), [("2016", "IRN", 287.3), ("2015", "RUS", 1017.2)])
def test_compiled_figures_are_those_of_their_checks(
    published: Published, year: str, exporter: str, millions: float
) -> None:
    name = {"2016": "itpd_r01", "2015": "unctad_matrix"}[year]
    importer = {"IRN": "RUS", "RUS": "IRN"}[exporter]
    rows = source(published, name)
    cell = rows[(rows["exporter"] == exporter) & (rows["importer"] == importer) & (rows["period"] == year)]
    assert round(int(cell["value_usd"].iloc[0]) / 1e6, 1) == millions


def test_a_mean_of_part_of_a_year_says_so(published: Published) -> None:
    months = published["indicators"].query("indicator == 'US.CPI.U'").set_index("period")["months"]
    assert months[["2024", "2025", "2026"]].tolist() == [12, 11, 5]
    assert (months.drop(["2025", "2026"]) == 12).all()


def test_sipri_s_revisions_are_in_two_sources(published: Published) -> None:
    rows = published["arms"].query("supplier == 'IRN' and recipient == 'RUS'").set_index(["source", "period"])
    tiv = rows["tiv_million"]
    assert tiv["sipri_register"][["2022", "2023"]].tolist() == [123, 120]
    assert tiv["sipri_register_2026"][["2022", "2023"]].tolist() == [69, 200]
    deals = published["arms_deals"]
    sums = deals.groupby(["supplier", "recipient", deals["delivery_year"].astype("str")])["tiv_million"].sum()
    assert sums["IRN", "RUS", "2023"] == 200


def test_roll_calls_are_whole_and_only_of_years_that_are_held(published: Published) -> None:
    calls, votes = published["un_roll_calls"], published["un_roll_call_votes"]
    years = calls["date"].str[:4].astype(int)
    assert set(years) - {2020} == {*range(1992, 2020), 2025}
    assert (years == 2020).sum() == 1  # a late vote of session 74
    assert len(calls) == 2_491 + 192
    assert set(votes["roll_call"]) <= set(calls["id"])
    assert votes["country"].nunique() == 19
    late = calls[calls["session"].fillna(0) > 72]
    assert late["important"].isna().all()


def test_acts_have_a_link_a_root_and_a_kind(published: Published) -> None:
    acts = published["acts"]
    for column in ("source_url", "source_url_2"):
        links = acts[column].dropna()
        assert links.str.match(r"https?://[^/\s]+\.[^/\s]+").all()
    assert (acts["source_url"] != acts["source_url_2"]).all()
    assert (acts["publisher"] != acts["publisher_2"]).all()
    assert acts["quote"].dropna().str.split().str.len().max() <= 25
    assert {"jcpoa", "security", "nuclear", "syria", "rivalry"} <= set(acts["claim"])
    own = acts.set_index("id").loc["NE01"]
    assert (own["act_kind"], own["part"]) == ("admission", "uavs")
    assert "months before the war" in own["statement"]


def test_a_search_says_where_when_and_what_it_gave(published: Published) -> None:
    rows = published["searches"]
    assert rows["date"].str.fullmatch(r"\d{4}-\d{2}-\d{2}").all()
    nothing = rows[rows["answer"].str.match("(?i)nothing found|not found|no ")]
    assert not nothing["found"].astype(bool).any()
    assert rows["found"].astype(bool).any()


def test_corrected_rows_say_why(published: Published) -> None:
    def row(table: str, name: str) -> pd.Series[str]:
        return published[table].set_index("id").loc[name]

    for table, ids in {
        "agreements": ["AR02"],
        "history": ["HI11", "HI12"],
        "sanctions_and_events": ["EV013", "EV014", "EV053", "EV074", "EV079"],
        "growth_statements": ["GS12"],
    }.items():
        assert all(isinstance(row(table, name)["correction"], str) for name in ids)
    assert row("history", "HI12")["stance"] == "context"
    assert row("growth_statements", "GS12")["period_label"] == "2025 Jan-Sep"
    assert "months before the war" in row("sanctions_and_events", "EV013")["denial"]
    votes = published["un_resolutions"].set_index("resolution_id")["root_family"]
    assert set(votes[["UV20", "UV26"]]) == {"un_record"}


def test_what_prose_hid_is_a_column(published: Published) -> None:
    events = published["sanctions_and_events"].set_index("id")
    assert not events.loc[["EV060", "EV071"], "mutual_defence"].any()
    assert events["act_kind"].notna().all()
    assert set(events.loc[events["kind"] == "sanction", "act_kind"]) == {"act"}


def test_the_agency_s_share_contradicts_its_own_sum(published: Published) -> None:
    rows = published["investment"].set_index("id")
    share, total = rows.loc["FI117", "share_pct"], rows.loc["FI029", "value_usd"]
    assert round(share * total / 1e8) == 3_373
    assert rows.loc["FI117", "root"] == rows.loc["FI031", "root"]
    assert rows.loc["FI031", "value_usd"] == 2_700_000_000
