"""What the package says of itself: valid for other readers, true to its bytes, and a codebook without gaps."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import frictionless
import pandas as pd
import pytest

from etl import claims
from etl.build import OUT
from etl.contract.frames import empty, write
from etl.contract.tables import TABLES
from etl.package import lists
from etl.package.datapackage import codebook, data_version, descriptor
from etl.package.subject import Subject

ARTICLE = claims.article()
SUBJECT = Subject(first="Russia", second="Iran", article=ARTICLE.described, caveats=ARTICLE.caveats)

DESCRIPTOR: dict[str, Any] = json.loads((OUT / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {r["name"]: r for r in DESCRIPTOR["resources"]}


@pytest.fixture(scope="module")
def bare() -> dict[str, bytes]:
    """Every table without a row."""
    return {n: write(t.published, empty(t.published)) for n, t in TABLES.items()}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_committed_package_is_valid_for_frictionless() -> None:
    with frictionless.system.use_context(trusted=True):
        report = frictionless.validate(str(OUT / "datapackage.json"))
    assert report.flatten(["title", "rowNumber", "fieldName", "note"]) == []
    assert len(report.tasks) == len(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_bytes_and_hash_are_those_of_the_file(name: str) -> None:
    resource = RESOURCES[name]
    content = (OUT / resource["path"]).read_bytes()
    assert resource["bytes"] == len(content)
    assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("name", TABLES)
def test_a_resource_tells_what_its_table_is(name: str) -> None:
    resource, table = RESOURCES[name], TABLES[name].published
    schema = resource["schema"]
    with (OUT / resource["path"]).open(encoding="utf-8", newline="") as handle:
        assert next(csv.reader(handle)) == [f["name"] for f in schema["fields"]] == table.names
    assert schema["primaryKey"] == list(table.key)
    assert schema["missingValues"] == [""]
    assert {f["name"] for f in schema["fields"] if f.get("constraints", {}).get("required")} == table.filled
    assert resource["kind"] == table.kind
    assert [c["text"] for c in resource["caveats"]] == [SUBJECT.caveat(c) for c in table.caveats]
    assert resource["licenses"]
    assert len(schema.get("foreignKeys", [])) == len(table.refers)


def test_the_package_names_its_version_date_and_citation() -> None:
    files = {n: (OUT / f"{n}.csv").read_bytes() for n in TABLES}
    assert DESCRIPTOR["version"] == data_version(files)
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}T00:00:00Z", DESCRIPTOR["created"])
    assert DESCRIPTOR["version"] in DESCRIPTOR["citation"]
    assert DESCRIPTOR["created"][:10] in DESCRIPTOR["citation"]


def test_the_version_is_of_the_tables_and_not_of_the_ledgers(bare: dict[str, bytes]) -> None:
    version = data_version(bare)
    assert re.fullmatch("[0-9a-f]{12}", version)
    for name, table in TABLES.items():
        moved = data_version({**bare, name: bare[name] + b"x"})
        assert (moved == version) is (table.kind == "ledger"), name


def test_the_version_does_not_depend_on_the_order_of_the_files(bare: dict[str, bytes]) -> None:
    assert data_version(dict(reversed(bare.items()))) == data_version(bare)


def test_the_descriptor_is_a_function_of_what_it_describes(bare: dict[str, bytes]) -> None:
    first, again = (descriptor(bare, "0123456789ab", "2026-11-22", SUBJECT) for _ in range(2))
    assert first == again
    assert b"\\u" not in first, "names are readable as they are"


def test_a_column_that_another_table_says_is_for_the_build_alone() -> None:
    elsewhere = {n: [c for c in t.inner if c not in lists.moved(t)] for n, t in TABLES.items() if t.inner}
    assert {n: columns for n, columns in elsewhere.items() if columns} == {"trade": ["publisher"]}
    trade, sources = (pd.read_csv(OUT / f"{n}.csv", dtype="str") for n in ("trade_lists", "sources"))
    assert "publisher" not in trade
    assert set(trade["source"]) <= set(sources.loc[sources["publisher"].notna(), "id"])


@pytest.mark.parametrize("name", [n for n, t in TABLES.items() if t.lists])
def test_a_reader_is_told_how_to_join_a_table_with_its_lists(name: str) -> None:
    how = RESOURCES[name]["joined"]
    rows, facts = (pd.read_csv(OUT / f"{n}.csv", dtype="str") for n in (name, how["resource"]))
    own = [c for c in facts if c not in rows or c == how["on"]]
    whole = rows.merge(facts[own], on=how["on"], validate="many_to_one")
    assert len(whole) == len(rows)
    assert set(how["fields"]) == set(whole) - {how["on"]} - (set(facts) - set(TABLES[name].names))
    assert how["primaryKey"] == list(TABLES[name].key)
    assert not whole.duplicated(how["primaryKey"]).any()


@pytest.mark.parametrize("name", TABLES)
def test_the_codebook_names_every_table_and_column(name: str) -> None:
    book = (OUT / "README.md").read_text(encoding="utf-8")
    chapter = book.split(f"\n## {name}\n")[1].split("\n## ")[0]
    table = TABLES[name].published
    assert SUBJECT.say(table.description) in chapter
    for caveat in table.caveats:
        assert f"- {SUBJECT.caveat(caveat)}" in chapter
    for field in table.fields:
        row = next(line for line in chapter.splitlines() if line.startswith(f"| {field.name} | "))
        assert row.count(" |") >= 4
        assert SUBJECT.say(field.description) in row
        assert all(option in row for option in field.enum)


def test_the_codebook_counts_the_rows() -> None:
    rows = dict.fromkeys(TABLES, 7)
    book = codebook(rows, "0123456789ab", "2026-11-22", SUBJECT).decode()
    assert "| [trade](#trade) | observed | 7 |" in book
    assert "Data version `0123456789ab`, package date 2026-11-22" in book
    held = (OUT / "README.md").read_text(encoding="utf-8")
    for name in TABLES:
        with (OUT / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
            count = sum(1 for _ in csv.reader(handle)) - 1
        assert f"| [{name}](#{name}) | {TABLES[name].kind} | {count} |" in held


def test_the_committed_package_is_small() -> None:
    assert sum(p.stat().st_size for p in OUT.iterdir()) < 20_000_000


def test_the_committed_package_holds_nothing_else() -> None:
    named = {
        "README.md",
        "datapackage.json",
        DESCRIPTOR["provenance"]["path"],
        *(r["path"] for r in RESOURCES.values()),
    }
    assert {p.name for p in Path(OUT).iterdir()} == named


def test_descriptions_are_about_the_two_and_caveats_the_articles_own_where_it_has_one() -> None:
    other = Subject(first="China", second="Russia", article={"event": "2018-03-22", "event_name": "the tariffs"})
    ranks, contacts = TABLES["rank_uncertainty"], TABLES["contacts"]
    assert other.words(ranks)["description"].startswith("Rank of China among Russia's partners")
    titles = {f.name: other.say(f.title) for f in contacts.fields}
    assert (titles["russian_side"], titles["iranian_side"]) == ("China side", "Russia side")
    assert {f.name: SUBJECT.say(f.title) for f in contacts.fields}["russian_side"] == "Russian side"
    assert other.caveat("non-oil") != SUBJECT.caveat("non-oil")
    assert "Iran" in SUBJECT.caveat("non-oil")
    described = [words for t in TABLES.values() for d in (t, *t.fields) for words in other.words(d).values()]
    assert not [words for words in described if re.search(r"\{(country|adjective|event|until)", words)]
