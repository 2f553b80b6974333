"""A crate that leads nowhere, or to other bytes than it describes, is told from a true one."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from etl.build import OUT, RAW
from etl.contract.code_version import code_version
from etl.package import trail
from etl.package.crate import FILE

FILES = {path.name: path.read_bytes() for path in OUT.iterdir()}
Graph = dict[str, dict[str, Any]]


def changed(change: Callable[[Graph], object]) -> dict[str, bytes]:
    document = json.loads(FILES[FILE])
    graph = {entity["@id"]: entity for entity in document["@graph"]}
    change(graph)
    return {**FILES, FILE: json.dumps({**document, "@graph": list(graph.values())}).encode()}


def test_the_committed_crate_is_true_to_package_and_raw_files() -> None:
    assert trail.faults(FILES, RAW) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda g: g.pop("#bundled/arms.csv"), "arms.csv leads to #bundled/arms.csv, which is not described"),
        (lambda g: g.pop("trade.csv"), "trade.csv is not described"),
        (lambda g: g["arms.csv"].pop("wasDerivedFrom"), "arms.csv leads to no raw file"),
        (
            lambda g: g["partner_ranks.csv"].update(wasDerivedFrom={"@id": "partner_ranks.csv"}),
            "partner_ranks.csv leads",
        ),
        (lambda g: g["arms.csv"].update(sha256="00"), "arms.csv is not the file that is described"),
        (
            lambda g: g["#bundled/arms.csv"].update(sha256="00"),
            "data/raw/bundled/arms.csv is not the file that was read",
        ),
    ],
)
def test_what_is_wrong_is_named(change: Callable[[Graph], object], said: str) -> None:
    assert any(said in fault for fault in trail.faults(changed(change), RAW)), trail.faults(changed(change), RAW)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"@graph": [1]}', b'{"@graph": [{"name": "x"}]}'])
def test_a_crate_that_cannot_be_read_is_said(content: bytes) -> None:
    assert "cannot be read" in trail.faults({**FILES, FILE: content}, None)[0]
    assert trail.code_of({**FILES, FILE: content}) == ""


def test_the_version_of_the_code_is_read() -> None:
    assert trail.code_of(FILES) == code_version()


def test_an_answer_is_held_against_its_uncompressed_bytes(tmp_path: Path) -> None:
    shutil.copytree(RAW / "bundled", tmp_path / "bundled")
    (tmp_path / "live").mkdir()
    (tmp_path / "live" / "a.gz").write_bytes(gzip.compress(b"answer"))
    entity = {"@id": "#a", "name": "data/raw/live/a.gz", "sha256": hashlib.sha256(b"answer").hexdigest()}
    assert trail.faults(changed(lambda g: g.update({"#a": entity})), tmp_path) == []
    whole = gzip.compress(b"answer")
    for damaged in (gzip.compress(b"another"), b"answer", whole[:-9], whole[:10] + b"\xff" * 20):
        (tmp_path / "live" / "a.gz").write_bytes(damaged)
        (fault,) = trail.faults(changed(lambda g: g.update({"#a": entity})), tmp_path)
        assert fault.endswith("data/raw/live/a.gz is not the file that was read")
    (tmp_path / "live" / "a.gz").unlink()  # answers that may not be passed on stay with who asked
    assert trail.faults(changed(lambda g: g.update({"#a": entity})), tmp_path) == []
