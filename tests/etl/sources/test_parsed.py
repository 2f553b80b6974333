"""Answers that were read once: the same frame again, whatever happens to the files that hold it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.collect import store
from etl.sources import SOURCES, parsed
from etl.sources.parsed import FrameCache, packed, unpacked

TEXTS = st.one_of(st.none(), st.text(max_size=4).filter(lambda t: t != ""))
ROWS = st.lists(
    st.tuples(
        TEXTS,
        st.one_of(st.none(), st.integers(-(2**62), 2**62)),
        st.one_of(st.none(), st.floats(allow_nan=False)),
        st.one_of(st.none(), st.booleans()),
    )
)


def frame(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    columns = dict(zip("abcd", zip(*rows, strict=True), strict=False)) if rows else dict.fromkeys("abcd", ())
    kinds = dict(zip("abcd", ("str", "Int64", "Float64", "boolean"), strict=True))
    return pd.DataFrame({name: pd.array(list(columns[name]), dtype=kinds[name]) for name in "abcd"})


@given(ROWS)
def test_a_frame_is_the_same_after_it_was_kept(rows: list[tuple[object, ...]]) -> None:
    pd.testing.assert_frame_equal(unpacked(packed(frame(rows))), frame(rows), check_index_type=False)


def test_what_is_kept_is_not_made_again(tmp_path: Path) -> None:
    cached, result = FrameCache(folder=tmp_path / "parsed", sha256="a" * 64), []

    def make() -> pd.DataFrame:
        result.append(1)
        return frame([("x", 1, 0.5, True)])

    assert cached.get("trade", make).equals(cached.get("trade", make))
    assert len(result) == 1
    cached.get("arms", make)
    FrameCache(folder=tmp_path / "parsed", sha256="b" * 64).get("trade", make)
    assert len(result) == 3, "another table or another answer is another file"


def test_other_code_reads_anew_and_its_files_are_cleared_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cached = FrameCache(folder=tmp_path, sha256="a" * 64)
    for code, value in (("old", 1), ("new", 2)):
        monkeypatch.setattr(parsed, "_code", lambda code=code: code)
        assert cached.get("trade", lambda value=value: frame([("x", value, 0.5, True)]))["b"].tolist() == [value]
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


@pytest.mark.parametrize("spoil", [lambda b: b[:-1], lambda b: b[:10], lambda b: b"", lambda b: b[:-1] + b"\xff"])
def test_a_damaged_file_is_passed_over_and_written_anew(tmp_path: Path, spoil: object) -> None:
    cached = FrameCache(folder=tmp_path, sha256="a" * 64)
    first = cached.get("trade", lambda: frame([("x", 1, 0.5, True)]))
    (path,) = [p for p in tmp_path.rglob("*") if p.is_file()]
    whole = path.read_bytes()
    path.write_bytes(spoil(whole))  # type: ignore[operator]
    assert cached.get("trade", lambda: first).equals(first)
    assert path.read_bytes() == whole


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "parsed").write_text("a file where the folder would be")
    cached = FrameCache(folder=tmp_path / "parsed", sha256="a" * 64)
    assert len(cached.get("trade", lambda: frame([("x", 1, 0.5, True)]))) == 1


def test_every_source_gives_the_same_with_and_without_the_folder(quarter_raw: Path, tmp_path: Path) -> None:
    for source, answers in store.load(quarter_raw / "live").items():
        plain = SOURCES[source].tidy([replace(answer, parsed=None) for answer in answers])
        cached = [replace(a, parsed=FrameCache(folder=tmp_path, sha256=a.sha256)) for a in answers]
        for _ in ("written", "read"):
            for name, frame in SOURCES[source].tidy(cached).items():
                pd.testing.assert_frame_equal(frame, plain[name])
    assert any(path.is_file() for path in tmp_path.rglob("*"))
