"""The crate beside the package: valid for the reference tool, equal bytes, and from each table a trail to raw files."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from etl import claims
from etl.build import OUT, build
from etl.collect.disk import DISTRIBUTION
from etl.contract.code_version import code_version
from etl.package import crate
from etl.package.datapackage import LICENCES
from tests import validators

DRIVER = Path(__file__).with_name("cratedriver.py")
DOCUMENT: dict[str, Any] = json.loads((OUT / crate.FILE).read_text(encoding="utf-8"))
ENTITIES = {entity["@id"]: entity for entity in DOCUMENT["@graph"]}
# what we cannot say: contributors without an address, terms without one, a size that would change itself
UNKNOWN = {"datapackage.json", "#contributors", "#licence", ""}


def ids(value: Any) -> list[str]:
    return [link["@id"] for link in (value if isinstance(value, list) else [value])]


def test_the_reference_tool_finds_nothing_required_and_nothing_that_is_known() -> None:
    text = validators.run(DRIVER, OUT)
    assert text.returncode == 0, text.stderr
    result = json.loads(text.stdout.splitlines()[-1])
    assert [f for f in result if f[0] == "REQUIRED"] == []
    assert {f[1].removeprefix("./").split("-")[0] for f in result} <= UNKNOWN


def test_the_reference_tool_would_notice(tmp_path: Path) -> None:
    graph = [ENTITIES[crate.FILE]]  # without the root, and with nothing else that takes time
    (tmp_path / crate.FILE).write_text(json.dumps({**DOCUMENT, "@graph": graph}), encoding="utf-8")
    result = json.loads(validators.run(DRIVER, tmp_path).stdout.splitlines()[-1])
    assert "REQUIRED" in {f[0] for f in result}


@pytest.mark.parametrize("path", sorted(OUT.iterdir()), ids=lambda p: p.name)
def test_every_file_of_the_package_is_described_by_its_bytes(path: Path) -> None:
    entity, content = ENTITIES[path.name], path.read_bytes()
    if path.name not in (crate.FILE, "datapackage.json"):
        assert entity["sha256"] == hashlib.sha256(content).hexdigest()
        assert entity["contentSize"] == str(len(content))
        assert entity["wasGeneratedBy"] == {"@id": "#build"}


def test_the_code_and_the_rules_are_named_by_their_versions() -> None:
    assert ENTITIES["#code"]["version"] == code_version()
    assert ENTITIES["#claims-and-rules"]["version"] == claims.rule_version()
    assert ids(ENTITIES["#build"]["wasAssociatedWith"]) == ["#code"]


def test_the_licence_and_the_name_of_the_code_are_those_of_the_package() -> None:
    (licence,) = LICENCES.values()
    assert ids(ENTITIES["./"]["license"]) == [licence["path"]]
    assert ENTITIES[licence["path"]]["name"] == licence["title"]
    assert ENTITIES["#code"]["name"].startswith(f"{DISTRIBUTION}:")


def test_a_bundled_table_leads_to_its_file_and_to_who_published_it() -> None:
    assert ids(ENTITIES["arms.csv"]["wasDerivedFrom"]) == ["#bundled/arms.csv"]
    raw = ENTITIES["#bundled/arms.csv"]
    assert raw["name"] == "data/raw/bundled/arms.csv"
    assert ids(raw["hadPrimarySource"]) == ["#source/sipri_register", "#source/sipri_register_2026"]
    assert ENTITIES["#source/sipri_register_2026"]["url"].startswith("https://")


def test_the_descriptor_has_the_hash_of_the_crate(tmp_path: Path, bundled: Path) -> None:
    build(bundled, tmp_path / "processed")
    described = json.loads((tmp_path / "processed" / "datapackage.json").read_text(encoding="utf-8"))
    content = (tmp_path / "processed" / crate.FILE).read_bytes()
    assert described["provenance"] == {
        "path": crate.FILE,
        "bytes": len(content),
        "hash": "sha256:" + hashlib.sha256(content).hexdigest(),
    }
