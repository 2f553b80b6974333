"""docs/ADDING.md does what it says: its blocks are put into a copy of the project, which is built and served."""

from __future__ import annotations

import ast
import csv
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs" / "ADDING.md").read_text(encoding="utf-8")
BLOCKS = re.findall(
    r"^```(?:python|toml)\n# (\S+?)(?:, (?:last in (\w+)|at its end))?\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL
)


def _inserted(path: Path, name: str, block: str) -> None:
    """Put `block` at the end of the tuple `name` of a module."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    for node in ast.parse("".join(lines)).body:
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        if isinstance(target, ast.Name) and target.id == name and node.end_lineno is not None:
            lines.insert(node.end_lineno - 1, block)
            path.write_text("".join(lines), encoding="utf-8")
            return
    raise AssertionError(f"{path.name} has no {name}")


def _replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with every example in it, built."""
    folder = tmp_path_factory.mktemp("adding")
    ignored = shutil.ignore_patterns("__pycache__", "live", "plotly-*.min.js")
    for part in ("etl", "dashboard", "data/raw", "tests/etl"):
        shutil.copytree(ROOT / part, folder / part, ignore=ignored)
    for part in ("pyproject.toml", "tests/__init__.py", "tests/once.py"):
        shutil.copy(ROOT / part, folder / part)
    for name, listed, block in BLOCKS:
        if listed:
            _inserted(folder / name, listed, block)
        else:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            with (folder / name).open("a", encoding="utf-8") as file:
                file.write(block)
    # the two lines that the page tells in words
    names = folder / "etl" / "sources" / "__init__.py"
    _replaced(names, '    "comtrade",\n', '    "example",\n    "comtrade",\n')
    _replaced(
        folder / "etl" / "derive" / "registry.py", "    donor_weights,\n", "    donor_weights,\n    first_partners,\n"
    )
    done = _run(folder, "-m", "etl", "build", "--quiet")
    assert done.returncode == 0, done.stderr
    return folder


def _run(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *args], cwd=folder, capture_output=True, text=True, check=False)


def _rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / "data" / "processed" / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_every_kind_of_thing_has_an_example() -> None:
    titles = re.findall(r"^## An? (.+)$", TEXT, re.MULTILINE)
    assert titles[:5] == ["source", "derived table", "chart", "claim", "article"]
    assert len(BLOCKS) == len(re.findall(r"^```(?:python|toml)", TEXT, re.MULTILINE))


def test_the_source_is_asked_read_and_listed(project: Path) -> None:
    plan, tests = re.findall(r"`python (-m [^`]*\bexample\b[^`]*)`", TEXT)[:2]
    asked = _run(project, *plan.split())
    assert "GET https://example.org/v1/unemployment?country=TUR" in asked.stdout, asked.stderr
    done = _run(project, *tests.split(), "-q", "-p", "no:cacheprovider")
    assert done.returncode == 0, done.stdout
    assert int(re.findall(r"(\d+) passed", done.stdout)[0]) >= 8
    script = """
from tests.etl.sources.test_registry import SOURCES, first_run
rows = SOURCES["example"].tidy(first_run(SOURCES["example"]))["indicators"]
print(rows[["country", "period", "indicator_value"]].values.tolist())
"""
    done = _run(project, "-c", script)
    assert done.stdout == "[['TUR', '2023', 8.1], ['TUR', '2024', 7.6]]\n", done.stderr
    assert [r["publisher"] for r in _rows(project, "sources") if r["id"] == "example"] == ["Example Office"]


def test_the_table_is_published_with_its_description(project: Path) -> None:
    package = json.loads((project / "data" / "processed" / "datapackage.json").read_text(encoding="utf-8"))
    (described,) = [r for r in package["resources"] if r["name"] == "first_partners"]
    rows = _rows(project, "first_partners")
    assert rows
    assert [f["name"] for f in described["schema"]["fields"]] == list(rows[0])


def test_the_claim_is_judged(project: Path) -> None:
    (verdict,) = [r for r in _rows(project, "verdicts") if r["claim"] == "iran-rank"]
    assert verdict["verdict"] in {r["verdict"] for r in _rows(project, "rules") if r["rule"] == "measure"}
    assert int(verdict["defined"]) > 0


def test_one_file_brings_the_claim_to_every_page_in_its_own_words(project: Path) -> None:
    script = """
import re
from dashboard.app import create_app
client = create_app().server.test_client()
said = "one of Russia's ten largest partners"
for address, words in {
    "/": (said, 'href="/claims/iran-rank"'),
    "/claims": ("Iran among Russia's partners",),
    "/trade": ('<li><a href="/claims/iran-rank">',),
    "/claims/iran-rank": (said, "Iran is among the first ten", 'id="readings"', 'data-usual="RUS"'),
    "/charts/specification-curve": ("Iran: among the first ten?",),
    "/charts/definition-grid": ("Iran: among the first ten?",),
    "/charts/specification-curve.csv?part=iran-rank.level": ("iran-rank,level,russia_customs/",),
    "/charts/definition-grid.csv?part=iran-rank.level": ("iran-rank,level,russia_customs/",),
}.items():
    text = client.get(address).get_data(as_text=True).replace("&#x27;", "'")
    print(address, [word for word in words if word not in text])
head = client.get("/").get_data(as_text=True).partition('class="answers"')[2].partition("</ul>")[0]
print("first", re.findall('href="/claims/([^"]+)"', head)[3:])
"""
    done = _run(project, "-c", script)
    assert done.returncode == 0, done.stderr
    *pages, first = done.stdout.splitlines()
    assert [line for line in pages if not line.endswith(" []")] == []
    assert first == "first ['iran-rank']"


def test_the_chart_and_the_pages_answer(project: Path) -> None:
    script = """
from dashboard.app import create_app
client = create_app().server.test_client()
for address in ("/charts/first-partner", "/charts/first-partner.json", "/charts/first-partner.csv?books=IRN",
                "/charts/first-partner.svg", "/data/first_partners.csv", "/claims/iran-rank", "/data/first_partners"):
    print(client.get(address).status_code, address)
"""
    done = _run(project, "-c", script)
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stdout.splitlines() if not line.startswith("200 ")] == [], done.stderr


def test_the_article_is_judged_and_served(project: Path) -> None:
    build, serve = re.findall(r"`([^`]*examples/turkey/processed[^`]*)`", TEXT)
    done = _run(project, *build.removeprefix("python ").split(), "--quiet")
    assert done.returncode == 0, done.stderr
    script = f"""
from dashboard.app import create_app
client = create_app({serve.split()[0].removeprefix("LEDGER_DATA=")!r}).server.test_client()
for address in ("/", "/claims/turkey-rank", "/article", "/trade", "/charts/partner-rank"):
    answer = client.get(address)
    print(answer.status_code, "Turkey" in answer.get_data(as_text=True), address)
"""
    done = _run(project, "-c", script)
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stdout.splitlines() if not line.startswith("200 True ")] == [], done.stderr
