"""No country is named in Python: codes stand in the tables of countries, in a source's own quirks, and in articles."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.contract.countries import COUNTRIES

ROOT = Path(__file__).resolve().parent.parent
# a publisher's codes are its own, and so is the table of countries
QUIRKS = ("etl/sources/", "etl/contract/countries.py")
CODES = {c.id for c in COUNTRIES.values() if c.kind == "country"} | {c.iso3 for c in COUNTRIES.values() if c.iso3}
_WORD = re.compile(r"\b[A-Z]{3}\b")


def codes(source: str) -> Iterator[tuple[int, str]]:
    """Lines and words of a program's string literals that are a country's code, docstrings left out."""
    tree = ast.parse(source)
    text = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in text:
            yield from ((node.lineno, word) for word in _WORD.findall(node.value) if word in CODES)


@pytest.mark.parametrize("house", ["etl", "dashboard"])
def test_no_country_code_is_written_in_python(house: str) -> None:
    paths = [p for p in sorted((ROOT / house).rglob("*.py")) if not str(p.relative_to(ROOT)).startswith(QUIRKS)]
    assert paths
    named = [f"{p.relative_to(ROOT)}:{line} {code}" for p in paths for line, code in codes(p.read_text("utf-8"))]
    assert named == []


@pytest.mark.parametrize(
    "program",
    ['PAIR = {"IRN": "RUS"}', 'rows[rows["host"] == "TUR"]', 'f(x, "/data?partner=RUS&flow=total")', 'f"{a} IRN"'],
)
def test_a_code_is_found_wherever_it_stands(program: str) -> None:
    assert list(codes(program))


def test_docstrings_may_name_a_country_and_other_words_may_have_three_letters() -> None:
    assert list(codes('"""RUS and IRN."""\nx = "TOTAL"\ny = "USD"\n')) == []
