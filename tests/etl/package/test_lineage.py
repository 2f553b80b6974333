"""What tables are made from: answers, files, tables that were read; nothing that a package withholds."""

from __future__ import annotations

import pandas as pd

from etl.collect.entry import Entry
from etl.contract.frames import empty
from etl.contract.tables import TABLES
from etl.derive.registry import DERIVED
from etl.package.lineage import RULES, Lineage, Watched, lineage
from etl.sources import SOURCES

ASKED = ("comtrade", "RUS-2021", "2026-11-27T04:17:00Z")


def ledger(*rows: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[*Entry._fields, "folder"], dtype="str").fillna("")


LINES = ledger(
    {"folder": "bundled", "source": "bundled", "file": "sources.csv", "retrieved": "2026-11-22", "bytes": "3"},
    {"folder": "bundled", "source": "oec", "file": "trade.csv", "retrieved": "2026-11-22", "bytes": "7"},
    {"folder": "bundled", "source": "wits_irn", "file": "trade.csv", "retrieved": "2026-11-26", "bytes": "7"},
    {"folder": "live", "source": "comtrade", "request": "RUS-2021", "retrieved": ASKED[2], "file": "comtrade/a.gz"}
    | {"address": "https://example.org/a", "sha256": "ab", "bytes": "9"},
    {"folder": "live", "source": "comtrade", "request": "RUS-2022", "retrieved": ASKED[2], "outcome": "failed"},
)


def tables() -> dict[str, pd.DataFrame]:
    frames = {name: empty(table) for name, table in TABLES.items()}
    frames["sources"] = pd.DataFrame({"id": ["oec", "wits_irn"]})
    return frames


def made(withheld: tuple[str, ...] = (), **read: set[str]) -> Lineage:
    answers = {"trade": [ASKED]}
    return lineage(tables(), LINES, answers=answers, read=read, live=SOURCES.values(), withheld=withheld)


def test_a_bundled_file_has_all_its_sources_and_its_newest_date() -> None:
    file = made().raw["bundled/trade.csv"]
    assert file.sources == ("oec", "wits_irn")
    assert file.retrieved == "2026-11-26"
    assert made().raw["bundled/sources.csv"].sources == ()  # ours


def test_a_table_comes_from_its_file_and_from_the_answers_that_were_used() -> None:
    assert made().origins["trade"] == ["bundled/trade.csv", "live/comtrade/a.gz"]
    assert made().raw["live/comtrade/a.gz"].address == "https://example.org/a"
    assert made().raw["live/comtrade/a.gz"].sources == tuple(series for series, _ in SOURCES["comtrade"].ids)


def test_answers_whose_rows_are_withheld_lead_to_what_was_computed_from_them() -> None:
    withheld = tuple(series for series, _ in SOURCES["comtrade"].ids)
    origins = made(withheld).origins
    assert origins["trade"] == ["bundled/trade.csv"]
    assert "live/comtrade/a.gz" in origins["partner_ranks"]
    assert "live/comtrade/a.gz" not in origins["pledges"]


def test_a_derived_table_comes_from_what_it_needs() -> None:
    origins = made().origins
    for derived in DERIVED:
        assert set(derived.needs) <= set(origins[derived.table]), derived.table


def test_a_judged_table_comes_from_what_was_read() -> None:
    assert made(verdicts={"acts", RULES, "verdicts"}).origins["verdicts"] == ["acts", RULES]


def test_our_own_words_come_from_the_rules() -> None:
    origins = made().origins
    assert origins["claims"] == origins["rivals"] == origins["messages"] == [RULES]
    assert RULES in origins["verdict_log"]


def test_votes_have_the_sources_of_their_resolutions() -> None:
    frames = tables() | {"un_resolutions": pd.DataFrame({"source": ["oec", "wits_irn"]})}
    lines = ledger({"folder": "bundled", "source": "bundled", "file": "un_votes.csv", "retrieved": "2026-11-27"})
    result = lineage(frames, lines, answers={}, read={}, live=[])
    assert result.raw["bundled/un_votes.csv"].sources == ("oec", "wits_irn")


def test_watched_tables_remember_what_was_looked_at() -> None:
    watched = Watched({"a": pd.DataFrame(), "b": pd.DataFrame(), "c": pd.DataFrame()})
    assert "c" in watched
    assert watched.get("none") is None
    assert watched["a"].empty
    assert watched.read == {"a"}
    assert len(list(watched.values())) == len(watched) == 3
    assert watched.read == {"a", "b", "c"}
