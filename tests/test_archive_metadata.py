"""What an archive needs to give a DOI: CITATION.cff valid by its checker, .zenodo.json by a schema, and both agree."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from dashboard.package import archive
from dashboard.package.reading import default_folder, load
from tests import validators

ROOT = Path(__file__).resolve().parents[1]
ZENODO: dict[str, Any] = json.loads((ROOT / ".zenodo.json").read_text(encoding="utf-8"))
SCHEMA = json.loads((ROOT / "tests" / "zenodo.schema.json").read_text(encoding="utf-8"))
CFF: dict[str, Any] = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
CONVERT = "import sys; from cffconvert.cli.cli import cli; cli(sys.argv[1:])"


def test_the_citation_is_valid_for_cffconvert() -> None:
    text = validators.run("-c", CONVERT, "--validate", "--infile", ROOT / "CITATION.cff")
    assert (text.returncode, "are valid" in text.stdout) == (0, True), text.stdout + text.stderr


def test_cffconvert_would_notice(tmp_path: Path) -> None:
    path = tmp_path / "CITATION.cff"
    path.write_text(yaml.safe_dump({**CFF, "type": "table"}), encoding="utf-8")
    assert validators.run("-c", CONVERT, "--validate", "--infile", path).returncode != 0


def test_the_citation_of_the_data_is_valid_for_cffconvert(tmp_path: Path) -> None:
    path = tmp_path / "CITATION.cff"
    path.write_text(archive.cff(load(default_folder())), encoding="utf-8")
    text = validators.run("-c", CONVERT, "--validate", "--infile", path)
    assert text.returncode == 0, text.stdout + text.stderr


def test_the_archive_s_metadata_are_valid() -> None:
    jsonschema.validate(ZENODO, SCHEMA)


@pytest.mark.parametrize(
    "change", [{"license": "CC BY"}, {"upload_type": "table"}, {"creators": []}, {"doi": "10.1/2"}]
)
def test_the_schema_would_notice(change: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**ZENODO, **change}, SCHEMA)


def test_archive_and_citation_say_the_same() -> None:
    assert (ZENODO["title"], ZENODO["version"], ZENODO["keywords"]) == (CFF["title"], CFF["version"], CFF["keywords"])
    assert ZENODO["description"] == " ".join(CFF["abstract"].split())
    assert ZENODO["creators"] == CFF["authors"]
    assert ZENODO["license"] in [licence.lower() for licence in CFF["license"]]
    assert ZENODO["upload_type"] == CFF["type"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert ZENODO["version"] == project["version"]


def test_what_the_archive_takes_over_from_the_citation_is_in_its_own_file() -> None:
    text = validators.run("-c", CONVERT, "--format", "zenodo", "--infile", ROOT / "CITATION.cff")
    converted = json.loads(text.stdout)
    for name in ("creators", "description", "keywords", "title", "version"):
        assert ZENODO[name] == converted[name], name
