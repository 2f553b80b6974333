"""Names that a page quotes are names of the project as it is today: modules, functions, columns, settings, commands."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from etl.sources import SOURCES

ROOT = Path(__file__).resolve().parent.parent
# the changelog names what there was, and the glossary quotes no code
PAGES = [
    p for p in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")) if p.name not in ("CHANGELOG.md", "GLOSSARY.md")
]
HOUSES = ("etl", "dashboard", "tests", "tools", "bench", "deploy", ".github", ".ci", "data/raw/bundled")
KINDS = ("", ".py", ".toml", ".csv", ".js", ".sh", ".yml", ".yaml", ".json", ".service", ".cff")
#: commands of the machine, not of this project
MACHINE = {"chgrp", "journalctl", "openssl", "rand", "sha256sum", "systemctl"}
FILE = re.compile(r"[\w.-]+\.(?:csv|html|js|json|py|sh|toml|txt|yaml|yml|zip)")


@cache
def _words() -> frozenset[str]:
    """Every word of the files of the project that are no pages, and of their names."""
    files = [p for house in HOUSES for p in (ROOT / house).rglob("*")] + [*ROOT.iterdir()]
    read = [
        p for p in files if p.is_file() and p.suffix in KINDS and p != Path(__file__) and "node_modules" not in p.parts
    ]
    words = frozenset(w for p in read for w in re.findall(r"\w+", f"{p.name} {p.read_text(encoding='utf-8')}"))
    return words | {source.upper() for source in SOURCES}  # settings begin with them


def quoted(text: str) -> list[str]:
    """What a page has in back quotes outside its blocks."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))


def unknown(text: str, words: frozenset[str]) -> list[str]:
    """Quoted names that are neither in `words` nor written by an example of the page."""
    examples = set(re.findall(r"\w+", " ".join(re.findall(r"^# (\S+)", text, re.MULTILINE))))
    names = {name for code in quoted(text) for name in re.findall(r"[^\W\d]\w+", code)}
    return sorted(names - words - MACHINE - examples)


def missing_functions(text: str) -> list[str]:
    """Of quoted `module.name`, those whose module is here and has no such function, class or constant."""
    missing = []
    for code in quoted(text):
        match = re.fullmatch(r"([a-z_]+)\.([A-Za-z_]+)(?:\(.*\))?", code)
        if match and not FILE.fullmatch(code):
            files = [p for house in ("etl", "dashboard") for p in (ROOT / house).rglob(f"{match[1]}.py")]
            name = re.compile(rf"^(?:def |class )?{match[2]}\b", re.MULTILINE)
            if files and not any(name.search(p.read_text(encoding="utf-8")) for p in files):
                missing.append(code)
    return missing


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_names_that_a_page_quotes_are_in_the_project(path: Path) -> None:
    assert unknown(path.read_text(encoding="utf-8"), _words()) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_functions_that_a_page_names_with_their_module_are_there(path: Path) -> None:
    assert missing_functions(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_modules_that_a_page_names_without_a_folder_are_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    examples = {Path(name).name for name in re.findall(r"^# (\S+)", text, re.MULTILINE)}
    named = {code for code in quoted(text) if re.fullmatch(r"\w+\.py", code)} - examples
    assert [n for n in named if not any(any((ROOT / house).rglob(n)) for house in HOUSES)] == []


def test_a_name_that_is_gone_is_seen() -> None:
    text = "`etl/derive/memo_of_years.py`, `answers.no_such_function`, `source.source`, `datapackage.json`"
    assert unknown(text, _words()) == ["memo_of_years", "no_such_function"]
    assert missing_functions(text) == ["answers.no_such_function"]
