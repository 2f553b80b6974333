"""Every change that tools/mutate.py makes fits the code as it is, and its tests are there."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
MUTATIONS = tomllib.loads((ROOT / "tools" / "mutations.toml").read_text(encoding="utf-8"))["mutation"]


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda m: m["rule"])
def test_it_fits(mutation: dict[str, Any]) -> None:
    assert mutation["old"] in (ROOT / mutation["file"]).read_text(encoding="utf-8")
    assert mutation["old"] != mutation["new"]
    assert [test for test in mutation["tests"] if not (ROOT / test).is_file()] == []
