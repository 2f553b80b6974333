"""A claim is one TOML file: no program and no text knows a claim or a part by its id."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.app import create_app
from etl import claims
from etl.build import OUT, RAW, build
from etl.judge.measures import MEASURES

ROOT = Path(__file__).resolve().parent.parent
CLAIMS = claims.load(set(MEASURES))
IDS = {c.id for c in CLAIMS} | {p.id for c in CLAIMS for p in c.parts}
#: charts, events and a term of the glossary that are called like a part
CALLED_ALIKE = {"one-figure", "missing-link"}
NEW = "zz0"  # before every id, so that their order stays
PAGES = ("/", "/claims", "/article", "/changes", "/trade", "/investment", "/agreements", "/ties", "/certainty")
CHARTS = ("/charts/specification-curve", "/charts/definition-grid", "/charts/conditions")


def programs() -> Iterator[Path]:
    """Modules, catalogues, queries, scripts and templates of the two houses."""
    for house in ("etl", "dashboard"):
        for path in sorted((ROOT / house).rglob("*")):
            if path.suffix in (".py", ".toml", ".csv", ".sql", ".js", ".html") and ".min." not in path.name:
                yield path


def ids(text: str, among: set[str]) -> list[str]:
    """Ids of several words that stand in `text`; one of a single word may be the name of a table or a column."""
    several = sorted(i for i in among if "-" in i)
    return re.findall(rf"(?<![\w-])(?:{'|'.join(map(re.escape, several))})(?![\w-])", text)


def test_no_id_of_several_words_stands_outside_of_its_claim_file() -> None:
    own = {claims.FOLDER / f"{name}.toml" for name in (*(c.id for c in CLAIMS), *claims.NOT_CLAIMS)}
    known = IDS - CALLED_ALIKE
    named = {str(p.relative_to(ROOT)): ids(p.read_text("utf-8"), known) for p in programs() if p not in own}
    assert len(named) > 400
    assert {path: found for path, found in named.items() if found} == {}


def test_an_id_is_found_in_code_and_in_tables() -> None:
    assert ids('FIRST = ("trade-rank",)', IDS) == ids("trade-rank,level", IDS) == ids("[x.trade-rank]", IDS)
    assert ids("the trade-rankings", IDS) == []


def renamed(text: str) -> str:
    """A TOML file of an article with other ids for its claims and parts."""
    own = "|".join(map(re.escape, sorted(IDS, key=len, reverse=True)))
    return re.sub(rf'((?:^id|\bclaim|\bpart) = ")({own})"', rf'\g<1>{NEW}\g<2>"', text, flags=re.MULTILINE)


def _rename_cells(path: Path) -> None:
    """The same in a table whose rows name the claim and the part that they are about."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row |= {name: NEW + row[name] for name in ("claim", "part") if row.get(name) in IDS}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of the same claims under other ids, from the same figures."""
    folder = tmp_path_factory.mktemp("renamed")
    shutil.copytree(RAW / "bundled", folder / "raw" / "bundled")
    shutil.copytree(claims.FOLDER, folder / "claims", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    for path in claims.files(folder / "claims"):
        path.rename(path.with_name(f"{NEW}{path.name}"))
    for path in (folder / "claims").glob("*.toml"):
        path.write_text(renamed(path.read_text("utf-8")), encoding="utf-8")
    for name in ("acts", "searches"):
        _rename_cells(folder / "raw" / "bundled" / f"{name}.csv")
    (folder / "out").mkdir()
    shutil.copy(OUT / "verdict_log.csv", folder / "out")
    _rename_cells(folder / "out" / "verdict_log.csv")
    build(folder / "raw", folder / "out", article=folder / "claims")
    return folder / "out"


def test_claims_under_other_ids_give_the_same_pages(other: Path) -> None:
    """What a page says, shows first, asks of its charts and offers to choose from comes from the claims' files."""
    addresses = {a: a for a in (*PAGES, *CHARTS)} | {f"/claims/{c.id}": f"/claims/{NEW}{c.id}" for c in CLAIMS}
    before, after = (create_app(folder).server.test_client() for folder in (OUT, other))
    for address, new in addresses.items():
        answers = before.get(address), after.get(new)
        assert [answer.status_code for answer in answers] == [200, 200], address
        one, two = (_without_versions(answer.get_data(as_text=True)) for answer in answers)
        assert two.count(NEW) > 5 or NEW not in new
        assert one == two.replace(NEW, ""), address


def _without_versions(text: str) -> str:
    return re.sub(r'nonce[-=]"?[\w+/=-]+|\b[0-9a-f]{12}\b', "", text)
