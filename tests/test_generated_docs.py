"""What the documentation has from the project's own files: the glossary and the verdicts; and what a citation needs."""

from __future__ import annotations

import csv
import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from dashboard.texts import catalogue
from etl import claims
from etl.contract.tables import TABLES

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "dashboard" / "texts"
GLOSSARIES = [path / "glossary.toml" for path in (TEXTS, ROOT / "etl" / "claims")]
WORDS = {n: w for path in GLOSSARIES for n, w in tomllib.loads(path.read_text(encoding="utf-8")).items()}
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
# in every dictionary, or the name of a country, an address, a format or a dollar
PLAIN = {"CSV", "DR", "EU", "HTML", "IMF", "ISO", "JSON", "PNG", "README", "SQL", "SVG", "UAE", "UN", "US"}


def _made() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs", ROOT / "tools" / "docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


DOCS = _made()


def test_the_glossary_is_made_from_the_words_of_the_pages() -> None:
    assert (ROOT / "docs" / "GLOSSARY.md").read_text(encoding="utf-8") == DOCS.glossary(), "make docs"


def test_the_readme_says_what_the_verdicts_say_today() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert text == DOCS.readme(text), "make docs"


def test_a_readme_without_its_block_is_refused() -> None:
    with pytest.raises(ValueError, match="no block"):
        DOCS.readme("# Title\n")


# ---------------------------------------------------------------- the words
def test_there_are_enough_words_and_each_is_whole() -> None:
    assert len(WORDS) >= 50
    for name, word in WORDS.items():
        assert set(word) == {"term", "also", "text", "source"}, name
        assert re.fullmatch(r"[a-z0-9-]+", name)
        assert word["term"]
        assert word["source"]
        text = str(word["text"])
        assert 30 <= len(text) <= 300, name
        assert text.endswith("."), name


def test_no_form_belongs_to_two_words() -> None:
    forms = [str(form).lower() for w in WORDS.values() for form in (w["term"], *w["also"])]  # type: ignore[misc,has-type]
    assert sorted({form for form in forms if forms.count(form) > 1}) == []


def _forms() -> set[str]:
    return {str(form) for w in WORDS.values() for form in (w["term"], *w["also"])}  # type: ignore[misc,has-type]


def test_every_verdict_is_explained() -> None:
    with (ROOT / "data" / "processed" / "rules.csv").open(encoding="utf-8", newline="") as handle:
        verdicts = {row["verdict"] for row in csv.DictReader(handle)}
    assert verdicts - _forms() - {"not yet checked"} == set()


def test_every_abbreviation_of_the_pages_is_explained() -> None:
    own = claims.article().texts
    texts = (text for name, text in {**catalogue(), **own}.items() if not name.startswith("country."))
    text = " ".join(texts)
    seen = set(re.findall(r"(?<![\w.])[A-Z]{2,6}(?![\w-])", re.sub(r"\{[^}]*\}", " ", text)))
    known = {part for form in _forms() for part in re.findall(r"[A-Z]{2,6}", form)}
    assert sorted(seen - known - PLAIN) == []


def test_our_own_rules_are_where_the_glossary_says() -> None:
    ours = {n: w for n, w in WORDS.items() if str(w["source"]).startswith("Ours")}
    assert ours
    for name, word in ours.items():
        pages = [(ROOT / n).read_text(encoding="utf-8").lower() for n in re.findall(r"docs/\w+\.md", word["source"])]
        tables = re.findall(r"table (\w+)", word["source"])
        assert pages or tables, name
        assert all(any(form.lower() in page for form in (word["term"], *word["also"])) for page in pages), name
        assert set(tables) <= set(TABLES), name


def test_the_thresholds_of_the_rules_are_those_in_force() -> None:
    words = tomllib.loads((ROOT / "etl" / "claims" / "words" / "thresholds.toml").read_text(encoding="utf-8"))
    text = (ROOT / "docs" / "CLAIMS.md").read_text(encoding="utf-8")
    high, strong, low = (f".{round(100 * words[n])}" for n in ("supported", "overstated_strong", "contradicted"))
    assert f"S at least {high}, the natural reading holds" in text
    assert f"W at least {high} and S below {strong}" in text
    assert words["overstated_weak"] == words["supported"]
    assert f"S at most {low} and the natural reading fails" in text


# ---------------------------------------------------------------- pages, picture, citation
def _slugs(path: Path) -> set[str]:
    """Addresses of the headings of a page, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\s-]", "", h).strip().lower().replace(" ", "-") for h in headings}


def test_what_a_docstring_cites_is_here() -> None:
    cited = set()
    for folder in ("etl", "dashboard", "tests", "tools"):
        for path in (ROOT / folder).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            cited |= set(re.findall(r"docs/(\w+\.md)(?:#([a-z-]+))?", text))
            assert not re.search(r"(?<!docs/)\b(METHODS|CLAIMS|DESIGN|STYLE)\.md", text) or path == Path(__file__), path
    assert cited
    for name, anchor in cited:
        assert (ROOT / "docs" / name).is_file(), name
        assert not anchor or anchor in _slugs(ROOT / "docs" / name), f"{name}#{anchor}"


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_links_of_a_page_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            file, _, anchor = target.partition("#")
            whole = (path.parent / file) if file else path
            assert whole.exists(), target
            assert not anchor or anchor in _slugs(whole), target


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_files_that_a_page_names_are_here(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    # what the blocks of an example write is not here, nor is what a run or an operator makes
    result = {m.strip("/") for m in re.findall(r"^# (\S+)", text, re.MULTILINE)} | {
        "data/raw/live",
        "data/raw/locked",
        "data/raw/parsed",
        "data/raw/derived",
        "data/.lock",
        "dashboard/locale",
    }
    named = re.findall(r"`((?:etl|dashboard|data|deploy|tests|tools|docs|\.github)/[\w./*-]*)`", text)
    if path.name != "CHANGELOG.md":
        missing = [n for n in named if not any(ROOT.glob(n.strip("/"))) and not any(n.startswith(m) for m in result)]
        assert missing == []


def test_the_picture_is_small_and_real() -> None:
    picture = (ROOT / "docs" / "images" / "front.png").read_bytes()
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert 20_000 < len(picture) < 200_000


def test_the_citation_has_what_the_format_asks_for_and_nobody_invented() -> None:
    cff = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {"cff-version", "message", "title", "authors"} <= set(cff)
    assert cff["cff-version"] == "1.2.0"
    assert cff["authors"] == [{"name": a["name"]} for a in project["authors"]]
    assert cff["version"] == project["version"]
    assert not {"doi", "url", "repository-code", "identifiers"} & set(cff)


def test_the_changelog_tells_data_and_code_apart() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Data", "Code"]
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"### {version}" in text


def test_a_table_that_the_first_edition_did_not_have_is_in_the_changelog() -> None:
    first = (
        "trade official_figures sightings growth_statements partner_shares investment corridor arms arms_statements "
    )
    first += (
        "un_resolutions un_votes un_agreement indicators agreements sanctions_and_events history countries families "
    )
    first += "claims parts choices rules partner_ranks coverage mirror_gaps specifications evidence verdicts sources "
    first += (
        "revisions verdict_log anomalies rank_uncertainty grid flips stability conditions counterfactuals date_tests "
    )
    first += (
        "comparators donor_weights breaks break_lines rivals alignment trade_ties pledges umbrellas recounts account"
    )
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").partition("## Code")[0]
    tables = {path.stem for path in (ROOT / "data" / "processed").glob("*.csv")}
    assert sorted((tables ^ set(first.split())) - set(re.findall(r"`(\w+)`", text))) == []
