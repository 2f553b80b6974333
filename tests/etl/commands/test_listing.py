"""The commands that list the sources of a package, as somebody types them."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from etl.__main__ import app
from etl.collect.clock import Clock


def run(*given: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [str(g) for g in given])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch, published: dict[str, Any]) -> Any:
    """Let it be so many days after the newest file of the bundle was seen."""
    newest = datetime.fromisoformat(published["sources"]["last_succeeded"].dropna().max())
    return lambda days: monkeypatch.setattr(Clock, "now", lambda _: newest + timedelta(days=days))


def _rows(package: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(run("sources", "--out", package, "--json")[1])
    return rows


def test_sources_are_listed_and_as_json(package: Path) -> None:
    code, out, _ = run("sources", "--out", package)
    assert code == 0
    assert any(line.startswith("imts_rus ") and " yes " in line for line in out.splitlines())
    titles = {line.find(row["title"]) for line, row in zip(out.splitlines(), _rows(package), strict=True)}
    assert len(titles) == 1, "the columns stand below one another, however long a cell"
    rows = _rows(package)
    assert {r["id"] for r in rows} >= {"imts_rus", "official_statements", "un_pigeon"}
    assert all(r["rows"] > 0 for r in rows if r["mode"] == "bundled")


def test_status_is_well_while_every_source_is_within_its_cadence(package: Path, on: Any) -> None:
    on(1)
    code, out, _ = run("status", "--out", package)
    assert code == 0
    assert re.search(r"^fresh +imts_rus +\d+ days old, new every 92 days +ok", out, re.MULTILINE)
    assert "stale" not in out


def test_status_leaves_with_1_when_a_source_is_stale(package: Path, on: Any) -> None:
    on(120)
    code, out, _ = run("status", "--out", package, "--json")
    assert code == 1
    rows = {r["id"]: r for r in json.loads(out)}
    assert {name: rows[name]["state"] for name in ("imts_rus", "history")} == {"imts_rus": "stale", "history": "fresh"}
    assert rows["imts_rus"]["days"] >= 120


@pytest.mark.parametrize("name", ["sources", "status"])
def test_without_a_package_it_says_how_to_make_one(tmp_path: Path, name: str) -> None:
    code, out, err = run(name, "--out", tmp_path)
    assert (code, out) == (1, "")
    assert "python -m etl build" in err
