"""What the README promises is there: its commands, their options, the files it names, and every claim."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from etl import claims
from etl.__main__ import app
from etl.contract.tables import TABLES
from etl.judge.measures import MEASURES

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


@pytest.mark.parametrize("target", ["run", "test"])
def test_both_commands_are_named_and_exist(target: str) -> None:
    assert re.search(rf"^make {target}\b", README, re.MULTILINE)
    assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)


def test_continuous_integration_calls_the_readmes_test_command() -> None:
    assert re.search(r"^make test$", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_plain_lines_for_a_machine_without_make_are_those_that_make_runs() -> None:
    for line in (
        "python3 -m venv .venv",
        ".venv/bin/python -m pip install --require-hashes -r requirements/run.txt",
        ".venv/bin/python -m pip install --require-hashes -r requirements/test.txt",
        ".venv/bin/python -m etl build",
        ".venv/bin/python -m dashboard",
        ".venv/bin/python -m pytest",
    ):
        assert line in README
    for file in ("requirements/run.txt", "requirements/test.txt"):
        assert file in MAKEFILE
        assert (ROOT / file).is_file()


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_named(command: str) -> None:
    assert re.search(rf"python -m etl {command}\b", README)


def test_no_command_is_named_that_does_not_exist() -> None:
    assert set(re.findall(r"python -m etl ([a-z]+)", README)) <= set(COMMANDS)


def test_options_of_the_readme_exist() -> None:
    for command, rest in re.findall(r"`python -m etl ([a-z]+)([^`]*)`", README):
        known = {flag for p in COMMANDS[command].params for flag in (*p.opts, *p.secondary_opts)}
        assert set(re.findall(r"--[a-z-]+", rest)) <= known, command


def test_the_options_of_the_dashboard_exist() -> None:
    (given,) = re.findall(r"`python -m dashboard (\[[^`]*)`", README)
    text = subprocess.run(
        [sys.executable, "-m", "dashboard", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert {"--host", "--port"} <= set(re.findall(r"--[a-z-]+", given))
    assert all(flag in text for flag in re.findall(r"--[a-z-]+", given))


def test_the_options_of_the_export_exist() -> None:
    (given,) = re.findall(r"`python -m dashboard export (\[[^`]*)`", README)
    command = [sys.executable, "-m", "dashboard", "export", "--help"]
    text = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"--[a-z-]+", given)) == set(re.findall(r"--[a-z-]+", text)) - {"--help"}


@pytest.mark.parametrize("path", claims.files(), ids=lambda p: p.stem)
def test_every_claim_is_named(path: Path) -> None:
    assert re.search(rf"\|\s*`{re.escape(path.stem)}`\s*\|", README), (
        f"{path.stem} is not in the README's table of claims"
    )


def test_the_readme_names_the_claims_in_the_articles_order() -> None:
    position = {c.id: c.position for c in claims.load(set(MEASURES))}
    named = [c for c in re.findall(r"^\|\s*`([a-z0-9-]+)`\s*\|", README, re.MULTILINE) if c in position]
    assert named == sorted(position, key=lambda c: position[c])


def test_every_chart_that_a_claim_names_is_drawn() -> None:
    named = {chart for c in claims.load(set(MEASURES)) for part in c.parts for chart in part.charts}
    assert named
    drawn = {path.stem.replace("_", "-") for path in (ROOT / "dashboard" / "charts").rglob("*.py")}
    assert named - drawn == set()


def test_files_and_links_inside_the_project_exist() -> None:
    links = [t for t in re.findall(r"\]\(([^)]+)\)", README) if not t.startswith(("http", "#"))]
    folders = re.findall(r"`((?:etl|dashboard|data|tests|bench|docs)/[\w./-]*)`", README)
    assert [t for t in (*links, *folders) if not (ROOT / t.partition("#")[0]).exists()] == []


def test_addresses_of_tables_name_tables() -> None:
    named = re.findall(r"/data/([a-z_]+)\.csv", README)
    assert named
    assert set(named) <= set(TABLES)


def test_settings_of_the_environment_are_read_somewhere() -> None:
    files = (p for d in ("etl", "dashboard") for p in (ROOT / d).rglob("*.[pt]*") if p.suffix in (".py", ".toml"))
    code = "".join(p.read_text(encoding="utf-8") for p in files)
    named = set(re.findall(r"`([A-Z][A-Z_]{6,})(?:=\w+)?`", README))
    assert named
    assert {n for n in named if n not in code} == set()


def test_the_licence_is_the_one_named() -> None:
    assert "MIT licence" in README
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
