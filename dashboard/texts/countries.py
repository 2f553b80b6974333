"""Countries as charts show them: their looks, and the orders in which they stand; from `countries.toml` beside this."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _settings() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "countries.toml").read_text(encoding="utf-8"))


def looks() -> dict[str, tuple[str, str]]:
    """Id -> name of a colour of `charts/theme.py`, and a mark."""
    return {country: (colour, symbol) for country, (colour, symbol) in _settings()["look"].items()}


def listed(name: str) -> tuple[str, ...]:
    """The ids of the list `name`, in its order."""
    return tuple(_settings()["order"][name])
