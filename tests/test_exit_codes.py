"""The table of exit codes in docs/SCHEDULE.md: every command and script, every code that it leaves with, and no other.

The codes of the commands of `etl` are tried in tests/etl/commands/test_commands.py.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

import dashboard.__main__
from dashboard.edition import command
from etl.__main__ import app

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def documented() -> dict[str, set[int]]:
    """Codes by command; a row without a command belongs to the one above."""
    text = (ROOT / "docs" / "SCHEDULE.md").read_text(encoding="utf-8")
    codes: dict[str, set[int]] = {}
    names: list[str] = []
    for first, second in re.findall(r"^\| ?([^|]*)\| (\d|as `run`) \|", text, re.MULTILINE):
        names = re.findall(r"`([^`]+)`", first) or ([] if first.strip() == "any" else names)
        for name in names:
            codes.setdefault(name, set()).update({int(second)} if second.isdigit() else set())
    return codes


def test_no_command_is_in_the_table_that_does_not_exist() -> None:
    others = {
        "python -m dashboard",
        "python -m dashboard export",
        "deploy/publish-edition.sh",
        "deploy/run.sh",
        "deploy/keep-live.sh",
        "run",
    }
    assert set(documented()) - others <= set(COMMANDS)


def test_the_codes_of_the_dashboard_are_in_the_table() -> None:
    source = Path(dashboard.__main__.__file__).read_text(encoding="utf-8")
    assert documented()["python -m dashboard"] == {int(c) for c in re.findall(r"return (\d)$", source, re.MULTILINE)}


def test_the_codes_of_the_export_are_in_the_table() -> None:
    source = Path(command.__file__).read_text(encoding="utf-8")
    codes = {int(c) for c in re.findall(r"return (\d)$", source, re.MULTILINE)}
    assert documented()["python -m dashboard export"] == codes == {0, 1}


@pytest.mark.parametrize("script", ["run.sh", "keep-live.sh", "publish-edition.sh"])
def test_the_codes_of_a_script_are_in_the_table(script: str) -> None:
    source = (ROOT / "deploy" / script).read_text(encoding="utf-8")
    # 2 is wrong usage for every command
    missing = {int(c) for c in re.findall(r"\bexit (\d)", source)} - documented()[f"deploy/{script}"]
    assert missing <= {2}
