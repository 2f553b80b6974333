"""What a public package leaves out: rows and values of derived-only sources, and nothing of any other."""

from __future__ import annotations

import pandas as pd
import pytest

from etl.contract.frames import conform, empty
from etl.contract.tables import TABLES
from etl.package import redact
from etl.package.redact import restricted
from etl.sources import SOURCES
from etl.sources.bundled import Tables
from etl.sources.source import PUBLISH_ALL


def made(**rows: list[dict[str, object]]) -> Tables:
    out = {name: empty(table) for name, table in TABLES.items()}
    return out | {name: conform(TABLES[name], pd.DataFrame(given)) for name, given in rows.items()}


def trade(source: str) -> dict[str, object]:
    return {"exporter": "RUS", "importer": "IRN", "period": "2020", "source": source, "value_usd": 5}


def rank(source: str) -> dict[str, object]:
    return {"reporter": "IRN", "partner": "RUS", "source": source, "value_usd": 5, "rank": 3, "share": 0.1}


# large numbers that are no money, and the difference to an expectation that is not passed on either
COUNTS = ("roll_calls", "both_voted", "tonnes", "tonnes_base", "partners", "gap")


def test_money_is_revealing_wherever_a_row_names_its_source() -> None:
    cells = {(c.table, c.column) for c in redact.revealing()}
    assert {("trade_ties", "value_usd"), ("rank_places", "next_below_usd"), ("real_terms", "value_2021_usd")} <= cells
    assert not {("comparators", "sentence"), ("rank_uncertainty", "sentence")} & cells
    for cell in redact.revealing():
        assert set(cell.named_by) <= set(TABLES[cell.table].names), cell


def test_no_money_hides_in_a_column_that_is_not_marked(published: Tables) -> None:
    """A number of a derived table that is as large as a sum of money is one, or is named here."""
    cells = {(c.table, c.column) for c in redact.revealing()}
    named = {c.table for c in redact.revealing()}
    for table in (TABLES[name] for name in sorted(named)):
        for f in table.fields:
            if f.type in ("integer", "number") and (table.name, f.name) not in cells and f.name not in COUNTS:
                assert not (published[table.name][f.name].abs() > 10**6).any(), (table.name, f.name)


def test_a_row_that_cannot_be_without_its_value_is_left_out() -> None:
    lines = [{"line": f"turnover:{s}", "year": 2020, "actual": 5.0, "level": 4.0} for s in ("comtrade:RUS", "imts_rus")]
    rows = redact.public(made(break_lines=lines), {"comtrade"}, "withheld")["break_lines"]
    assert list(rows["line"]) == ["turnover:imts_rus"]


def test_rows_stay_home_and_ranks_and_shares_go_out() -> None:
    tables = made(trade=[trade("comtrade"), trade("imts_rus")], partner_ranks=[rank("comtrade"), rank("imts_rus")])
    out = redact.public(tables, {"comtrade"}, "withheld")
    assert list(out["trade"]["source"]) == ["imts_rus"]
    ranks = out["partner_ranks"].set_index("source")
    assert pd.isna(ranks.loc["comtrade", "value_usd"])
    assert ranks.loc["comtrade", ["rank", "share"]].tolist() == [3, 0.1]
    assert ranks.loc["imts_rus", "value_usd"] == 5


def test_a_gap_goes_out_without_the_side_that_may_not() -> None:
    gap = {"export_source": "imts_rus", "import_source": "comtrade", "export_usd": 5, "import_usd": 6, "gap_log": 0.1}
    row = redact.public(made(mirror_gaps=[gap]), {"comtrade"}, "withheld")["mirror_gaps"].iloc[0]
    assert (row["export_usd"], row["gap_log"]) == (5, 0.1)
    assert pd.isna(row["import_usd"])


def test_a_series_of_one_reporters_books_and_its_sentence_are_withheld() -> None:
    result = {"series": "comtrade:RUS", "actual": 5.0, "works": True, "sentence": "5 million"}
    row = redact.public(made(date_tests=[result]), {"comtrade"}, "withheld")["date_tests"].iloc[0]
    assert pd.isna(row["actual"])
    assert (row["works"], row["sentence"]) == (True, "withheld")


def test_a_condition_is_withheld_by_the_row_that_it_rests_on() -> None:
    text = {"claim": "c", "part": "p", "sentence": "5 million", "messages": "{}"}
    keys = ["comtrade:RUS total 2022 2024", "imts_rus total 2022 2024", None]
    rows = made(conditions=[text | {"position": n, "row_key": key} for n, key in enumerate(keys)])
    out = redact.public(rows, {"comtrade"}, "withheld")["conditions"]
    assert list(out["sentence"]) == ["withheld", "5 million", "5 million"]
    assert list(out["messages"].isna()) == [True, False, False]


def test_nothing_is_left_out_without_such_a_source() -> None:
    tables = made(trade=[trade("comtrade")])
    assert redact.public(tables, set(), "withheld")["trade"] is tables["trade"]


def test_every_source_that_says_so_is_restricted_unless_the_operator_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PUBLISH_ALL, raising=False)
    derived_only = {s.id for s in SOURCES.values() if s.redistribute != "yes"}
    assert "comtrade" in derived_only
    assert derived_only <= restricted(SOURCES.values())
    assert not restricted(SOURCES.values()) & {s.id for s in SOURCES.values() if s.redistribute == "yes"}
    monkeypatch.setenv(PUBLISH_ALL, "yes")
    assert restricted(SOURCES.values()) == set()
