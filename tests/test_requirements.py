"""What is installed: pinned, with hashes, without the name of a host, and as pyproject.toml asks for."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
LISTS = sorted((ROOT / "requirements").glob("*.txt"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PIN = re.compile(r"^([a-z0-9.-]+)==([^\s;\\]+)( ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def _pins(path: Path) -> dict[str, set[str]]:
    """Versions by name."""
    pins: dict[str, set[str]] = {}
    for match in map(PIN.match, path.read_text(encoding="utf-8").splitlines()):
        if match:
            pins.setdefault(match[1], set()).add(match[2])
    return pins


@pytest.mark.parametrize("path", LISTS, ids=lambda p: p.stem)
def test_each_line_is_a_pin_or_a_hash(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not PIN.match(line) and not HASH.match(line)] == []
    for at, line in enumerate(lines):
        if PIN.match(line):
            assert HASH.match(lines[at + 1]), f"{line} has no hash"


def test_the_lists_are_what_the_makefile_installs() -> None:
    assert [path.stem for path in LISTS] == ["run", "test", "validators"]
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert all(f"requirements/{path.name}" in text for path in LISTS)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("run", PROJECT["dependencies"]), ("test", [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]])],
)
def test_the_pins_are_within_what_the_project_asks_for(name: str, wanted: list[str]) -> None:
    pins = _pins(ROOT / "requirements" / f"{name}.txt")
    for requirement in map(Requirement, wanted):
        assert requirement.name in pins, requirement.name
        assert all(requirement.specifier.contains(v) for v in pins[requirement.name]), requirement


def test_both_lists_hold_the_same_versions() -> None:
    run, test, _ = map(_pins, LISTS)
    assert run.items() <= test.items()


def test_tools_for_tests_are_not_installed_for_readers() -> None:
    assert not {"pytest", "mypy", "bandit", "zizmor"} & set(_pins(LISTS[0]))


# ---------------------------------------------------------------- the installer
def _installer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("install", ROOT / "tools" / "install.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_installer_counts_packages_and_not_hashes(tmp_path: Path) -> None:
    path = tmp_path / "run.txt"
    path.write_text("a==1 \\\n    --hash=sha256:00\nb-c==2 ; python_version < '3' \\\n    --hash=sha256:11\n")
    assert _installer().pins(path) == 2


def test_a_list_without_hashes_is_refused_with_the_words_of_pip(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "run.txt"
    path.write_text(f"{tmp_path}\n")
    assert _installer().main(path) != 0
    assert "hash" in capsys.readouterr().err


def test_what_is_here_already_is_no_news(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "run.txt"
    path.write_text(
        "".join((ROOT / "requirements" / "run.txt").read_text().partition("blinker==")[1:]).split("brotli==")[0]
    )
    assert _installer().main(path) == 0
    assert capsys.readouterr().err == ""
