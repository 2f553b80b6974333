"""What a linter does not look at: the size of modules and functions, and dataclasses made by name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PATHS = [p for folder in ("etl", "dashboard", "bench", "tools") for p in sorted((ROOT / folder).rglob("*.py"))]
LONGEST_MODULE, LONGEST_FUNCTION, MOST_BY_PLACE = 300, 60, 5


def faults(source: str) -> Iterator[str]:
    """What is too long in a module, and dataclasses of more than five fields that are made by place."""
    if source.count("\n") > LONGEST_MODULE:
        yield f"the module has {source.count(chr(10))} lines"
    if "# fmt: " in source:
        yield "the formatter is switched off"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION:
            yield f"{node.name} is too long"
        if isinstance(node, ast.ClassDef):
            result = [ast.unparse(d) for d in node.decorator_list if "dataclass" in ast.unparse(d)]
            fields = [s for s in node.body if isinstance(s, ast.AnnAssign)]
            by_name = "kw_only=True" in "".join(result) or any(ast.unparse(f.annotation) == "KW_ONLY" for f in fields)
            if result and not by_name and len(fields) > MOST_BY_PLACE:
                yield f"{node.name} is made by place"


@pytest.mark.parametrize("path", PATHS, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_keeps_to_the_measure(path: Path) -> None:
    assert list(faults(path.read_text(encoding="utf-8"))) == []


SIX = "class A:\n" + "".join(f"    {name}: int\n" for name in "abcdef")


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("x = 1\n" * 301, "the module has 301 lines"),
        ("x = [1,  2]  # fmt: skip\n", "the formatter is switched off"),
        ("def f():\n" + "    x = 1\n" * 60, "f is too long"),
        (f"@dataclass\n{SIX}", "A is made by place"),
        (f"@dataclass(kw_only=True)\n{SIX}", ""),
    ],
)
def test_a_fault_is_seen(source: str, fault: str) -> None:
    assert list(faults(source)) == ([fault] if fault else [])
