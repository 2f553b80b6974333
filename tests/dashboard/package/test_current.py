"""A new build is noticed, read by one thread and marked for all workers; until then the package before is served."""

from __future__ import annotations

import os
import queue
import sys
import threading
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.package import current
from dashboard.package.current import Mark, Store
from dashboard.package.reading import PackageError, load
from dashboard.package.store import Package
from tests.dashboard.sample import VERSION, write_package


def test_a_missing_package_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match=r"no whole package in .*nowhere"):
        Store(tmp_path / "nowhere")


def test_a_new_build_is_noticed(tmp_path: Path) -> None:
    store = Store(write_package(tmp_path / "p"))
    first = store.current()
    write_package(tmp_path / "p", version="ffffffffffff")
    assert store.current().version == "ffffffffffff"
    assert first.version == VERSION  # who holds the old one keeps it


def test_an_unchanged_package_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(write_package(tmp_path / "p"))
    monkeypatch.setattr(current, "load", lambda *_: pytest.fail("read again"))
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
    monkeypatch.setattr(current, "load", lambda *_: pytest.fail("looked again"))
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

    def slow(folder: Path, _: Package) -> Package:
        calls.append(folder)
        reading.set()
        assert go_on.wait(30)
        return load(folder)

    monkeypatch.setattr(current, "load", slow)
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

    def slow(folder: Path, _: Package) -> Package:
        reading.set()
        assert go_on.wait(30)
        return load(folder)

    monkeypatch.setattr(current, "load", slow)
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

    def overtaken(folder: Path, _: Package) -> Package:
        package = load(folder)
        if package.version == "eeeeeeeeeeee":
            write_package(folder, version="ffffffffffff")
        return package

    monkeypatch.setattr(current, "load", overtaken)
    assert store.current().version == "ffffffffffff"


def test_a_new_package_is_prepared_while_it_is_answered_from(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "p")
    prepared: queue.Queue[str] = queue.Queue()
    answered = threading.Event()

    def prepare(package: Package) -> None:
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


def test_it_names_the_build_that_was_set_last() -> None:
    mark = Mark()
    assert not mark.names((1, 2, 3))
    mark.set((1, 2, 3))
    assert mark.names((1, 2, 3))
    mark.set((1, 2, 4))
    assert not mark.names((1, 2, 3))


@pytest.mark.skipif(sys.platform == "win32", reason="workers are forked")
def test_a_forked_process_shares_it() -> None:
    mark = Mark()
    child = os.fork()
    if not child:
        mark.set((7, 8, 9))
        os._exit(0)
    os.waitpid(child, 0)
    assert mark.names((7, 8, 9))


def test_outside_of_a_request_it_is_today() -> None:
    assert current.today() == date.today()


def test_a_day_is_given_by_the_environment_and_not_by_a_header(client: FlaskClient) -> None:
    with client.application.test_request_context("/", environ_base={current.DAY: "2020-02-29"}):
        assert current.today() == date(2020, 2, 29)
    with client.application.test_request_context("/", headers={"ledger.day": "2020-02-29"}):
        assert current.today() == date.today()


def test_a_page_is_written_for_its_day(client: FlaskClient) -> None:
    later = client.get("/", environ_base={current.DAY: "2099-01-01"}).get_data(as_text=True)
    assert "years ago" in later
    assert "These data are old" in later
    assert "years ago" not in client.get("/").get_data(as_text=True)
