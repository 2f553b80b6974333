"""The folder of a package: nothing of anybody else is cleared away, and a wrong place is said in a sentence."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest

from etl.collect.disk import DESCRIPTOR
from etl.contract.errors import EtlError
from etl.package import publish as publishing
from etl.package.place import check_place
from etl.package.publish import publish
from tests.etl.package.test_publish import NEW, OLD, held, left, package


def test_a_folder_of_something_else_is_never_replaced(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "letter.txt").write_text("dear reader", encoding="utf-8")
    with pytest.raises(EtlError, match=r"letter\.txt"):
        publish(NEW, home)
    assert held(home) == {"letter.txt": b"dear reader"}


STRANGERS = {
    "survey.csv": lambda p: p.write_text("a,b", encoding="utf-8"),
    "notes": lambda p: p.mkdir(),
    "b.csv": lambda p: (p.unlink(), p.symlink_to("/etc/hostname")),
    "fresh.csv": lambda p: p.symlink_to("/etc/hostname"),
}


@pytest.mark.parametrize("name", STRANGERS)
def test_what_a_user_put_beside_our_files_is_not_cleared_away(tmp_path: Path, name: str) -> None:
    out = tmp_path / "processed"
    publish(OLD, out)
    STRANGERS[name](out / name)
    before = sorted(p.name for p in out.iterdir())
    with pytest.raises(EtlError, match=name.replace(".", r"\.")):
        publish(NEW, out)
    assert sorted(p.name for p in out.iterdir()) == before


@pytest.mark.parametrize("name", ["a.csv", DESCRIPTOR])
def test_a_folder_with_the_name_of_a_file_of_ours_is_said_in_a_sentence(tmp_path: Path, name: str) -> None:
    publish(OLD, tmp_path / "processed")
    (tmp_path / "processed" / name).unlink()
    (tmp_path / "processed" / name).mkdir()
    with pytest.raises(EtlError, match="was not written by a build"):
        publish(OLD, tmp_path / "processed")


@pytest.mark.parametrize("descriptor", ["{", "[]", '{"name": "a-survey", "resources": [{"path": "a.csv"}]}'])
def test_the_package_of_somebody_else_is_never_replaced(tmp_path: Path, descriptor: str) -> None:
    out = tmp_path / "survey"
    out.mkdir()
    (out / DESCRIPTOR).write_text(descriptor, encoding="utf-8")
    (out / "interviews.txt").write_text("private", encoding="utf-8")
    before = held(out)
    with pytest.raises(EtlError, match="was not written by a build"):
        publish(NEW, out)
    assert held(out) == before


TITLED = {**package("new", "trade.csv"), "README.md": b"# Ours\n", "trade.csv": b"exporter,importer\nRUS,IRN\n"}


@pytest.mark.parametrize("exchange", [True, False])
@pytest.mark.parametrize(
    "theirs",
    [
        {"README.md": b"# My project\n"},
        {"trade.csv": b"my,columns\n1,2\n"},
        {"README.md": b"# Mine\n", DESCRIPTOR: b'{"name": "a-survey", "files": ["README.md", "trade.csv"]}'},
        {"trade.csv": TITLED["trade.csv"], DESCRIPTOR: b'{"name": "a-survey", "resources": [{"path": "trade.csv"}]}'},
    ],
)
def test_files_of_somebody_else_with_the_names_of_ours_are_never_replaced(
    tmp_path: Path, theirs: dict[str, bytes], exchange: bool
) -> None:
    out = tmp_path / "project"
    out.mkdir()
    for name, content in theirs.items():
        (out / name).write_bytes(content)
    with pytest.raises(EtlError, match="was not written by a build"):
        publish(TITLED, out, exchange=exchange)
    assert held(out) == theirs


@pytest.mark.parametrize("descriptor", [b"{", b"", None])
def test_our_own_package_is_known_by_how_its_files_begin_when_its_descriptor_is_lost(
    tmp_path: Path, descriptor: bytes | None
) -> None:
    out = tmp_path / "processed"
    publish(TITLED | {"trade.csv": b"exporter,importer\nIRN,RUS\n"}, out)
    (out / DESCRIPTOR).unlink()
    if descriptor is not None:
        (out / DESCRIPTOR).write_bytes(descriptor)
    assert publish(TITLED, out)
    assert held(out) == TITLED


def test_a_package_from_before_the_list_of_files_is_replaced(tmp_path: Path) -> None:
    out = tmp_path / "processed"
    out.mkdir()
    old = {"resources": [{"path": "gone.csv"}]}
    (out / DESCRIPTOR).write_text(json.dumps(old), encoding="utf-8")
    for name in ("gone.csv", "README.md"):
        (out / name).write_bytes(b"of the package before")
    assert publish(NEW, out)
    assert held(out) == NEW


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_a_folder_that_may_not_be_written_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(publishing, "_write", refuse)
    with pytest.raises(EtlError, match="folder above --out must be writable"):
        publish(NEW, tmp_path / "processed")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(EtlError, match=f"{tmp_path} may not be written .* folder above --out must be writable"):
        check_place(tmp_path / "not" / "there" / "yet")


def test_an_empty_folder_and_a_lone_table_of_ours_are_replaced(tmp_path: Path) -> None:
    empty, lone = tmp_path / "empty", tmp_path / "lone"
    empty.mkdir()
    lone.mkdir()
    (lone / "a.csv").write_bytes(b"a.csv of new\nkept from before")
    assert publish(NEW, empty)
    assert publish(NEW, lone)
    assert held(empty) == held(lone) == NEW


@pytest.mark.parametrize("place", ["circle", "file", "file/processed", "file/below/processed"])
def test_a_place_for_no_package_is_said_in_one_sentence_before_and_at_publishing(tmp_path: Path, place: str) -> None:
    circle, file = tmp_path / "circle", tmp_path / "file"
    circle.symlink_to(circle)
    file.write_bytes(b"")
    with pytest.raises(EtlError, match=r"leads to no folder|is no folder|file is a file") as before:
        check_place(tmp_path / place)
    with pytest.raises(EtlError) as late:
        publish(NEW, tmp_path / place)
    # of a folder that is to be made the system names the folder, and we the file on the way to it
    assert str(before.value) == str(late.value).replace(f"{file}/below is", f"{file} is")


def test_a_place_that_can_hold_a_package_is_looked_at_and_not_touched(tmp_path: Path) -> None:
    check_place(tmp_path / "not" / "there" / "yet")
    assert left(tmp_path) == []
