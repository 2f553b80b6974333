"""The command line: exit codes, one clear line per fault, and words that are not wrapped off a terminal."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from etl import __main__ as command
from etl.build import Summary
from etl.collect.clock import Clock
from etl.collect.disk import ROOT, lock
from etl.contract.errors import SchemaError, Violation

LONG = "x" * 300


def run(*given: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(command.app, [str(g) for g in given])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def building(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A build that does what the test tells it to, and remembers what it was asked."""
    result: dict[str, Any] = {
        "summary": Summary(
            version="a" * 12,
            created="2026-11-22",
            changed=True,
            rows={"trade": 7},
            periods=("1992", "2025"),
            verdicts=[("c", "p", "supported")],
            moved=["c/p: depends -> supported (data): New figures."],
        )
    }

    def build(raw: Path, out: Path, as_of: str | None, report: Any, article: Path, *, cached: bool) -> Summary:
        result.update(raw=raw, out=out, as_of=as_of, article=article, cached=cached)
        report("measuring")
        if "error" in result:
            raise result["error"]
        return result["summary"]  # type: ignore[no-any-return]

    monkeypatch.setattr(command.building, "build", build)
    return result


def test_build_tells_rows_periods_and_verdicts(building: dict[str, Any], tmp_path: Path) -> None:
    code, out, err = run("build", "--raw", tmp_path, "--out", tmp_path / "o", "--as-of", "2026-11-22")
    assert code == 0
    assert building["cached"]
    assert (building["raw"], building["out"], building["as_of"]) == (tmp_path, tmp_path / "o", "2026-11-22")
    assert "data version aaaaaaaaaaaa, package date 2026-11-22, new" in out
    assert "periods 1992 to 2025" in out
    assert ["trade", "7", "observed"] in [line.split() for line in out.splitlines()]
    assert ["c/p", "supported"] in [line.split() for line in out.splitlines()]
    assert "verdicts that changed against the package before: 1" in out
    assert "c/p: depends -> supported (data): New figures." in out
    assert err.splitlines() == ["measuring"]


def test_the_claims_of_another_article_can_be_named(building: dict[str, Any], tmp_path: Path) -> None:
    assert run("build", "--quiet", "--claims", tmp_path)[0] == 0
    assert building["article"] == tmp_path


def test_a_quiet_build_says_nothing(building: dict[str, Any]) -> None:
    assert run("build", "--quiet") == (0, "", "")


@pytest.mark.parametrize(
    "error",
    [
        SchemaError([Violation(file=f"{LONG}.csv", line=3, column="value_usd", expected="a whole number", found="x")]),
        OSError("no space left on device"),
    ],
)
def test_a_failed_build_says_why_in_one_line_and_leaves_with_1(building: dict[str, Any], error: Exception) -> None:
    building["error"] = error
    code, _, err = run("build", "--quiet")
    assert code == 1
    assert err.splitlines() == [str(error), "nothing was published"], "not wrapped, not boxed, no traceback"


def test_a_source_that_was_left_out_is_reported_and_leaves_with_1(building: dict[str, Any]) -> None:
    building["summary"].failed.append("comtrade: cut off")
    code, _, err = run("build", "--quiet")
    assert (code, err) == (1, "left out: comtrade: cut off\n")


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "2026-1-1", "20261122"])
def test_a_day_that_is_not_valid_is_wrong_usage(building: dict[str, Any], day: str) -> None:
    code, _, err = run("build", "--as-of", day)
    assert code == 2
    assert "YYYY-MM-DD" in err
    assert "as_of" not in building


def test_without_a_command_help_is_shown_and_it_is_wrong_usage() -> None:
    result = CliRunner().invoke(command.app, [])
    assert result.exit_code == 2
    assert "build" in result.output


END = """
import atexit, os, runpy, sys
atexit.register(os.write, 1, b"end")
sys.stdout, sys.argv = None, ["etl", "build", "--help"]
runpy.run_module("etl", run_name="__main__")
"""


def test_a_command_ends_well_without_an_output_and_with_all_that_is_to_be_done_at_the_end() -> None:
    """Profiles and coverage are written then; a scheduler may close the output."""
    result = subprocess.run([sys.executable, "-c", END], capture_output=True, cwd=ROOT)
    assert (result.returncode, result.stdout, result.stderr) == (0, b"end", b"")


def test_a_build_waits_for_nobody_and_says_who_is_at_work(building: dict[str, Any], tmp_path: Path) -> None:
    with lock(tmp_path / ".lock"):
        code, _, err = run("build", "--raw", tmp_path / "raw", "--out", tmp_path / "o")
    assert (code, err.strip()) == (3, "another run holds the lock; nothing was done")
    assert "raw" not in building


def test_a_package_date_in_the_future_is_said(building: dict[str, Any], tmp_path: Path) -> None:
    later = (Clock().now() + timedelta(days=400)).date().isoformat()
    building["summary"] = Summary(version="a" * 12, created=later, changed=True, warnings=["verdict_log.csv: damaged"])
    code, _, err = run("build", "--quiet", "--raw", tmp_path / "raw")
    assert code == 0
    assert err.splitlines()[0] == "verdict_log.csv: damaged"
    assert f"the package date {later} lies in the future" in err
