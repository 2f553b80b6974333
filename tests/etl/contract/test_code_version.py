"""One name for the code that made a package: it moves with every file that counts, and with nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.contract import code_version


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for name in ("build.py", "claims/arms.toml", "contract/countries.csv", "package/weights.sql"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"one\ntwo\n")
    monkeypatch.setattr(code_version, "HERE", tmp_path)
    yield tmp_path
    code_version._hashes.cache_clear()


def named(*rooms: str) -> str:
    code_version._hashes.cache_clear()
    return code_version.code_version.__wrapped__(*rooms)


def test_a_room_has_a_version_of_its_own(code: Path) -> None:
    before = named(), named("claims", "contract")
    (code / "package/weights.sql").write_bytes(b"other")
    assert named() != before[0]
    assert named("claims", "contract") == before[1]
    (code / "claims/arms.toml").write_bytes(b"other")
    assert named("claims", "contract") != before[1]


@pytest.mark.parametrize("name", ["build.py", "claims/arms.toml", "contract/countries.csv", "package/weights.sql"])
def test_another_text_is_another_version(code: Path, name: str) -> None:
    before = named()
    (code / name).write_bytes(b"one\nthree\n")
    assert named() != before


def test_a_file_that_moves_is_another_version(code: Path) -> None:
    before = named()
    shutil.move(code / "build.py", code / "run.py")
    assert named() != before


def test_line_ends_and_compiled_files_do_not_count(code: Path) -> None:
    before = named()
    (code / "build.py").write_bytes(b"one\r\ntwo\r\n")
    (code / "build.pyc").write_bytes(b"compiled")
    assert named() == before
    assert len(before) == 12
