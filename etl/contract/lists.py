"""The lists of the contract, which lie beside its modules: rows of CSV files and tables of TOML files."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


def csv_rows(name: str) -> list[dict[str, str]]:
    """The rows of `name`, a path below this folder."""
    with (_FOLDER / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def toml_tables(name: str) -> dict[str, dict[str, Any]]:
    """The tables of `name`, a path below this folder, in their order."""
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))
