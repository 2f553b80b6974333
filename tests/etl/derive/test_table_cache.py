"""Derived tables that are kept: the same again, made anew as soon as anything they are made of has changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from etl import build as building
from etl.contract.schema import conform
from etl.contract.tables import TABLES
from etl.derive import registry, table_cache
from etl.derive.inputs import Inputs
from etl.derive.registry import Derived
from etl.package import last_build

NAME = "rivals"
ROOT = Path(__file__).resolve().parents[3]


def frame(*ids: str) -> pd.DataFrame:
    return conform(TABLES[NAME], pd.DataFrame({"id": list(ids), "position": range(1, len(ids) + 1)}))


def counted(made: list[str], *ids: str) -> Callable[[], dict[str, pd.DataFrame]]:
    def make() -> dict[str, pd.DataFrame]:
        made.append("once")
        return {NAME: frame(*ids)}

    return make


def test_equal_inputs_are_not_asked_twice(tmp_path: Path) -> None:
    outcome: list[str] = []
    for _ in range(2):
        result = table_cache.cached(tmp_path / "derived", NAME, b"k" * 32, counted(outcome, "a", "b"))[NAME]
        pd.testing.assert_frame_equal(result, frame("a", "b"))
        assert conform(TABLES[NAME], result) is result, "what is kept is in order already"
    assert outcome == ["once"]


def test_a_note_is_read_again_with_the_frames(tmp_path: Path) -> None:
    notes: list[dict[str, list[str]]] = [{}, {}]
    for note in notes:

        def make(note: dict[str, list[str]] = note) -> dict[str, pd.DataFrame]:
            note["read"] = ["trade"]
            return {NAME: frame("a")}

        table_cache.cached(tmp_path, NAME, b"k" * 32, make if note is notes[0] else counted([], "b"), note)
    assert notes == [{"read": ["trade"]}] * 2


def test_another_key_makes_it_anew_and_takes_the_place(tmp_path: Path) -> None:
    result: list[str] = []
    for key in (b"k" * 32, b"l" * 32, b"l" * 32, b"k" * 32):
        table_cache.cached(tmp_path, NAME, key, counted(result, "a"))
    assert len(result) == 3
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


@pytest.mark.parametrize(
    "spoil", [lambda b: b[:-1], lambda b: b[:40], lambda b: b"", lambda b: b[:-1] + bytes([b[-1] ^ 1])]
)
def test_a_damaged_file_is_made_anew(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    result: list[str] = []
    table_cache.cached(tmp_path, NAME, b"k" * 32, counted(result, "a"))
    whole = (tmp_path / NAME).read_bytes()
    (tmp_path / NAME).write_bytes(spoil(whole))
    assert table_cache.cached(tmp_path, NAME, b"k" * 32, counted(result, "a"))[NAME].equals(frame("a"))
    assert (len(result), (tmp_path / NAME).read_bytes()) == (2, whole)


def test_where_the_folder_cannot_be_written_it_is_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file where the folder would be")
    result: list[str] = []
    table_cache.cached(tmp_path / "file", NAME, b"k" * 32, counted(result, "a"))
    assert result == ["once"]


def test_the_folder_is_of_use_for_large_tables_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_cache, "LARGE", 3)
    assert table_cache.of_use(tmp_path, {"a": frame("a"), "b": frame("b")}) is None
    assert table_cache.of_use(tmp_path, {"a": frame("a", "b"), "b": frame("b")}) == tmp_path
    assert table_cache.of_use(None, {"a": frame("a", "b", "c")}) is None


def test_a_key_changes_with_every_cell_type_order_word_and_line_of_code(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = pd.DataFrame({"a": pd.array(["x", "y"], dtype="str"), "n": pd.array([1, None], dtype="Int64")})
    others = [
        rows.assign(a=pd.array(["x", "z"], dtype="str")),
        rows.assign(n=pd.array([None, 1], dtype="Int64")),
        rows.assign(n=rows["n"].astype("Float64")),
        rows.iloc[::-1].reset_index(drop=True),
        rows.rename(columns={"a": "b"}),
        rows.iloc[:1],
    ]
    keys = [table_cache.key_of({"t": f}, {"word": 1}) for f in (rows, *others)]
    keys += [table_cache.key_of({"u": rows}, {"word": 1}), table_cache.key_of({"t": rows}, {"word": 2})]
    monkeypatch.setattr(table_cache, "code", lambda: b"other code")
    keys.append(table_cache.key_of({"t": rows}, {"word": 1}))
    assert len(set(keys)) == len(keys)
    monkeypatch.undo()
    assert table_cache.key_of({"t": rows.copy()}, {"word": 1}) == keys[0]


def test_a_second_build_makes_what_changed_alone_and_gives_the_bytes_of_a_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = shutil.copytree(ROOT / "data" / "raw" / "bundled", tmp_path / "raw" / "bundled").parent
    monkeypatch.setattr(table_cache, "LARGE", 0)
    result: list[str] = []
    monkeypatch.setattr(registry, "DERIVED", tuple(_noted(derived, result) for derived in registry.DERIVED))
    expected = [[derived.table for derived in registry.DERIVED], [], ["pledges", "umbrellas"]]
    for step, tables in enumerate(expected):
        if step == 2:
            file = raw / "bundled" / "agreements.csv"
            file.write_text(file.read_text(encoding="utf-8").replace("Agreement", "agreement", 1), encoding="utf-8")
        result.clear()
        (tmp_path / "derived" / last_build.FILE).unlink(missing_ok=True)  # else there would be nothing to build
        building.build(raw, tmp_path / "held", derived=tmp_path / "derived")
        assert result == tables
        building.build(raw, tmp_path / "anew")
        assert contents(tmp_path / "held") == contents(tmp_path / "anew")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _noted(derived: Derived, made: list[str]) -> Derived:
    def make(inputs: Inputs) -> pd.DataFrame:
        made.append(derived.table)
        return derived.make(inputs)

    return replace(derived, make=make)
