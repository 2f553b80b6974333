"""The lists of the contract, which lie beside its modules: rows of CSV files and tables of TOML files."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol, TypeVar

_FOLDER = Path(__file__).parent


class Named(Protocol):
    """What a list describes, with a name of its own."""

    @property
    def name(self) -> str: ...


T = TypeVar("T", bound=Named)


def csv_rows(name: str) -> list[dict[str, str]]:
    """The rows of `name`, a path below this folder."""
    with (_FOLDER / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def toml_tables(name: str) -> dict[str, dict[str, Any]]:
    """The tables of `name`, a path below this folder, in their order."""
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))


def by_name(described: Iterable[T]) -> dict[str, T]:
    """What is `described` by its name, in its order; ValueError when a name stands twice."""
    out: dict[str, T] = {}
    for one in described:
        if one.name in out:
            raise ValueError(f"{one.name} is described twice")
        out[one.name] = one
    return out
