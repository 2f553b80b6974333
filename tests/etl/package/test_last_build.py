"""Where nothing has changed there is nothing to build; any change, of what goes in or of the package, is seen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from etl import build as building
from etl.claims import FOLDER
from etl.package import last_build
from etl.sources.base import PUBLISH_ALL

BUNDLED = Path(__file__).resolve().parents[3] / "data" / "raw" / "bundled"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a built package in `out`, and what the build has written down in `derived`."""
    shutil.copytree(BUNDLED, tmp_path / "bundled")
    building.build(tmp_path, tmp_path / "out", derived=tmp_path / "derived")
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_second_build_says_what_the_first_said_and_makes_nothing(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    expected = building.build(place, place / "other")
    before = contents(place / "out")
    summary = building.build(place, place / "out", report=steps.append, derived=place / "derived")
    assert (summary.changed, summary.moved, steps) == (False, [], [])
    assert [path.name for path in (place / "derived").iterdir()] == [last_build.FILE], "small tables are not held"
    assert (summary.rows, summary.verdicts) == (expected.rows, expected.verdicts)
    assert (summary.version, summary.created, summary.periods) == (expected.version, expected.created, expected.periods)
    assert contents(place / "out") == before
    # a damaged package is made again, whatever was written down
    (place / "out" / "trade.csv").write_text("edited by hand", encoding="utf-8")
    assert building.build(place, place / "out", derived=place / "derived").changed
    assert contents(place / "out") == before
    # so it is where the operator may now publish more
    monkeypatch.setenv(PUBLISH_ALL, "yes")
    building.build(place, place / "out", report=steps.append, derived=place / "derived")
    assert steps


def _written(folder: Path, name: str, text: str = "x") -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: _written(raw, "bundled/arms.csv"),
        lambda raw: _written(raw, "bundled/new.csv"),
        lambda raw: (raw / "bundled" / "arms.csv").unlink(),
        lambda raw: _written(raw, "live/ledger.csv", "a,b"),
        lambda raw: (raw / "live" / "ledger.csv").unlink(),
        lambda raw: os.utime(raw / "live" / "ledger.csv", ns=(1, 1)),
        lambda raw: _written(raw, "article/words.toml"),
    ],
)
def test_whatever_goes_in_counts(tmp_path: Path, change: Callable[[Path], object]) -> None:
    for name in ("bundled/arms.csv", "live/ledger.csv", "article/article.toml"):
        _written(tmp_path, name, name)
    before = last_build.inputs_of(tmp_path, tmp_path / "article", "")
    assert before == last_build.inputs_of(tmp_path, tmp_path / "article", "")
    change(tmp_path)
    assert last_build.inputs_of(tmp_path, tmp_path / "article", "") != before


def test_code_and_choice_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = last_build.inputs_of(tmp_path, FOLDER, "")
    assert last_build.inputs_of(tmp_path, FOLDER, "yes") != before
    monkeypatch.setattr(last_build, "code", lambda: b"other code")
    assert last_build.inputs_of(tmp_path, FOLDER, "") != before


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"inputs": "a"}', '{"inputs": "a", "package": "b", "summary": {}}']
)
def test_a_damaged_file_and_another_package_are_passed_over(tmp_path: Path, content: str) -> None:
    _written(tmp_path, last_build.FILE, content)
    _written(tmp_path, "out/trade.csv")
    last = last_build.LastBuild(folder=tmp_path, inputs="a")
    assert last.summary(tmp_path / "out") is None
    made = last_build.Summary(version="v", created="2026-11-22", changed=True, moved=["a/b"], rows={"trade": 1})
    last.put(tmp_path / "out", made)
    assert last.summary(tmp_path / "out") == replace(made, changed=False, moved=[])
    assert last_build.LastBuild(folder=tmp_path, inputs="b").summary(tmp_path / "out") is None
    _written(tmp_path, "out/strange.csv")
    assert last.summary(tmp_path / "out") is None
    assert last.summary(tmp_path / "nowhere") is None
