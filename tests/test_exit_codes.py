"""The table of exit codes in docs/SCHEDULE.md: every command, every code that its source leaves with, and no other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

import dashboard.__main__
from dashboard.edition import command
from etl.__main__ import app

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
FUNCTIONS = {
    node.name: node
    for path in (ROOT / "etl").rglob("*.py")
    if "import typer" in path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(node, ast.FunctionDef)
}


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


def left_with(name: str, seen: frozenset[str] = frozenset()) -> Iterator[int]:
    """Codes that the function `name`, and the helpers that it calls, leave with; 0 always."""
    yield 0
    for node in ast.walk(FUNCTIONS[name]):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called.endswith("Exit"):
                given = [part for argument in node.args for part in ast.walk(argument)]
                yield from (p.value for p in given if isinstance(p, ast.Constant) and isinstance(p.value, int))
            elif called.startswith("_") and called in FUNCTIONS and called not in seen:
                yield from left_with(called, seen | {name})
        # a function that is handed over, as the one that a run calls again and again, returns its code
        if isinstance(node, ast.FunctionDef) and ast.unparse(node.returns or node) == "int":
            values = [r.value for r in ast.walk(node) if isinstance(r, ast.Return)]
            yield from (v.value for v in values if isinstance(v, ast.Constant) and isinstance(v.value, int))


@pytest.mark.parametrize("command", COMMANDS)
def test_the_codes_of_a_command_are_in_the_table(command: str) -> None:
    assert documented().get(command) == set(left_with(command)), f"docs/SCHEDULE.md, exit codes of {command}"


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
