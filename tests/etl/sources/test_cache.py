"""What a cache holds is the same again, whatever happens to its files; nothing of other code is ever read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pandas as pd
import pytest

from etl.collect.answers import load
from etl.contract.code_version import code_version
from etl.contract.packing import Entry
from etl.sources import SOURCES
from etl.sources.cache import Cache, of_answers

KEY, OTHER = b"k" * 32, b"l" * 32


def frame(*texts: str) -> pd.DataFrame:
    return pd.DataFrame({"a": pd.array(texts, dtype="str")})


class Making:
    """Makes an entry, and counts how often."""

    def __init__(self, *texts: str) -> None:
        self.entry, self.times = Entry({"t": frame(*texts)}, {"read": ["trade"]}), 0

    def __call__(self) -> Entry:
        self.times += 1
        return self.entry


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_what_was_made_once_is_not_made_again(tmp_path: Path) -> None:
    make = Making("x", "y")
    for _ in range(2):
        result = Cache(folder=tmp_path / "new").get("one", KEY, make)
        pd.testing.assert_frame_equal(result.frames["t"], frame("x", "y"))
        assert result.note == {"read": ["trade"]}
    assert make.times == 1


def test_another_key_is_made_anew_and_takes_the_place(tmp_path: Path) -> None:
    make, held = Making("x"), Cache(folder=tmp_path)
    for key in (KEY, OTHER, OTHER, KEY):
        held.get("one", key, make)
    assert make.times == 3
    assert [path.name for path in files(tmp_path)] == ["one"]
    assert held.read("one", OTHER) is None
    assert held.read("one") is not None, "whatever its key is"


@pytest.mark.parametrize(
    "spoil",
    [lambda b: b[:-1], lambda b: b[:40], lambda b: b[:10], lambda b: b"", lambda b: b[:-1] + bytes([b[-1] ^ 1])],
)
def test_a_damaged_file_is_passed_over_and_written_anew(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    make, held = Making("x"), Cache(folder=tmp_path)
    held.get("one", KEY, make)
    (path,) = files(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(spoil(whole))
    assert held.read("one") is None
    assert held.get("one", KEY, make).frames["t"].equals(frame("x"))
    assert (make.times, path.read_bytes()) == (2, whole)


def test_a_file_in_the_place_of_the_folder_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file where the folder would be")
    make, held = Making("x"), Cache(folder=tmp_path / "file")
    for _ in range(2):
        assert held.get("one", KEY, make).frames["t"].equals(frame("x"))
    assert make.times == 2


def test_a_file_that_cannot_be_put_in_place_leaves_nothing(tmp_path: Path) -> None:
    with patch("os.replace", side_effect=OSError("no space left")):
        Cache(folder=tmp_path).put("one", KEY, Making("x")())
    assert files(tmp_path) == []


def test_a_frame_of_another_type_is_given_and_not_held(tmp_path: Path) -> None:
    strange = pd.DataFrame({"n": [1]}, index=[7])
    assert Cache(folder=tmp_path).frame("a", lambda: strange).index.tolist() == [0]
    assert files(tmp_path) == []


def test_a_frame_is_held_by_what_it_is_made_of(tmp_path: Path) -> None:
    held = Cache(folder=tmp_path)
    for made_of in ("a trade", "a arms", "b trade", "a trade"):
        assert held.frame(made_of, lambda made_of=made_of: frame(made_of)).equals(frame(made_of))  # type: ignore[misc]
    assert len(files(tmp_path)) == 3


def test_other_code_reads_nothing_and_clears_away(tmp_path: Path) -> None:
    (tmp_path / "trade").write_bytes(b"of an earlier version")
    make = Making("x")
    for code in ("old", "new"):
        Cache(folder=tmp_path, code=code).get("one", KEY, make)
        (file,) = files(tmp_path)
        assert file.parent.name.startswith(f"{code}-pandas-{pd.__version__}-numpy-")
    assert make.times == 2


def test_answers_are_read_anew_by_other_code_that_reads_them_alone(tmp_path: Path) -> None:
    assert of_answers(tmp_path).code == code_version("contract", "sources") != Cache(folder=tmp_path).code


def test_every_source_gives_the_same_with_and_without_a_cache(quarter_raw: Path, tmp_path: Path) -> None:
    for source, answers in load(quarter_raw / "live").items():
        given = [replace(answer, cache=Cache(folder=tmp_path)) for answer in answers]
        plain = SOURCES[source].tidy(answers)
        for _ in ("written", "read"):
            for name, rows in SOURCES[source].tidy(given).items():
                pd.testing.assert_frame_equal(rows, plain[name])
    assert files(tmp_path)
