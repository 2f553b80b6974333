"""The log of verdicts of a damaged package: what can be read is kept, and the rest is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.package.verdict_history import read_log

COMMITTED = Path(__file__).resolve().parents[3] / "data" / "processed" / "verdict_log.csv"


def package(folder: Path, content: bytes) -> Path:
    out = folder / "processed"
    out.mkdir()
    (out / "verdict_log.csv").write_bytes(content)
    return out


def test_no_package_is_no_line(tmp_path: Path) -> None:
    rows, faults = read_log(tmp_path / "processed")
    assert (len(rows), faults) == (0, [])


def test_a_whole_log_is_read_without_a_word(tmp_path: Path) -> None:
    content = COMMITTED.read_bytes()
    rows, faults = read_log(package(tmp_path, content))
    assert (len(rows), faults) == (content.count(b"\n") - 1, [])


def test_a_day_to_come_does_not_stay_in_the_log(tmp_path: Path) -> None:
    content = COMMITTED.read_bytes()
    rows, _ = read_log(package(tmp_path, content), "2026-01-01")
    assert set(rows["package_date"]) == {"2026-01-01"}
    rows, _ = read_log(tmp_path / "processed", "2100-01-01")
    assert rows.equals(read_log(tmp_path / "processed")[0])


@pytest.mark.parametrize(
    ("damage", "kept"),
    [
        (lambda text: text.replace(b",supported,", b",superb,", 1), -1),
        (lambda text: text[:-30], None),
        (lambda text: b"\xff\xfe" + text, 0),
        (lambda text: text.replace(b"claim,", b"klaim,", 1), None),
    ],
)
def test_a_damaged_log_is_copied_and_its_good_lines_are_kept(tmp_path: Path, damage: object, kept: int | None) -> None:
    content = damage(COMMITTED.read_bytes())  # type: ignore[operator]
    out = package(tmp_path, content)
    rows, faults = read_log(out)
    lines = COMMITTED.read_bytes().count(b"\n") - 1
    assert len(rows) == {0: 0, -1: lines - 1}.get(kept, len(rows))  # type: ignore[call-overload]
    assert len(rows) < lines
    assert len(faults) == 1
    assert "verdict_log.csv" in faults[0]
    assert (tmp_path / "processed-verdict_log.csv.damaged").read_bytes() == content
