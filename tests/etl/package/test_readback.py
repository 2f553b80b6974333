"""What a reader could not load is not published."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from etl.contract.errors import EtlError
from etl.package.readback import check, files_of

FIELDS = [
    {"name": "id", "type": "string"},
    {"name": "value", "type": "integer"},
    {"name": "share", "type": "number"},
    {"name": "sure", "type": "boolean"},
]
HEAD = b"id,value,share,sure\n"


def package(content: bytes) -> dict[str, bytes]:
    described = {
        "path": "a.csv",
        "hash": "sha256:" + hashlib.sha256(content).hexdigest(),
        "schema": {"fields": FIELDS},
    }
    return {"a.csv": content, "datapackage.json": json.dumps({"resources": [described]}).encode()}


def test_a_readable_package_passes() -> None:
    check(package(HEAD + b"NA,1,0.5,true\n,,,\n"))


@pytest.mark.parametrize(
    "row",
    [
        b"x,1000000000000000000000000000000,,",
        b"x,1.5,,",
        b"x,,inf,",
        b"x,,1e400,",
        b"x,,ten,",
        b"x,,,yes",
        b"x,9223372036854775808,,",
        b"\xff,,,",
    ],
)
def test_a_cell_that_no_reader_can_read_is_refused(row: bytes) -> None:
    with pytest.raises(EtlError, match=r"a\.csv"):
        check(package(HEAD + row + b"\n"))


def test_a_file_that_is_not_the_one_described_is_refused() -> None:
    files = package(HEAD)
    with pytest.raises(EtlError, match="not the file that is described"):
        check({**files, "a.csv": HEAD + b"x,,,\n"})
    with pytest.raises(EtlError, match="is not there"):
        check({"datapackage.json": files["datapackage.json"]})
    with pytest.raises(EtlError, match="columns"):
        check(package(b"id,value,share\n"))


def test_the_committed_package_can_be_read_back() -> None:
    folder = Path(__file__).resolve().parents[3] / "data" / "processed"
    check(files_of(folder))
