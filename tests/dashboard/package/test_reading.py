"""The package is read whole or not at all, typed by its description, and a new build is noticed."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from dashboard.package import reading as module
from dashboard.package.reading import PackageError, load
from dashboard.package.store import Package
from tests.dashboard.sample import RANKS, VERSION, write_package


def test_tables_are_typed_by_their_description(package: Package) -> None:
    ranks = package.tables["partner_ranks"]
    assert len(ranks) == len(RANKS)
    assert {str(ranks[c].dtype) for c in ("rank", "rank_best", "value_usd", "partners")} == {"Int64"}
    assert str(ranks["share"].dtype) == "Float64"
    assert str(package.tables["specifications"]["holds_strong"].dtype) == "boolean"
    assert str(ranks["period"].dtype) == "str"


def test_an_empty_cell_is_missing_and_namibia_is_not(package: Package) -> None:
    row = package.tables["partner_ranks"].query("source == 'wits_irn'").iloc[0]
    assert pd.isna(row["value_usd"])
    assert pd.isna(row["rank_worst"])
    assert "NAM" in set(package.tables["countries"]["id"])


def test_every_table_of_the_description_is_there(package: Package) -> None:
    described = {r["name"] for r in package.descriptor["resources"]}
    assert set(package.tables) == described
    assert set(package.fields("claims")) == set(package.tables["claims"].columns)
    assert package.version == VERSION
    assert package.created == "2026-11-22"


def test_writing_into_a_table_changes_no_other_readers(package: Package) -> None:
    mine = package.tables["claims"]
    mine["phrase"] = "changed"
    mine.loc[0, "title"] = "changed"
    again = package.tables["claims"]
    assert "changed" not in set(again["phrase"]) | set(again["title"])


def test_a_file_that_is_not_the_described_one_is_refused(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "p")
    (folder / "claims.csv").write_text("id\nother\n", encoding="utf-8")
    with pytest.raises(PackageError, match=r"claims\.csv is not the file"):
        load(folder, tries=2, pause=0)


@pytest.mark.parametrize("broken", ["{", '{"resources": []}', "[]"])
def test_a_broken_description_is_refused(tmp_path: Path, broken: str) -> None:
    (tmp_path / "datapackage.json").write_text(broken, encoding="utf-8")
    with pytest.raises(PackageError, match="no whole package"):
        load(tmp_path, tries=1)


@pytest.mark.parametrize("article", [None, "an article", {}])
def test_a_description_without_an_article_is_refused(tmp_path: Path, article: object) -> None:
    path = write_package(tmp_path / "p") / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8")) | {"article": article}
    path.write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises(PackageError, match="no article"):
        load(path.parent, tries=1)


def test_a_description_cannot_reach_outside_its_folder(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "p")
    path = folder / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    (tmp_path / "secret.csv").write_bytes((folder / "claims.csv").read_bytes())
    (folder / "claims.csv").unlink()
    next(r for r in described["resources"] if r["name"] == "claims")["path"] = "../secret.csv"
    path.write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises(PackageError):
        load(folder, tries=1)


def test_a_table_that_is_the_same_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_package(tmp_path / "p")
    first = load(folder)
    result = [{"id": "other", "position": 1, "phrase": "new", "title": "New", "about": "New."}]
    write_package(folder, version="ffffffffffff", claims=result)
    read, usual = [], pd.read_csv
    monkeypatch.setattr(
        pd, "read_csv", lambda *content, **how: (read.append(list(how["dtype"])), usual(*content, **how))[1]
    )
    second = load(folder, first)
    assert read == [[*first.fields("claims")]]
    assert second.tables["partner_ranks"].equals(first.tables["partner_ranks"])
    assert list(second.tables["claims"]["id"]) == ["other"]
    assert second.version == "ffffffffffff"


def test_the_folder_comes_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEDGER_DATA", str(tmp_path))
    assert module.default_folder() == tmp_path
    monkeypatch.delenv("LEDGER_DATA")
    assert module.default_folder().parts[-2:] == ("data", "processed")
