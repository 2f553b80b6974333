"""A package that was touched anywhere is told from a whole one, with file and row."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.build import OUT, RAW, build
from etl.contract.code_version import code_version
from etl.package.verify import verify


def rebuild(raw: Path, out: Path) -> None:
    build(raw, out)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return Path(shutil.copytree(OUT, tmp_path / "processed"))


def faults(package: Path, raw: Path | None = None, until: str = "") -> dict[str, list[str]]:
    """The faults of each check that has some, of those up to `until` where it is given."""
    result: dict[str, list[str]] = {}
    for check in verify(package, raw, rebuild):
        if check.faults:
            result[check.what] = check.faults
        if check.what == until:
            break
    return result


def test_the_committed_package_is_whole_and_is_what_the_raw_data_give() -> None:
    checks = list(verify(OUT, RAW, rebuild))
    assert [c.what for c in checks] == [
        "hashes",
        "readable",
        "types, keys and bounds",
        "references",
        "provenance",
        "recount",
        "rebuild",
    ]
    assert [c.faults for c in checks] == [[]] * 7


def touch(name: str, change: Callable[[str], str], described: bool = True) -> Callable[[Path], None]:
    """Change a file; with `described` the description is changed with it, as a careful forger would."""

    def done(package: Path) -> None:
        path = package / name
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
        if described:
            descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
            for resource in descriptor["resources"]:
                if resource["path"] == name:
                    resource["hash"] = "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
            (package / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")

    return done


def swap_first(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


def without(name: str) -> Callable[[Path], None]:
    """Take an entry out of the description."""

    def done(package: Path) -> None:
        path = package / "datapackage.json"
        descriptor = json.loads(path.read_text(encoding="utf-8"))
        del descriptor[name]
        path.write_text(json.dumps(descriptor), encoding="utf-8")

    return done


@pytest.mark.parametrize(
    ("change", "what", "said"),
    [
        (touch("trade.csv", swap_first(",A,", ",E,"), described=False), "hashes", "trade.csv: it is not the file"),
        (touch("trade.csv", swap_first(",A,", ",E,")), "hashes", "the data version is"),
        (touch("trade.csv", swap_first(",V,", ",Q,")), "types, keys and bounds", "trade.csv, line 2"),
        (touch("parts.csv", swap_first("trade-rank,", "no-such-claim,")), "references", "parts.csv, line"),
        (lambda p: (p / "arms.csv").unlink(), "hashes", "arms.csv: it is described and is not there"),
        (
            touch("ro-crate-metadata.json", swap_first("#build", "#bulid")),
            "hashes",
            "ro-crate-metadata.json: it is not the file",
        ),
        (
            touch("ro-crate-metadata.json", swap_first("#build", "#bulid")),
            "provenance",
            "leads to #bulid, which is not",
        ),
        (lambda p: (p / "notes.txt").write_text("mine"), "hashes", "notes.txt: the package does not name"),
        (lambda p: (p / "datapackage.json").write_text("{"), "description", "no package can be read"),
        (without("version"), "description", "no package can be read"),
        (without("provenance"), "hashes", "ro-crate-metadata.json: it is not the file"),
    ],
)
def test_what_was_touched_is_named(package: Path, change: Callable[[Path], None], what: str, said: str) -> None:
    change(package)
    result = faults(package, until=what)
    assert any(said in fault for fault in result.get(what, [])), result


def test_a_forged_row_is_named_by_a_rebuild(package: Path) -> None:
    touch("families.csv", swap_first(",true,", ",false,"))(package)
    result = faults(package, RAW)
    assert any(f.startswith("families.csv, line ") and "(row " in f for f in result["rebuild"]), result


def test_a_package_of_another_version_of_the_code_is_said(package: Path) -> None:
    touch("ro-crate-metadata.json", swap_first(code_version(), "0123456789ab"))(package)
    assert "version 0123456789ab of the code made the package" in faults(package, RAW)["rebuild"][0]


def test_a_folder_without_a_package_is_said(tmp_path: Path) -> None:
    assert list(faults(tmp_path)) == ["description"]
    assert list(faults(tmp_path / "nothing")) == ["description"]
