"""What a package was made from: each raw file, source and licence has an entity that others lead to."""

from __future__ import annotations

from typing import Any

from etl.contract.frames import empty
from etl.contract.tables import TABLES
from etl.package.crate_origins import OURS, id_of, origins, terms_of
from etl.package.lineage import RULES, Lineage, RawFile

ANSWER = RawFile(
    name="live/imf/2024.0a.gz",
    sources=("imf",),
    retrieved="2026-11-27T04:17:00Z",
    sha256="ab" * 32,
    bytes=120,
    address="https://api.imf.org/a?b=c",
)
TABLE = RawFile(name="bundled/acts.csv", sources=(), retrieved="2026-11-20", sha256="cd" * 32, bytes=7)


def made(*files: RawFile) -> dict[str, Any]:
    lineage = Lineage(raw={file.name: file for file in files}, origins={})
    return {entity["@id"]: entity for entity in origins(empty(TABLES["sources"]), lineage)}


def test_an_answer_has_its_address_time_size_and_hash() -> None:
    entity = made(ANSWER)["#live/imf/2024.0a.gz"]
    assert entity["url"] == "https://api.imf.org/a?b=c"
    assert entity["generatedAtTime"] == "2026-11-27T04:17:00Z"
    assert (entity["contentSize"], entity["sha256"]) == ("120", "ab" * 32)
    assert entity["hadPrimarySource"] == {"@id": "#source/imf"}


def test_a_table_of_ours_has_no_address_and_is_ours() -> None:
    entity = made(TABLE)["#bundled/acts.csv"]
    assert "url" not in entity
    assert entity["hadPrimarySource"] == {"@id": OURS}


def test_a_source_that_no_table_describes_has_its_id() -> None:
    assert made(ANSWER)["#source/imf"]["name"] == "imf"


def test_every_licence_of_a_table_leads_to_its_words() -> None:
    entities = made()
    for table in TABLES.values():
        for link in terms_of(table.licence).values():
            assert entities[link["@id"]]["name"] == table.licence
    assert terms_of("CC-BY-4.0") == {}


def test_ids_of_tables_are_their_files_and_others_are_fragments() -> None:
    assert (id_of("trade"), id_of(ANSWER.name)) == ("trade.csv", "#live/imf/2024.0a.gz")
    assert id_of(RULES).startswith("#")
    assert " " not in id_of(RULES)
