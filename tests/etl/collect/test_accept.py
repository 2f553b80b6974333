"""Bundled tables: their rows and hashes stand in their ledger, and a table that became shorter stops the build."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from etl.__main__ import app
from etl.build import build
from etl.collect import ledger
from etl.collect.accept import accept, bundled_changes
from etl.contract.errors import EtlError

ROOT = Path(__file__).parents[3]
BUNDLED = ROOT / "data" / "raw" / "bundled"
NOW = "2026-12-01T00:00:00Z"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    shutil.copytree(BUNDLED, tmp_path / "raw" / "bundled")
    accept(tmp_path / "raw", "bundled", NOW)
    return tmp_path / "raw"


def test_every_bundled_table_has_the_hash_its_ledger_says(tmp_path: Path) -> None:
    shutil.copytree(BUNDLED, tmp_path / "bundled")
    changed = accept(tmp_path, "bundled", NOW)
    assert changed == [], "a bundled table was edited: run `python -m etl accept bundled` and commit its ledger.csv"
    files = {e.file for e in ledger.read(BUNDLED)}
    assert files == {p.name for p in BUNDLED.glob("*.csv")} - {"ledger.csv"}


def _spoil(path: Path, how: str) -> None:
    content = path.read_bytes()
    lines = content.splitlines(keepends=True)
    path.write_bytes(
        {
            "half": b"".join(lines[: len(lines) // 2]),
            "header": lines[0],
            "one line": b"".join(lines[:-1]),
            "last cell": content[:-3],
            "edited": content.replace(b"IMF IMTS", b"IMF_IMTS", 1),
            "longer": content + lines[-1],
        }[how]
    )


@pytest.mark.parametrize("how", ["half", "header", "one line", "last cell"])
def test_a_shorter_table_stops_the_build_with_a_sentence(how: str, raw: Path, tmp_path: Path) -> None:
    _spoil(raw / "bundled" / "trade.csv", how)
    with pytest.raises(EtlError, match=r"bundled/trade\.csv has \d+ of the \d+ rows .* accept bundled/trade\.csv"):
        build(raw, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    result = CliRunner().invoke(app, ["accept", "bundled/trade.csv", "--raw", str(raw)])
    assert result.exit_code == 0
    assert bundled_changes(raw / "bundled")[0] == []


def test_a_table_that_is_gone_stops_the_build_with_a_sentence(raw: Path, tmp_path: Path) -> None:
    (raw / "bundled" / "contacts.csv").unlink()
    with pytest.raises(EtlError, match=r"bundled/contacts\.csv is gone, and its ledger names it"):
        build(raw, tmp_path / "out")


@pytest.mark.parametrize("how", ["edited", "longer"])
def test_an_edited_table_is_no_fault_but_said_until_it_is_accepted(how: str, raw: Path, tmp_path: Path) -> None:
    assert bundled_changes(raw / "bundled") == ([], [])
    _spoil(raw / "bundled" / "trade.csv", how)
    faults, said = bundled_changes(raw / "bundled")
    assert faults == []
    assert [sentence.partition(" since")[0] for sentence in said] == ["bundled/trade.csv was edited"]
    if how == "edited":
        assert set(said) <= set(build(raw, tmp_path / "out").warnings)
    accept(raw, "bundled/trade.csv", NOW)
    assert bundled_changes(raw / "bundled")[1] == []


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "is empty"), (b"a\n\xff\xfe\x00", "line 2: not UTF-8 text"), (b"\x00\xff", "line 1")]
)
def test_what_is_no_table_may_not_be_accepted_away(content: bytes, said: str, raw: Path) -> None:
    (raw / "bundled" / "arms.csv").write_bytes(content)
    [fault] = bundled_changes(raw / "bundled")[0]
    assert said in fault
    assert "accept" not in fault


def test_a_table_that_the_ledger_lost_is_named_and_may_be_accepted(raw: Path) -> None:
    path = raw / "bundled" / "ledger.csv"
    lines = [line for line in path.read_text().splitlines(keepends=True) if ",trade.csv," not in line]
    path.write_text("".join(lines))
    _spoil(raw / "bundled" / "trade.csv", "half")
    faults = bundled_changes(raw / "bundled")[0]
    assert [fault.partition(":")[0] for fault in faults] == ["bundled/trade.csv has no line in bundled/ledger.csv"]
    assert CliRunner().invoke(app, ["accept", "bundled/trade.csv", "--raw", str(raw)]).exit_code == 0
    assert bundled_changes(raw / "bundled")[0] == []


def test_a_ledger_that_ends_within_a_line_is_cut(raw: Path) -> None:
    path = raw / "bundled" / "ledger.csv"
    path.write_bytes(path.read_bytes()[:-40])
    assert "ends within a line" in bundled_changes(raw / "bundled")[0][0]


def test_a_damaged_line_of_the_ledger_is_no_lost_one(raw: Path) -> None:
    path = raw / "bundled" / "ledger.csv"
    path.write_bytes(path.read_bytes().replace(b",ok,", b",okay,", 1))
    assert bundled_changes(raw / "bundled")[0] == []


def test_a_ledger_without_rows_says_nothing(raw: Path) -> None:
    path = raw / "bundled" / "ledger.csv"
    _, *lines = path.read_text().splitlines()
    cells = ["source,request,address,retrieved,status,outcome,message,sha256,bytes,released,file"]
    path.write_text("\n".join(cells + [",".join(line.split(",")[:11]) for line in lines]) + "\n")
    _spoil(raw / "bundled" / "trade.csv", "half")
    assert bundled_changes(raw / "bundled")[0] == []


def test_a_file_that_is_not_there_cannot_be_accepted(raw: Path) -> None:
    result = CliRunner().invoke(app, ["accept", "bundled/nothing.csv", "--raw", str(raw)])
    assert result.exit_code == 1
