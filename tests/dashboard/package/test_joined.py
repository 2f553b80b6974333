"""Readers of a dashboard get tables with every column, described as they are; the zip has the package as it lies."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile

import pytest
from flask.testing import FlaskClient

from dashboard.package import archive, joined, provenance
from dashboard.package.reading import default_folder
from dashboard.package.store import DESCRIPTOR, Package

FOLDER = default_folder()
RESOURCES = {r["name"]: r for r in json.loads((FOLDER / DESCRIPTOR).read_bytes())["resources"]}
JOINED = [name for name, resource in RESOURCES.items() if "joined" in resource]


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


@pytest.mark.parametrize("name", JOINED)
def test_a_row_has_the_cells_of_its_list(name: str, now: Package) -> None:
    how = RESOURCES[name]["joined"]
    narrow = rows((FOLDER / f"{name}.csv").read_bytes())
    lists = {row[how["on"]]: row for row in rows((FOLDER / f"{how['resource']}.csv").read_bytes())}
    whole = rows(now.files[f"{name}.csv"])
    assert list(whole[0]) == how["fields"] == list(now.tables[name]) == list(now.fields(name))
    assert whole == [{c: row.get(c, lists[row[how["on"]]].get(c)) for c in how["fields"]} for row in narrow]


@pytest.mark.parametrize("name", JOINED)
def test_a_joined_file_is_described_as_it_is(name: str, now: Package) -> None:
    content, described = now.files[f"{name}.csv"], now.resources[name]
    assert described["bytes"] == len(content)
    assert described["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
    assert "joined" not in described
    schema = described["schema"]
    assert set(schema["primaryKey"]) <= {
        f["name"] for f in schema["fields"] if f.get("constraints", {}).get("required")
    }
    links = {link["fields"]: link["reference"]["resource"] for link in schema.get("foreignKeys", ())}
    assert "list_id" not in links
    origin = provenance.origin(now, name)
    assert origin is not None
    assert origin.sha256 == hashlib.sha256(content).hexdigest()


def test_trade_leads_to_its_places_and_sources(now: Package) -> None:
    links = {k["fields"]: k["reference"]["resource"] for k in now.resources["trade"]["schema"]["foreignKeys"]}
    assert links == {"exporter": "countries", "importer": "countries", "source": "sources"}


def test_addresses_give_every_column_and_their_descriptor_says_so(whole: FlaskClient) -> None:
    described = whole.get("/data/datapackage.json").get_json()
    for resource in (*described["resources"], described["provenance"]):
        content = whole.get(f"/data/{resource['path']}").get_data()
        assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest(), resource["path"]
    one = rows(whole.get("/data/trade.csv?exporter=RUS&importer=IRN&source=imts_rus&period=2021").get_data())
    assert [(row["recorded_by"], row["valuation"], row["root_family"]) for row in one] == [
        ("exporter", "FOB", "russia_customs")
    ]


def test_the_zip_has_the_package_as_it_lies(now: Package) -> None:
    with zipfile.ZipFile(io.BytesIO(archive.archive(now))) as box:
        for path in FOLDER.iterdir():
            assert box.read(f"{archive.FOLDER}/{path.name}") == path.read_bytes(), path.name


def test_a_cell_that_both_tables_have_is_that_of_the_row() -> None:
    resource = {"joined": {"on": "list_id", "fields": ["a", "note", "b"]}}
    content = joined.contents(resource, b'note,b,list_id\n"x, y",1,k\n,2,k\n', b"list_id,a,note\nk,7,of the list\n")
    assert content == b'a,note,b\n7,"x, y",1\n7,,2\n'
