"""The table of settings in docs/DEPLOY.md holds every variable that anything reads, and nothing else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.sources import SOURCES

ROOT = Path(__file__).resolve().parent.parent
SECTION = (ROOT / "docs" / "DEPLOY.md").read_text(encoding="utf-8").partition("\n## Settings\n")[2]
NAME = r"[A-Z][A-Z_]+"
# of the shell and of others, read here and set nowhere
GIVEN = {"GIT_INDEX_FILE", "OUT", "PY", "V"}


def documented() -> set[str]:
    """Names in the first column of the table."""
    rows = [line.split("|") for line in SECTION.splitlines() if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row[1])}


def _python(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = {
        target.id: node.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "key_env" and isinstance(node.value, ast.Constant):
            yield str(node.value.value)
        for key in _keys(node):
            yield from _names(key, constants)


def _keys(node: ast.AST) -> Iterator[ast.expr]:
    """What is asked of the environment, or handed to a function that asks it."""
    if isinstance(node, ast.Call):
        text = ast.unparse(node.func)
        # what a request carries is no setting
        if re.search(r"(?<!request\.)\b(env|environ)\.get$|getenv$", text) and node.args:
            yield node.args[0]
        if node.args and ast.unparse(node.args[0]) == "env":
            yield from node.args[1:2]
    if isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("environ"):
        yield node.slice


def _names(key: ast.expr, constants: dict[str, object]) -> Iterator[str]:
    if isinstance(key, ast.Constant) and isinstance(key.value, str):
        yield key.value
    elif isinstance(key, ast.Name) and key.id in constants:
        yield str(constants[key.id])
    elif isinstance(key, ast.JoinedStr) and isinstance(key.values[-1], ast.Constant):
        yield f"<ID>{key.values[-1].value}"


def read() -> set[str]:
    """Names that the project's own files read."""
    names = {f"{host.upper()}_BASE_URL" for source in SOURCES.values() for host in source.hosts}
    for folder in ("etl", "dashboard"):
        for path in (ROOT / folder).rglob("*.py"):
            names |= set(_python(path))
    names |= set(_python(ROOT / "tests" / "conftest.py"))
    for path, pattern in (
        *[(p, rf"\$\{{({NAME})[:}}]") for p in (*(ROOT / "deploy").glob("*.sh"), ROOT / "compose.yaml")],
        (ROOT / "deploy" / "Caddyfile", rf"\{{\$({NAME})"),
        (ROOT / "Makefile", rf"(?m)^({NAME}) \?="),
        (ROOT / "compose.yaml", rf"(?m)^      ({NAME}): "),
    ):
        names |= set(re.findall(pattern, path.read_text(encoding="utf-8")))
    return names - GIVEN


def test_every_variable_that_is_read_is_in_the_table() -> None:
    assert {"LEDGER_DATA", "COMTRADE_API_KEY", "<ID>_PACE", "ECB_BASE_URL", "LEDGER_SITE", "HOST"} <= read()
    assert read() - documented() == set()


def test_no_variable_is_in_the_table_that_nothing_reads() -> None:
    assert documented() - read() - {"<ID>"} == set()


@pytest.mark.parametrize("source", SOURCES)
def test_the_table_names_the_id_of_every_source(source: str) -> None:
    assert f"`{source.upper()}`" in SECTION
