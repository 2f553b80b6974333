"""Rules and charts read columns: none looks for a word in a text.

A code of a fixed shape may be matched whole (`fullmatch`) and a list in a cell split; a meaning that stands in the
words of a cell belongs in a column of its own.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("etl/measures", "etl/derive", "etl/judge", "dashboard/charts")
PATHS = [p for folder in FOLDERS for p in sorted((ROOT / folder).rglob("*.py"))]
LOOKS = {"contains", "startswith", "endswith", "match", "search", "findall", "finditer", "extract"}


def looks(source: str) -> Iterator[str]:
    """Calls that look into a text: `rows.str.contains(...)`, `note.startswith(...)`, `re.search(...)`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LOOKS:
            yield ast.unparse(node)


@pytest.mark.parametrize("path", PATHS, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_rule_or_chart_looks_for_a_word_in_a_text(path: Path) -> None:
    assert list(looks(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source", ['rows["note"].str.contains("crude")', 'line.endswith("imts_rus")', 're.search("more than|over", text)']
)
def test_a_look_is_seen(source: str) -> None:
    assert list(looks(source)) == [source.replace('"', "'")]


def test_a_code_matched_whole_is_no_look() -> None:
    assert list(looks('YEAR.fullmatch(label) and label.split(" ")')) == []
