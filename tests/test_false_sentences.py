"""What the ledger once said and was wrong, or says to insiders alone, is said nowhere on its pages again."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
FALSE = (
    "from Russia, give or take a rounding, was quoted for two",
    "weights by country are not published",
    "the direction holds",
    "no total of all suppliers",
    "had moved like it before",
    "needs single roll calls, which are held for texts on Ukraine",
    "as recorded by 5",
    "one original source only",
    "cannot be computed here",
)
INSIDERS = re.compile(r"(?i)\b(second root|second family|family of books|readings|root famil(y|ies))\b")


def texts(value: Any, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, f"{where}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, where)


def every_text() -> Iterator[tuple[str, str]]:
    """All texts of the catalogues and claims, and cells that pages show; the account of errors quotes them."""
    for path in sorted([*ROOT.glob("dashboard/texts/*.toml"), *ROOT.glob("etl/claims/**/*.toml")]):
        if path.name not in ("errata.toml", "changes.toml"):
            yield from texts(tomllib.loads(path.read_text(encoding="utf-8")), path.name)
    for name in ("verdicts", "account", "claims", "parts", "conditions", "rules"):
        with (ROOT / "data" / "processed" / f"{name}.csv").open(encoding="utf-8") as handle:
            for row in csv.DictReader(handle):
                yield from texts(row, f"{name}.csv")


@pytest.mark.parametrize("phrase", FALSE)
def test_a_false_phrase_is_gone(phrase: str) -> None:
    assert [where for where, text in every_text() if phrase.lower() in text.lower()] == []


def test_what_a_part_would_need_and_what_the_account_says_is_for_readers() -> None:
    wrong = {}
    for name, columns in (("parts", ("title", "settle")), ("account", ("sentence",)), ("claims", ("title", "about"))):
        with (ROOT / "data" / "processed" / f"{name}.csv").open(encoding="utf-8") as handle:
            for row in csv.DictReader(handle):
                wrong |= {f"{name}: {row[c]}": c for c in columns if INSIDERS.search(row[c])}
    assert wrong == {}


def test_headlines_are_for_readers() -> None:
    headlines = tomllib.loads((ROOT / "dashboard" / "texts" / "en-headlines.toml").read_text(encoding="utf-8"))
    result = list(texts(headlines, "en-headlines"))
    assert len(result) > 20
    assert [where for where, text in result if INSIDERS.search(text)] == []
