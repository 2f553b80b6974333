"""Where a table comes from: over tables to raw files, each with its hash and the address of who published it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from dashboard.package.cache import Cache
from dashboard.package.provenance import FILE, origin
from dashboard.package.store import Package


def test_a_package_without_a_crate_has_no_trail(package: Package) -> None:
    files = {name: content for name, content in package.files.items() if name != FILE}
    assert origin(replace(package, files=files), "trade") is None


def test_an_observed_table_comes_from_its_file(now: Package) -> None:
    result = origin(now, "arms")
    assert result is not None
    assert result.tables == []
    assert [raw.name for raw in result.raw] == ["data/raw/bundled/arms.csv"]
    assert result.sha256 == hashlib.sha256(now.files["arms.csv"]).hexdigest()


def test_every_table_leads_over_tables_to_files_or_is_of_ours(now: Package) -> None:
    for table in now.resources:
        waiting, seen, files = [table], {table}, set()
        while waiting:
            result = origin(now, waiting.pop())
            assert result is not None
            files |= {raw.name for raw in result.raw if len(raw.sha256) == 64 and raw.retrieved and raw.bytes}
            waiting += [name for name in result.tables if name not in seen]
            seen |= set(result.tables)
        kind = now.resources[table]["kind"]
        assert files or kind == "curated" or len(now.tables[table]) == 0, table


def test_a_derived_table_names_the_tables_it_is_made_from(now: Package) -> None:
    result = origin(now, "arms_shares")
    assert result is not None
    assert (result.tables, result.raw) == (["arms"], [])


def test_words_of_ours_have_no_raw_file(now: Package) -> None:
    result = origin(now, "rules")
    assert result is not None
    assert (result.tables, result.raw) == ([], [])


def test_a_live_answer_has_the_address_it_was_asked_at(now: Package) -> None:
    document = json.loads(now.files[FILE])
    for entity in document["@graph"]:
        if entity["@id"] == "#bundled/arms.csv":
            entity["url"] = "https://example.org/answer"
    files = {**now.files, FILE: json.dumps(document).encode()}
    result = origin(replace(now, files=files, made=Cache(count=5)), "arms")
    assert result is not None
    assert result.raw[0].address == "https://example.org/answer"
