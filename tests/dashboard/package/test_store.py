"""The package is read whole or not at all, typed by its description, and a new build is noticed."""

from __future__ import annotations

import json
import os
import queue
import threading
from pathlib import Path

import pandas as pd
import pytest

from dashboard.package import store as module
from dashboard.package.store import PackageError, Store, load
from tests.dashboard.sample import RANKS, VERSION, write_package


def test_tables_are_typed_by_their_description(package: module.Package) -> None:
    ranks = package.tables["partner_ranks"]
    assert len(ranks) == len(RANKS)
    assert {str(ranks[c].dtype) for c in ("rank", "rank_best", "value_usd", "partners")} == {"Int64"}
    assert str(ranks["share"].dtype) == "Float64"
    assert str(package.tables["specifications"]["holds_strong"].dtype) == "boolean"
    assert str(ranks["period"].dtype) == "str"


def test_an_empty_cell_is_missing_and_namibia_is_not(package: module.Package) -> None:
    row = package.tables["partner_ranks"].query("source == 'wits_irn'").iloc[0]
    assert pd.isna(row["value_usd"])
    assert pd.isna(row["rank_worst"])
    assert "NAM" in set(package.tables["countries"]["id"])


def test_every_table_of_the_description_is_there(package: module.Package) -> None:
    described = {r["name"] for r in package.descriptor["resources"]}
    assert set(package.tables) == described
    assert set(package.fields("claims")) == set(package.tables["claims"].columns)
    assert package.version == VERSION
    assert package.created == "2026-11-22"


def test_writing_into_a_table_changes_no_other_readers(package: module.Package) -> None:
    mine = package.tables["claims"]
    mine["phrase"] = "changed"
    mine.loc[0, "title"] = "changed"
    again = package.tables["claims"]
    assert "changed" not in set(again["phrase"]) | set(again["title"])


def test_a_file_that_is_not_the_described_one_is_refused(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "p")
    (folder / "claims.csv").write_text("id\nother\n", encoding="utf-8")
    with pytest.raises(PackageError, match=r"claims\.csv is not the file"):
        load(folder, tries=2, pause=0)


@pytest.mark.parametrize("broken", ["{", '{"resources": []}', "[]"])
def test_a_broken_description_is_refused(tmp_path: Path, broken: str) -> None:
    (tmp_path / "datapackage.json").write_text(broken, encoding="utf-8")
    with pytest.raises(PackageError, match="no whole package"):
        load(tmp_path, tries=1)


def test_a_missing_package_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match=r"no whole package in .*nowhere"):
        Store(tmp_path / "nowhere")


def test_a_description_cannot_reach_outside_its_folder(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "p")
    path = folder / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    (tmp_path / "secret.csv").write_bytes((folder / "claims.csv").read_bytes())
    (folder / "claims.csv").unlink()
    next(r for r in described["resources"] if r["name"] == "claims")["path"] = "../secret.csv"
    path.write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises(PackageError):
        load(folder, tries=1)


def test_a_new_build_is_noticed(tmp_path: Path) -> None:
    store = Store(write_package(tmp_path / "p"))
    first = store.current()
    write_package(tmp_path / "p", version="ffffffffffff")
    assert store.current().version == "ffffffffffff"
    assert first.version == VERSION  # who holds the old one keeps it


def test_an_unchanged_package_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(write_package(tmp_path / "p"))
    monkeypatch.setattr(module, "load", lambda *_: pytest.fail("read again"))
    assert store.current() is store.current()


def test_half_a_build_is_never_taken(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "p")
    store = Store(folder, retry_after=0)
    claims = (folder / "claims.csv").read_bytes()
    write_package(folder, version="ffffffffffff")
    (folder / "claims.csv").write_bytes(claims + b"late,9,late,late,late\n")
    assert store.current().version == VERSION
    (folder / "claims.csv").write_bytes(claims)
    assert store.current().version == "ffffffffffff"


def test_a_failed_look_is_not_repeated_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_package(tmp_path / "p")
    store = Store(folder, retry_after=3600)
    (folder / "datapackage.json").write_text("{", encoding="utf-8")
    assert store.current().version == VERSION
    monkeypatch.setattr(module, "load", lambda *_: pytest.fail("looked again"))
    assert store.current().version == VERSION


def test_a_package_that_vanishes_leaves_the_old_one(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "p")
    store = Store(folder)
    (folder / "datapackage.json").unlink()
    assert store.current().version == VERSION


