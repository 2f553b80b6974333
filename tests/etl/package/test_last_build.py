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
from etl.collect.entry import OK, Entry
from etl.collect.store import Store
from etl.derive.registry import DERIVED
from etl.package import last_build
from etl.sources.cache import Cache
from etl.sources.imf_rows import COLUMNS
from etl.sources.source import PUBLISH_ALL

BUNDLED = Path(__file__).resolve().parents[3] / "data" / "raw" / "bundled"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a built package in `out`, and what the build has written down in `derived`."""
    put_raw(tmp_path)
    building.build(tmp_path, tmp_path / "out", cached=True)
    return tmp_path


def put_raw(raw: Path) -> None:
    """The bundled tables and a live answer."""
    shutil.copytree(BUNDLED, raw / "bundled")
    entry = Entry("imf_months", "months/2025", "http://x.org", "2026-11-20T00:00:00Z", status="200", outcome=OK)
    store = Store(raw / "live")
    store.append(store.save(entry, f"{','.join(COLUMNS)}\nRUS,XG_FOB_USD,IRN,M,2025-M01,1000\n".encode()))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_second_build_says_what_the_first_said_and_makes_nothing(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    shutil.rmtree(place / "parsed")
    expected = building.build(place, place / "other")
    assert not (place / "parsed").exists(), "what a package is checked against is read anew"
    before = contents(place / "out")
    summary = building.build(place, place / "out", report=steps.append, cached=True)
    assert (summary.changed, summary.moved, steps) == (False, [], [])
    assert held(place) == [last_build.FILE], "small tables are not held"
    assert (summary.rows, summary.verdicts) == (expected.rows, expected.verdicts)
    assert (summary.version, summary.created, summary.periods) == (expected.version, expected.created, expected.periods)
    assert contents(place / "out") == before
    # a damaged package is made again, whatever was written down
    (place / "out" / "trade.csv").write_text("edited by hand", encoding="utf-8")
    assert building.build(place, place / "out", cached=True).changed
    assert contents(place / "out") == before
    # so it is where the operator may now publish more
    monkeypatch.setenv(PUBLISH_ALL, "yes")
    building.build(place, place / "out", report=steps.append, cached=True)
    assert steps


def held(raw: Path) -> list[str]:
    """Names of what builds of `raw` have put into the cache."""
    return sorted(path.name for path in (raw / "derived").rglob("*") if path.is_file())


def test_a_second_build_makes_what_changed_alone_and_gives_the_bytes_of_a_first(tmp_path: Path) -> None:
    raw = shutil.copytree(BUNDLED, tmp_path / "raw" / "bundled").parent
    building.build(raw, tmp_path / "held", cached=True, large=0)
    tables = {derived.table for derived in DERIVED}
    assert held(raw) == sorted({*tables, "verdicts", last_build.FILE})
    for file in (raw / "derived").rglob("*"):
        os.utime(file, ns=(1, 1))
    shutil.rmtree(tmp_path / "held")
    building.build(raw, tmp_path / "held", cached=True, large=0)
    assert written(raw) == {last_build.FILE}
    file = raw / "bundled" / "agreements.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("Agreement", "agreement", 1), encoding="utf-8")
    building.build(raw, tmp_path / "held", cached=True, large=0)
    assert written(raw) == {last_build.FILE, "pledges", "umbrellas", "verdicts"}
    shutil.copytree(tmp_path / "held", tmp_path / "anew")
    assert not building.build(raw, tmp_path / "anew").changed


def written(raw: Path) -> set[str]:
    """Names of what was put into the cache since all of it was dated back."""
    return {path.name for path in (raw / "derived").rglob("*") if path.is_file() and path.stat().st_mtime_ns > 1}


def test_the_past_is_made_anew(tmp_path: Path) -> None:
    put_raw(tmp_path)
    building.build(tmp_path, tmp_path / "out", "2026-11-22", cached=True, large=0)
    assert held(tmp_path) == []
    assert not (tmp_path / "parsed").exists()


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


def test_the_choice_counts(tmp_path: Path) -> None:
    assert last_build.inputs_of(tmp_path, FOLDER, "") != last_build.inputs_of(tmp_path, FOLDER, "yes")


def test_other_inputs_and_another_package_are_passed_over(tmp_path: Path) -> None:
    cache, out = Cache(folder=tmp_path / "derived"), tmp_path / "out"
    _written(out, "trade.csv")
    assert last_build.summary_of(cache, b"a" * 32, out) is None
    made = last_build.Summary(version="v", created="2026-11-22", changed=True, moved=["a/b"], rows={"trade": 1})
    last_build.put_summary(cache, b"a" * 32, out, made)
    assert last_build.summary_of(cache, b"a" * 32, out) == replace(made, changed=False, moved=[])
    assert last_build.summary_of(cache, b"b" * 32, out) is None
    assert last_build.summary_of(replace(cache, code="other"), b"a" * 32, out) is None
    _written(out, "strange.csv")
    assert last_build.summary_of(cache, b"a" * 32, out) is None
    assert last_build.summary_of(cache, b"a" * 32, tmp_path / "nowhere") is None
