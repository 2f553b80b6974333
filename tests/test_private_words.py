"""Names in the code are words of the trade or of docs/GLOSSARY.md: none of the private ones that were there once."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PATHS = [p for house in ("etl", "dashboard", "bench", "tools") for p in sorted((ROOT / house).rglob("*.py"))]
#: the private word -> what to say
INSTEAD = {
    "told": "rows, answer, verdict: a noun",
    "kept": "cached, within, new: what is done",
    "wanted": "the thing that is asked for",
    "gone": "removed, missing",
    "spoken": "witness",
    "weighed": "specs",
    "absurd": "left_out, implausible",
    "leant": "elsewhere, floors: whose books",
    "spare": "free, looks",
}


def names(source: str) -> Iterator[str]:
    """Every name that a module gives to a function, a class, a parameter or a variable of its own."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.id if isinstance(node, ast.Name) else node.attr


def private(source: str) -> list[str]:
    """Private words among the names of a module, each with what to say."""
    return [f"{n}: {INSTEAD[n.strip('_').lower()]}" for n in names(source) if n.strip("_").lower() in INSTEAD]


#: a key of what `run --json` prints, which keeps its name
PUBLISHED = {"etl/collect/collector.py", "etl/collect/report.py"}


@pytest.mark.parametrize("path", PATHS, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_module_has_a_private_word_for_a_thing(path: Path) -> None:
    if str(path.relative_to(ROOT)) not in PUBLISHED:
        assert private(path.read_text(encoding="utf-8")) == []
    assert path.stem not in INSTEAD


def test_a_private_word_is_seen() -> None:
    result = private("told = 1\ndef _kept(wanted): ...\nclass Kept: ...")
    assert sorted(text.partition(":")[0] for text in result) == ["Kept", "_kept", "told", "wanted"]
