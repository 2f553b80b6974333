"""The log of verdicts: what can be read of a damaged one, and why a line is added to it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from etl.contract.frames import Tables, conform, empty
from etl.contract.tables import TABLES
from etl.package.verdict_log import read_log, verdict_log

RULES, NEW_RULES = "a" * 12, "b" * 12

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


def verdicts(**given: str) -> Tables:
    rows = [{"claim": "c", "part": p, "rule": "measure", "verdict": v, "sentence": "S."} for p, v in given.items()]
    return {"verdicts": conform(TABLES["verdicts"], pd.DataFrame(rows)), "revisions": empty(TABLES["revisions"])}


def log(*lines: tuple[str, str, str, str, str]) -> pd.DataFrame:
    """Lines of part p: data version (one letter), rule version, date, verdict, why."""
    names = ["data_version", "rule_version", "package_date", "verdict", "why"]
    rows = [{"claim": "c", "part": "p", **dict(zip(names, (v * 12, *rest), strict=True))} for v, *rest in lines]
    return conform(TABLES["verdict_log"], pd.DataFrame(rows)) if rows else empty(TABLES["verdict_log"])


FIRST = ("f", RULES, "2026-01-01", "overstated", "first")


def logged(before: pd.DataFrame, verdict: str, version: str, rules: str = RULES, day: str = "2026-02-01") -> list[str]:
    """Why the new lines were written."""
    after = verdict_log(before, verdicts(p=verdict), version * 12, rules, day)
    assert not after.duplicated(list(TABLES["verdict_log"].key)).any()
    new = after.merge(before[["part", "data_version"]], how="left", indicator=True).query("_merge == 'left_only'")
    return list(new["why"])


def test_the_first_verdict_is_first() -> None:
    assert logged(log(), "overstated", "f") == ["first"]


def test_the_same_verdict_adds_nothing() -> None:
    assert logged(log(FIRST), "overstated", "e") == []
    assert logged(log(FIRST), "overstated", "e", NEW_RULES) == []


def test_a_moved_verdict_says_whether_data_or_a_rule_moved_it() -> None:
    assert logged(log(FIRST), "contradicted", "e") == ["data"]
    assert logged(log(FIRST), "contradicted", "e", NEW_RULES) == ["rule"]


def test_a_part_that_was_not_there_is_first_beside_others() -> None:
    after = verdict_log(log(FIRST), verdicts(p="overstated", q="supported"), "e" * 12, RULES, "2026-02-01")
    assert after[["part", "why"]].values.tolist() == [["p", "first"], ["q", "first"]]


@pytest.mark.parametrize(("old", "new"), [("1", "f"), ("f", "1")])
def test_building_again_adds_nothing_whichever_hash_sorts_first(old: str, new: str) -> None:
    day = "2026-01-01"
    before = log((old, RULES, day, "overstated", "first"), (new, RULES, day, "contradicted", "data"))
    assert logged(before, "contradicted", new, day=day) == []
    assert logged(before, "overstated", "9", day="2026-02-01") == ["data"]


def test_what_moved_it_is_named_when_revisions_were_seen_since() -> None:
    tables = verdicts(p="contradicted")
    rows = [
        {"source": s, "row_table": "trade", "cell": str(i), "old_vintage": "2025", "new_vintage": "2026", "seen": day}
        for i, (s, day) in enumerate([("imts", "2026-01-20"), ("imts", "2026-01-21"), ("old", "2025-12-01")])
    ]
    tables["revisions"] = conform(TABLES["revisions"], pd.DataFrame(rows))
    after = verdict_log(log(FIRST), tables, "e" * 12, RULES, "2026-02-01")
    assert after["moved_by"].dropna().tolist() == ["imts: 2 cells"]
