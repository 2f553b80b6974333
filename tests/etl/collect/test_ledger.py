"""A ledger with spoiled lines."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.collect import ledger
from etl.collect.entry import HEADER
from etl.contract.errors import DiskError

HEAD = HEADER.decode()
BLANK = "," * 7
GOOD = f"imf,r/1,,2026-01-01T00:00:00Z,200,ok{BLANK}\n"


def test_no_file_is_no_line(tmp_path: Path) -> None:
    assert (ledger.read(tmp_path), ledger.faults(tmp_path)) == ([], [])


@pytest.mark.parametrize("line", ["imf,r/1", 'imf,"r/1', "\0\0\0", "imf,r/1,a\rb"])
def test_a_spoiled_line_is_named_and_the_others_are_read(tmp_path: Path, line: str) -> None:
    path = tmp_path / "live" / "ledger.csv"
    path.parent.mkdir()
    path.write_text(HEAD + GOOD + line + "\n" + GOOD, encoding="utf-8", newline="")
    assert len(ledger.read(path.parent)) == 2
    (sentence,) = ledger.faults(path.parent)
    assert sentence.startswith("live/ledger.csv, line 3: expected 13 cells")


def test_a_torn_last_line_is_nothing_to_speak_of(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text(HEAD + GOOD + 'imf,"r/1', encoding="utf-8")
    assert [[*e] for e in ledger.read(tmp_path)] == [GOOD.strip().split(",")]
    assert ledger.faults(tmp_path) == []


def test_a_lost_header_takes_no_line_with_it(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text(GOOD + GOOD, encoding="utf-8")
    assert len(ledger.read(tmp_path)) == 2
    ledger.add_header(tmp_path)
    assert path.read_text(encoding="utf-8") == HEAD + GOOD + GOOD


def test_a_header_of_an_earlier_version_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text("source,request\n" + GOOD, encoding="utf-8")
    ledger.add_header(tmp_path)
    assert path.read_text(encoding="utf-8") == HEAD + GOOD


def test_spoiled_lines_are_moved_beside_the_ledger(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text(HEAD + GOOD + "spoiled\n" + GOOD + "torn", encoding="utf-8")
    (sentence,) = ledger.repair(tmp_path)
    assert sentence.endswith(f"found 1; the line was moved to {tmp_path.name}/ledger.damaged.csv")
    assert path.read_text(encoding="utf-8") == HEAD + GOOD + GOOD + "torn"
    assert (tmp_path / "ledger.damaged.csv").read_text(encoding="utf-8") == "spoiled\n"
    assert ledger.repair(tmp_path) == []


@pytest.mark.parametrize("change", [ledger.add_header, ledger.repair])
def test_a_ledger_is_replaced_by_what_is_on_the_disk_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], object]
) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text("source,request\n" + GOOD + "spoiled\n" + GOOD, encoding="utf-8")
    before = path.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(5, "input/output error")))
        with pytest.raises(DiskError, match="input/output error"):
            change(tmp_path)
    assert path.read_bytes() == before
    assert list(tmp_path.glob("*.tmp")) == []
    change(tmp_path)
    assert path.read_bytes() != before
