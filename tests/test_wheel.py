"""An installed wheel serves, builds and verifies with nothing but what is in it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.dashboard.sample import write_package

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    # a copy of what git knows: building writes beside the sources
    subprocess.run(["git", "-C", str(ROOT), "checkout-index", "-a", "--prefix", f"{source}/"], check=True)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--disable-pip-version-check", "-w"]
    text = subprocess.run([*command, str(folder), str(source)], capture_output=True, text=True)
    assert text.returncode == 0, text.stderr
    assert "warning" not in text.stderr.lower().replace("pip/_internal", "")
    (result,) = folder.glob("*.whl")
    return result


@pytest.fixture(scope="module")
def place(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the installed wheel alone; what it depends on is the test's own environment."""
    target = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check"]
    subprocess.run([*command, "--target", str(target), str(wheel)], check=True)
    return target


def environment(place: Path, home: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(place), "LEDGER_HOME": str(home), "PYTHONWARNINGS": "ignore"}


def ledger(place: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(place / "bin" / "ledger"), *arguments],
        cwd=home,
        env=environment(place, home),
        capture_output=True,
        text=True,
    )


def test_the_wheel_holds_words_rules_figures_and_package_and_no_test(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names if not name.split("/")[0].startswith("russia_iran_ledger")}
    assert tops == {"etl", "dashboard", "ledger.py"}
    tracked = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "etl", "dashboard", "data"], capture_output=True, text=True, check=True
    ).stdout.split()
    packed = {name.split("russia-iran-ledger/")[-1] if "/data/" in name else name for name in names}
    missing = [t for t in tracked if t.removeprefix("data/") not in packed and t not in packed]
    assert missing == []


def test_build_and_verify_work_away_from_a_checkout(place: Path, tmp_path: Path) -> None:
    built = ledger(place, tmp_path, "build", "--quiet")
    assert (built.returncode, built.stderr) == (0, "")
    assert (tmp_path / "processed" / "datapackage.json").is_file()
    verified = ledger(place, tmp_path, "verify", "--no-rebuild")
    assert verified.returncode == 0, verified.stdout


def test_export_writes_the_edition_away_from_a_checkout(place: Path, tmp_path: Path) -> None:
    folder, packed = tmp_path / "edition", tmp_path / "edition.zip"
    write_package(tmp_path / "processed")  # a small one, where `ledger build` would put it
    result = ledger(place, tmp_path, "export", str(folder), "--zip", str(packed))
    assert (result.returncode, result.stderr) == (0, "")
    assert "<h1" in (folder / "index.html").read_text(encoding="utf-8")
    assert "index.html" in {name.rpartition("/")[2] for name in zipfile.ZipFile(packed).namelist()}


def test_help_names_every_command(place: Path, tmp_path: Path) -> None:
    text = ledger(place, tmp_path).stdout
    assert all(word in text for word in ("serve", "export", "build", "run", "verify", "status"))


@pytest.fixture
def served(place: Path, tmp_path: Path) -> Iterator[str]:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    command = [sys.executable, str(place / "bin" / "ledger"), "serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=tmp_path, env=environment(place, tmp_path))
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def test_serve_answers_before_anything_was_built(served: str) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(f"{served}/claims/trade-rank", timeout=20) as answer:
                text = answer.read().decode()
            break
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.3)
    assert "<h1" in text
