"""Publishing: the exchange, the slow way, two at once, and a reader that looks in between."""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from etl.collect.disk import DESCRIPTOR, lock
from etl.contract.errors import Busy
from etl.package.publish import publish

Files = Mapping[str, bytes]


def package(edition: str, *names: str) -> dict[str, bytes]:
    """A small package: files that name their edition, and a descriptor with their hashes."""
    files = {name: f"{name} of {edition}\n".encode() * 50 for name in names}
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    return {**files, DESCRIPTOR: json.dumps({"files": [*names, DESCRIPTOR], "hashes": hashes}).encode()}


OLD = package("old", "a.csv", "b.csv", "gone.csv")
NEW = package("new", "a.csv", "b.csv", "fresh.csv")


def held(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}


def left(folder: Path) -> list[str]:
    """What a publication leaves beside its package, but for its lock."""
    return [p.name for p in folder.iterdir() if not p.name.endswith(".lock")]


def whole(folder: Path) -> bool:
    """What a reader asks: has every file that the descriptor names the hash it gives?"""
    hashes = json.loads((folder / DESCRIPTOR).read_bytes())["hashes"]
    files = held(folder)
    return all(n in files and hashlib.sha256(files[n]).hexdigest() == digest for n, digest in hashes.items())


@pytest.mark.parametrize("exchange", [True, False])
def test_replaces_every_file_and_leaves_nothing_else(tmp_path: Path, exchange: bool) -> None:
    out = tmp_path / "processed"
    assert publish(OLD, out, exchange=exchange)
    assert publish(NEW, out, exchange=exchange)
    assert held(out) == NEW
    assert left(tmp_path) == ["processed"]


@pytest.mark.parametrize("exchange", [True, False])
def test_equal_files_are_not_touched(tmp_path: Path, exchange: bool) -> None:
    out = tmp_path / "processed"
    publish(OLD, out, exchange=exchange)
    before = (out / DESCRIPTOR).stat().st_mtime_ns, out.stat().st_ino
    assert not publish(OLD, out, exchange=exchange)
    assert ((out / DESCRIPTOR).stat().st_mtime_ns, out.stat().st_ino) == before


@pytest.mark.parametrize("error", [AttributeError, OSError, TypeError])
def test_takes_the_slow_way_where_folders_cannot_be_exchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    """Without the function, without the library, and on Windows, where a library has a name."""

    def unknown(*_: Any, **__: Any) -> None:
        raise error

    out = tmp_path / "processed"
    publish(OLD, out)
    monkeypatch.setattr(ctypes, "CDLL", unknown)
    inode = out.stat().st_ino
    publish(NEW, out)
    assert held(out) == NEW
    assert out.stat().st_ino == inode, "the slow way replaces files, not the folder"


def test_the_old_package_is_untouched_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "processed"
    publish(OLD, out)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError("input/output error")))
        with pytest.raises(OSError, match="input/output"):
            publish(NEW, out)
    assert held(out) == OLD
    assert left(tmp_path) == ["processed"]


def test_a_reader_that_polls_sees_one_package_or_the_other(tmp_path: Path) -> None:
    out = tmp_path / "processed"
    publish(OLD, out)
    done = threading.Event()
    wrong: list[str] = []
    seen: set[str] = set()

    def poll() -> None:
        while not done.is_set() or not seen:
            try:
                result = {name: (out / name).read_bytes() for name in ("a.csv", DESCRIPTOR)}
            except FileNotFoundError as err:
                wrong.append(f"a moment without {err.filename}")
                continue
            wrong.extend(f"half of {n}" for n, content in result.items() if content not in (OLD[n], NEW[n]))
            seen.add(result["a.csv"].decode().split()[2])

    reader = threading.Thread(target=poll)
    reader.start()
    try:
        for turn in range(40):
            publish(NEW if turn % 2 == 0 else OLD, out)
    finally:
        done.set()
        reader.join()
    assert not wrong
    assert seen <= {"old", "new"}


def test_folders_that_a_run_left_behind_are_cleared_away_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock says that nobody needs them; a process with the number in their name may be any other by now."""
    monkeypatch.setattr(os, "kill", None)  # which on Windows would end that process
    out = tmp_path / "processed"
    publish(OLD, out)
    for number in (999999999, os.getppid()):
        (tmp_path / f"processed.tmp-{number}").mkdir()
    with lock(tmp_path / ".processed.lock"), pytest.raises(Busy):
        publish(NEW, out)
    assert len(left(tmp_path)) == 3
    publish(NEW, out)
    assert left(tmp_path) == ["processed"]


def test_a_link_to_a_folder_is_followed(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "processed"
    publish(OLD, real)
    link.symlink_to(real)
    assert publish(NEW, link)
    assert link.is_symlink()
    assert held(real) == NEW
    assert sorted(left(tmp_path)) == ["processed", "real"]


def test_a_mount_point_is_filled_file_by_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "processed"
    publish(OLD, out)
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == out)
    inode = out.stat().st_ino
    assert publish(NEW, out)
    assert (held(out), out.stat().st_ino) == (NEW, inode)
    assert left(tmp_path) == ["processed"]
    assert not publish(NEW, out)


def test_two_publications_at_once_do_not_mix(tmp_path: Path) -> None:
    out = tmp_path / "processed"
    publish(OLD, out)
    with lock(tmp_path / ".processed.lock"), pytest.raises(Busy):
        publish(NEW, out)
    assert held(out) == OLD


def test_a_users_folder_with_a_name_like_ours_is_not_cleared_away(tmp_path: Path) -> None:
    mine = tmp_path / "processed.tmp-20240101"
    (mine / "letters").mkdir(parents=True)
    publish(NEW, tmp_path / "processed")
    assert mine.exists()
