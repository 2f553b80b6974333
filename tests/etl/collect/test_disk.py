"""Where data are looked for, in a checkout and in an installed wheel."""

from __future__ import annotations

import multiprocessing
import sys
from pathlib import Path

import pytest

from etl.collect import disk
from etl.collect.disk import furnish, home, lock, shipped, writing
from etl.contract.errors import Busy, DiskError


def test_a_checkout_uses_its_own_folder() -> None:
    assert disk.checkout()
    assert disk.RAW == disk.ROOT / "data" / "raw"


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        ({"LEDGER_HOME": "/srv/ledger"}, Path("/srv/ledger")),
        ({"XDG_DATA_HOME": "/home/a/share"}, Path("/home/a/share/russia-iran-ledger")),
        ({}, Path.home() / ".local" / "share" / "russia-iran-ledger"),
    ],
)
def test_the_users_folder(env: dict[str, str], expected: Path) -> None:
    assert home(env) == expected


def test_figures_of_the_wheel_are_brought_and_answers_of_the_user_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "share" / "russia-iran-ledger"
    (source / "raw" / "bundled").mkdir(parents=True)
    (source / "raw" / "bundled" / "ledger.csv").write_text("new", encoding="utf-8")
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    assert shipped() == source
    data = tmp_path / "home"
    (data / "raw" / "live").mkdir(parents=True)
    (data / "raw" / "live" / "ledger.csv").write_text("mine", encoding="utf-8")
    for _ in range(2):
        furnish(data, source)
    assert (data / "raw" / "bundled" / "ledger.csv").read_text(encoding="utf-8") == "new"
    assert (data / "raw" / "live" / "ledger.csv").read_text(encoding="utf-8") == "mine"


def test_a_checkout_brings_nothing(tmp_path: Path) -> None:
    furnish(tmp_path / "home")
    assert not (tmp_path / "home").exists()


def _hold(path: Path, held: object, release: object) -> None:
    with lock(path):
        held.set()  # type: ignore[attr-defined]
        release.wait(10)  # type: ignore[attr-defined]


def test_two_runs_at_once(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    held, release = spawn.Event(), spawn.Event()
    other = spawn.Process(target=_hold, args=(tmp_path / ".lock", held, release))
    other.start()
    assert held.wait(30)
    with pytest.raises(Busy, match="another run"), lock(tmp_path / ".lock"):
        pass
    other.kill()
    other.join()
    with lock(tmp_path / ".lock"):
        assert (tmp_path / ".lock").exists()


def test_what_cannot_be_written_is_named(tmp_path: Path) -> None:
    path = tmp_path / "missing" / "file"
    with pytest.raises(DiskError, match="file cannot be written: No such file"), writing(path):
        path.write_text("x")
