"""No country of an article is named in programs and catalogues: by no code, no name, no adjective and no capital.

Codes and names stand in the tables of countries, in articles, and in the labels and questions of sources: a publisher's
books are somebody's, whatever the article is about. What each source names is listed here.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboard.package.reading import load
from etl import claims
from etl.build import OUT
from etl.contract.countries import COUNTRIES

ROOT = Path(__file__).resolve().parent.parent
CODES = {c.id for c in COUNTRIES.values() if c.kind == "country"} | {c.iso3 for c in COUNTRIES.values() if c.iso3}
_WORD = re.compile(r"\b[A-Z]{3}\b")
#: our own two as a text names them, and their money; other countries are in the record and in lists of comparators
OURS = re.compile(
    r"\b(?:Russia(?:ns?)?|Iran(?:ians?)?|RUS|IRN|[Rr]oubles?|[Rr]ubles?|[Rr]ials?|[Tt]omans?|Moscow|Tehran|Kremlin|Persian)\b"
)
#: the name of the project, and what a calendar is called in English, whoever keeps it
NAMES = re.compile(r"Russia[-–]Iran Ledger|Iranian (?:year|calendar)s?|Iranian or calendar year")
TABLES_OF_COUNTRIES = ("etl/contract/countries.csv", "etl/contract/countries.py", "dashboard/texts/countries.toml")
ARTICLE = "etl/claims/"
#: source -> the words it has for the two, and the other countries that its modules name by code
QUIRKS = {
    "arms_register": {"Russia", "Iran", "RUS", "IRN"},  # the register has names, and is asked for these two
    "baci": {"Russia", "Iran"},
    "baci_archive": {"Russia", "Iran"},
    "comext": {"Russia", "Iran", "RUS", "IRN"},  # codes of Eurostat
    "comtrade": {"Russia", "Iran"},
    "comtrade_matrix": {"Russia", "Iran"},
    "comtrade_answers": {"RUS", "IRN"},  # whose customs reported
    "imf_imts": {"Russia", "Iran", "RUS", "IRN"},
    "imf_months": {"Russia", "Iran", "RUS", "IRN"},
    "imf_rows": {"Russia", "Iran", "RUS", "IRN"},  # the last year that each reported
    "roll_call_rows": {"Russia", "RUS", "BLR", "SUN"},  # who sits where the Soviet Union and Byelorussia sat
    "sipri": {"AND"},  # the logic of its filters, not Andorra
    "un_votes": {"RUS", "IRN", "USA", "CHN", "IND", "TUR", "BLR", "SYR", "KAZ", "ARM", "AZE", "UKR"},
    "worldbank": {"Russia", "Iran", "RUS", "IRN"},
}
#: texts that speak of countries as the record does: who is in a union, and what the Assembly voted on
RECORD = {
    "dashboard/texts/glossary.toml": {"eaeu.text", "brics.text"},
    "dashboard/texts/en-ties.toml": {"choice.theme.iran"},
    "dashboard/charts/ties/ukraine_votes.py": {"iran"},
}


def codes(source: str) -> Iterator[tuple[int, str]]:
    """Lines and words of a program's string literals that are a country's code, docstrings left out."""
    tree = ast.parse(source)
    text = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in text:
            yield from ((node.lineno, word) for word in _WORD.findall(node.value) if word in CODES)


def named(text: str) -> list[str]:
    """Words for our own two in `text`."""
    return OURS.findall(NAMES.sub("", text))


def _files(*endings: str) -> Iterator[tuple[str, Path]]:
    for house in ("etl", "dashboard"):
        for path in sorted((ROOT / house).rglob("*")):
            name = path.relative_to(ROOT).as_posix()
            if path.suffix in endings and ".min." not in name and name not in TABLES_OF_COUNTRIES:
                yield name, path


def _source(name: str) -> str:
    """The source that a file of `etl/sources` is of; empty for others."""
    return Path(name).stem if name.startswith("etl/sources/") else ""


def test_no_country_code_is_written_in_python() -> None:
    rows = [(n, f"{n}:{line} {w}", w) for n, path in _files(".py") for line, w in codes(path.read_text("utf-8"))]
    wrong = [where for name, where, word in rows if word not in QUIRKS.get(_source(name), set())]
    assert wrong == []


def test_no_program_names_the_two_of_our_article() -> None:
    """Comments and docstrings too; SQL, styles and scripts of pages as well."""
    rows = []
    for name, path in _files(".py", ".sql", ".js", ".css", ".html", ".csv"):
        if name.startswith(ARTICLE) and path.suffix != ".py":
            continue
        excused = QUIRKS.get(_source(name), set())
        lines = path.read_text("utf-8").splitlines()
        rows += [
            f"{name}:{n} {word}"
            for n, line in enumerate(lines, 1)
            if not any(word in line for word in RECORD.get(name, ()))
            for word in named(line)
            if word not in excused
        ]
    assert rows == []


def _flat(branch: Any, start: str = "") -> Iterator[tuple[str, str]]:
    items = branch.items() if isinstance(branch, dict) else enumerate(branch) if isinstance(branch, list) else ()
    for name, value in items:
        if isinstance(value, str):
            yield f"{start}{name}", value
        else:
            yield from _flat(value, f"{start}{name}.")


@pytest.fixture(scope="module")
def label() -> re.Pattern[str]:
    """The name of a text that is the label of a source: it ends with a code or a publisher."""
    tables = load(OUT).tables
    columns = {"families": ("root_family", "series"), "sources": ("id", "publisher")}
    books = {str(book) for table, names in columns.items() for name in names for book in tables[table][name]}
    return re.compile(rf"[.:](?:{'|'.join(map(re.escape, sorted(books)))})(?::\w+)?$|^format\.family\.\w+$")


def test_no_catalogue_names_the_two_of_our_article(label: re.Pattern[str]) -> None:
    """Texts, words, descriptions, limits; labels of sources are left out."""
    rows = []
    for name, path in _files(".toml"):
        own = name.startswith(ARTICLE) and not name.startswith(f"{ARTICLE}words/")
        for key, text in _flat(tomllib.loads(path.read_text("utf-8"))):
            excused = own or label.search(key) or key in RECORD.get(name, ())
            rows += [
                f"{name} {key}: {w}" for w in named(text) if not excused and w not in QUIRKS.get(_source(name), ())
            ]
    assert rows == []


def test_each_source_that_is_excused_exists_and_names_what_it_is_excused_for() -> None:
    for source, words in QUIRKS.items():
        text = " ".join(p.read_text("utf-8") for p in (ROOT / "etl" / "sources").glob(f"{source}.*"))
        assert {word for word in words if not re.search(rf"\b{word}\b", text)} == set(), source


@pytest.mark.parametrize(
    "program",
    ['PAIR = {"IRN": "RUS"}', 'rows[rows["host"] == "TUR"]', 'f(x, "/data?partner=RUS&flow=total")', 'f"{a} IRN"'],
)
def test_a_code_is_found_wherever_it_stands(program: str) -> None:
    assert list(codes(program))


@pytest.mark.parametrize(
    "text", ["Trade of Russia and Iran", "# Iran’s customs", "the Iranian side", "in roubles", "Tehran chamber", "RUS"]
)
def test_a_name_an_adjective_a_capital_and_money_are_found(text: str) -> None:
    assert named(text)


def test_docstrings_may_name_other_countries_and_other_words_may_have_three_letters() -> None:
    assert list(codes('"""RUS and IRN."""\nx = "TOTAL"\ny = "USD"\n')) == []
    assert named("The Russia-Iran Ledger: an Iranian year, Prussian trials, Kenya to Uganda") == []


def test_the_words_that_are_looked_for_are_those_of_our_article() -> None:
    article = claims.article()
    names = [COUNTRIES[country].name for country in article.pair]
    assert all(named(word) for word in (*names, *article.pair, *article.adjectives))
