"""The check finds each fault that it is there for."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from dashboard.edition import addresses, check
from dashboard.package import archive
from tests.dashboard.edition.conftest import BASE


def _summed(edition: dict[str, bytes]) -> dict[str, bytes]:
    files = {name: content for name, content in edition.items() if name != check.SUMS}
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items())
    return {**files, check.SUMS: sums.encode()}


def test_both_editions_are_whole(edition: dict[str, bytes], hosted: dict[str, bytes]) -> None:
    assert check.faults(edition) == []
    assert check.faults(hosted, BASE) == []


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        ('<a href="gone.html">x</a>', "gone.html leads to no file"),
        ('<a href="a.html#gone">x</a>', "a.html#gone leads to no place on its page"),
        ('<a href="#gone">x</a>', "#gone leads to no place on its page"),
        (
            '<img src="https://elsewhere.example/i.svg" alt="">',
            "https://elsewhere.example/i.svg is fetched from elsewhere",
        ),
        (
            '<link rel="stylesheet" href="//elsewhere.example/a.css">',
            "//elsewhere.example/a.css is fetched from elsewhere",
        ),
        ('<p id="x"></p><p id="x"></p>', "the id x is given twice"),
        ('<a href="/a.html">x</a>', "/a.html leads to no file"),
    ],
)
def test_a_fault_of_a_page_is_found(inside: str, fault: str) -> None:
    assert check.faults(_summed({"a.html": inside.encode()})) == [f"a.html: {fault}"]


def test_links_out_and_within_are_no_fault() -> None:
    page = b'<p id="x"><a href="https://elsewhere.example/">out</a><a href="a.html?b=1#x">in</a><img src="data:,"></p>'
    assert check.faults(_summed({"a.html": page})) == []


def test_a_host_that_does_not_exist_is_found() -> None:
    assert check.faults(_summed({"a.txt": addresses.ORIGIN.encode()})) == ["a.txt: an address without a host"]


def test_a_changed_a_missing_and_a_further_file_are_found(edition: dict[str, bytes]) -> None:
    changed = {**edition, "index.html": edition["index.html"] + b" ", "more.txt": b""}
    del changed["data/trade.csv"]
    sums = [fault for fault in check.faults(changed) if "leads to" not in fault]
    assert sums == [
        "data/trade.csv is missing",
        "index.html is not the file that was written",
        "more.txt is not named in SHA256SUMS",
    ]


def test_a_folder_and_a_zip_are_read_alike(edition: dict[str, bytes], place: Path, tmp_path: Path) -> None:
    box = tmp_path / "edition.zip"
    box.write_bytes(archive.zipped(edition, "2026-05-01"))
    assert check.read(box) == check.read(place) == edition
