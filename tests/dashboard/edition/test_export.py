"""The edition as bytes: equal ones for an equal package, in a folder that was ours, small enough to be passed on."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dashboard.app import Ledger
from dashboard.edition import check, crawl, export
from dashboard.package import archive
from dashboard.package.store import Package

EXPORT = """
import sys
from pathlib import Path
from dashboard.app import create_app
from dashboard.edition import export
export.write_folder(export.edition(create_app(sys.argv[1])), Path(sys.argv[2]))
"""


def test_equal_packages_give_equal_bytes(
    folder: Path, edition: dict[str, bytes], package: Package, tmp_path: Path
) -> None:
    """Also in another process, where Python goes through a set in another order."""
    command = [sys.executable, "-c", EXPORT, str(folder), str(tmp_path / "again")]
    subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": "1"}, check=True)
    again = check.read(tmp_path / "again")
    assert sorted(again) == sorted(edition)
    assert [name for name in edition if again[name] != edition[name]] == []
    again = {name: again[name] for name in edition}
    assert archive.zipped(again, package.created) == archive.zipped(edition, package.created)


def test_the_zip_has_the_time_of_the_package(edition: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(archive.zipped(edition, "2026-05-01"))) as box:
        assert {info.date_time for info in box.infolist()} == {(2026, 5, 1, 0, 0, 0)}
        assert {info.filename.split("/")[0] for info in box.infolist()} == {archive.FOLDER}


def test_an_older_edition_gives_way_and_nothing_else_does(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    export.write_folder({"a/b.html": b"1", check.SUMS: b"00  a/b.html\n"}, folder)
    new = {"c.html": b"2", check.SUMS: b"00  c.html\n"}
    export.write_folder(new, folder)
    assert check.read(folder) == new
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text("mine")
    with pytest.raises(crawl.EditionError, match=r"HEAD is not of the edition"):
        export.write_folder(new, folder)
    assert check.read(folder) == {**new, ".git/HEAD": b"mine"}
    (folder / ".git" / "HEAD").unlink()
    (folder / "way").symlink_to(tmp_path)
    with pytest.raises(crawl.EditionError, match=r"way is not of the edition"):
        export.write_folder(new, folder)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    with pytest.raises(crawl.EditionError, match="holds no edition"):
        export.write_folder({"c.html": b"2"}, tmp_path / "mine")
    assert (tmp_path / "mine" / "letter.txt").read_text() == "dear"


def test_the_folder_may_be_the_current_one_or_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, files = tmp_path / "ledger", {"c.html": b"2", check.SUMS: b"00  c.html\n"}
    folder.mkdir()
    with monkeypatch.context() as inside:
        inside.chdir(folder)
        export.write_folder(files, Path("."))
    assert check.read(folder) == files
    (tmp_path / "link").symlink_to(folder)
    export.write_folder(files, tmp_path / "link")
    assert check.read(tmp_path / "link") == check.read(folder) == files


def test_a_list_that_another_program_wrote_is_no_edition(tmp_path: Path) -> None:
    content = "00  letter.txt\n".encode("utf-16")
    (tmp_path / check.SUMS).write_bytes(content)
    with pytest.raises(crawl.EditionError, match="holds no edition"):
        export.write_folder({"c.html": b"2"}, tmp_path)
    assert (tmp_path / check.SUMS).read_bytes() == content


def test_the_edition_to_pass_on_has_no_zip_of_the_files_beside_it(edition: dict[str, bytes]) -> None:
    passed = export.to_pass_on(edition)
    left_out = set(edition) - set(passed)
    assert left_out == {"data/ledger.zip", *(n for n in edition if re.fullmatch(r"claims/.*/evidence\.(csv|zip)", n))}
    assert len(left_out) > 1
    assert check.faults(passed) == []
    assert b'href="data/ledger.zip"' in edition["data.html"]
    assert b"in the folder" in passed["data.html"]
    assert b"ledger.zip" not in passed["data.html"].replace(b"/data/ledger.zip", b"")


def test_the_published_package_makes_an_edition_within_its_bounds(whole_edition: Path, now: Package) -> None:
    """6 MB packed, 3,000 files; 90 s of a processor, twice what a quiet machine needs."""
    files = check.read(whole_edition)
    passed = export.to_pass_on(files)
    packed = archive.zipped(passed, now.created)
    assert 0 < float((whole_edition.parent / "seconds").read_text()) < 90
    assert check.faults(files) == check.faults(passed) == []
    assert len(packed) < 6_000_000
    assert len(files) < 3_000


def test_scripts_and_sheet_are_those_of_the_source(edition: dict[str, bytes], app: Ledger) -> None:
    assert {f"scripts/{p.name}" for p in export.SCRIPTS.glob("*.js")} | {"scripts/settings.js", "scripts/index.js"} == {
        name for name in edition if name.startswith("scripts/")
    }
    assert b"--paper" in edition["ledger.css"]
    assert b"<style>" not in edition["ledger.css"]