@pytest.mark.parametrize("broken", ["half", "gone"])
def test_an_unreadable_package_is_logged_once(tmp_path: Path, caplog: pytest.LogCaptureFixture, broken: str) -> None:
    folder = write_package(tmp_path / "p")
    store = Store(folder, retry_after=0)
    if broken == "half":
        (folder / "datapackage.json").write_text("{", encoding="utf-8")
    else:
        (folder / "datapackage.json").unlink()
    for _ in range(3):
        assert store.current().version == VERSION
    assert len(caplog.messages) == 1
    assert "served on" in caplog.messages[0]


def test_a_folder_exchanged_in_one_step_is_noticed(tmp_path: Path) -> None:
    store = Store(write_package(tmp_path / "p"))
    write_package(tmp_path / "new", version="ffffffffffff")
    os.rename(tmp_path / "p", tmp_path / "old")
    os.rename(tmp_path / "new", tmp_path / "p")
    assert store.current().version == "ffffffffffff"


def test_one_thread_reads_and_the_others_keep_the_old_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(write_package(tmp_path / "p"))
    write_package(tmp_path / "p", version="ffffffffffff")
    reading, go_on, calls = threading.Event(), threading.Event(), []

    def slow(folder: Path, _: module.Package) -> module.Package:
        calls.append(folder)
        reading.set()
        assert go_on.wait(30)
        return load(folder)

    monkeypatch.setattr(module, "load", slow)
    reader = threading.Thread(target=store.current)
    reader.start()
    assert reading.wait(30)
    assert store.current().version == VERSION
    go_on.set()
    reader.join(30)
    assert store.current().version == "ffffffffffff"
    assert len(calls) == 1


def test_a_reader_waits_where_another_worker_has_answered_with_a_newer_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that was started anew has the package of the server's start: it may not answer with it."""
    store = Store(write_package(tmp_path / "p"))
    write_package(tmp_path / "p", version="ffffffffffff")
    store._mark.set((1, 2, 3))  # as the other worker does
    reading, go_on, answers = threading.Event(), threading.Event(), []

    def slow(folder: Path, _: module.Package) -> module.Package:
        reading.set()
        assert go_on.wait(30)
        return load(folder)

    monkeypatch.setattr(module, "load", slow)
    readers = [threading.Thread(target=lambda: answers.append(store.current().version)) for _ in range(3)]
    for reader in readers:
        reader.start()
    assert reading.wait(30)
    go_on.set()
    for reader in readers:
        reader.join(30)
    assert answers == ["ffffffffffff"] * 3


def test_a_build_that_comes_while_one_is_read_is_read_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(write_package(tmp_path / "p"))
    write_package(tmp_path / "p", version="eeeeeeeeeeee")

    def overtaken(folder: Path, _: module.Package) -> module.Package:
        package = load(folder)
        if package.version == "eeeeeeeeeeee":
            write_package(folder, version="ffffffffffff")
        return package

    monkeypatch.setattr(module, "load", overtaken)
    assert store.current().version == "ffffffffffff"


def test_a_table_that_is_the_same_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_package(tmp_path / "p")
    first = load(folder)
    result = [{"id": "other", "position": 1, "phrase": "new", "title": "New", "about": "New."}]
    write_package(folder, version="ffffffffffff", claims=result)
    read, usual = [], module._frame
    monkeypatch.setattr(module, "_frame", lambda content, of: (read.append(of["name"]), usual(content, of))[1])
    second = load(folder, first)
    assert read == ["claims"]
    assert second.tables["partner_ranks"].equals(first.tables["partner_ranks"])
    assert list(second.tables["claims"]["id"]) == ["other"]
    assert second.version == "ffffffffffff"


def test_a_new_package_is_prepared_while_it_is_answered_from(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "p")
    prepared: queue.Queue[str] = queue.Queue()
    answered = threading.Event()

    def prepare(package: module.Package) -> None:
        answered.wait(60)
        prepared.put(package.version)

    store = Store(folder, prepare=prepare)
    write_package(folder, version="ffffffffffff")
    assert store.current().version == "ffffffffffff"
    assert prepared.empty()
    answered.set()
    assert prepared.get(timeout=60) == "ffffffffffff"
    assert store.current().version == "ffffffffffff"


def test_the_fault_is_named_until_the_package_can_be_read_again(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "p")
    store = Store(folder, retry_after=0)
    described = (folder / "datapackage.json").read_bytes()
    for broken in (b"{", b""):
        (folder / "datapackage.json").write_bytes(broken)
        store.current()
        assert "no whole package" in store.fault
    (folder / "datapackage.json").unlink()
    store.current()
    assert "is gone" in store.fault
    (folder / "datapackage.json").write_bytes(described)
    store.current()
    assert store.fault == ""


def test_the_folder_comes_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEDGER_DATA", str(tmp_path))
    assert module.default_folder() == tmp_path
    monkeypatch.delenv("LEDGER_DATA")
    assert module.default_folder().parts[-2:] == ("data", "processed")
