"""Countries: their names in the language of this server, and their looks and order in charts (`countries.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.texts.translations import ENGLISH, language, translated


@cache
def _settings() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "countries.toml").read_text(encoding="utf-8"))


def looks() -> dict[str, tuple[str, str]]:
    """Id -> name of a colour of `charts/theme.py`, and a mark."""
    return {country: (colour, symbol) for country, (colour, symbol) in _settings()["look"].items()}


def country_name(country: str, name: str, iso3: str | float | None) -> str:
    """What `name` is in the language of this server: as its file says, else as CLDR does for a code of ISO 3166."""
    text = translated(f"country.{country}", name)
    if text != name or language() == ENGLISH or not isinstance(iso3, str):
        return text
    # imported here: an English server needs none of it
    from babel import Locale
    from babel.core import get_global

    codes = get_global("territory_aliases").get(iso3, ())
    known = Locale.parse(language(), sep="-").territories
    return str(known.get(codes[0], name)) if len(codes) == 1 else name


def listed(name: str) -> tuple[str, ...]:
    """The ids of the list `name`, in its order."""
    return tuple(_settings()["order"][name])
