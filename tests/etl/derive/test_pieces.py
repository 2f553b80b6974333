"""Results kept one by one: asked once for each input, made anew when a file is damaged or of other code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from etl.derive import pieces as module
from etl.derive.pieces import Pieces, pieces


def asked(folder: Path | None, *given: bytes) -> list[bytes]:
    """The inputs for which a result was made, when these are asked for in one build."""
    result: list[bytes] = []

    def make(one: bytes) -> Callable[[], list[object]]:
        return lambda: [result.append(one), 0.1 + len(one), None]

    with pieces(folder, "name") as known:
        for one in given:
            assert known.of(one, make(one)) == [None, 0.1 + len(one), None]
    return result


def test_a_later_build_makes_what_is_new_alone_and_forgets_what_is_gone(tmp_path: Path) -> None:
    assert asked(tmp_path, b"a", b"b", b"a") == [b"a", b"b"]
    assert asked(tmp_path, b"b", b"cc") == [b"cc"]
    assert asked(tmp_path, b"a", b"b") == [b"a"]


@pytest.mark.parametrize(
    "spoil", [lambda b: b[:-1], lambda b: b"", lambda b: b[:40], lambda b: b[:-9] + bytes([b[-9] ^ 1]) + b[-8:]]
)
def test_a_damaged_file_is_made_anew(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    asked(tmp_path, b"a", b"b")
    whole = (tmp_path / "name").read_bytes()
    (tmp_path / "name").write_bytes(spoil(whole))
    assert asked(tmp_path, b"a", b"b") == [b"a", b"b"]
    assert (tmp_path / "name").read_bytes() == whole


def test_other_code_makes_all_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(tmp_path, b"a")
    monkeypatch.setattr(module, "code", lambda: b"other")
    assert asked(tmp_path, b"a") == [b"a"]
    assert asked(tmp_path, b"a") == []


def test_what_fails_keeps_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), pieces(tmp_path, "name") as known:
        known.of(b"a", lambda: 1 / 0)
    assert not (tmp_path / "name").exists()


def test_without_a_folder_or_where_it_cannot_be_written_results_are_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file where the folder would be")
    for folder in (None, tmp_path / "file"):
        assert asked(folder, b"a", b"a") == [b"a"]
    assert Pieces().of(b"a", lambda: 1) == 1
