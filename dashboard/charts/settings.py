"""What is written of charts in TOML files beside this one: the columns of their rows, and how what they draw looks."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))


#: id of a chart -> the columns of its rows; a chart that it does not name has all that are selected
COLUMNS: dict[str, list[str]] = {chart: names.split() for chart, names in _read("columns").items()}
#: what is drawn -> each of its values -> name of a colour, mark, and dash where it is not solid
LOOKS: dict[str, dict[str, list[str]]] = _read("looks")
