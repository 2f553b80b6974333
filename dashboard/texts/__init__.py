"""The words of the pages: `say("home.title")` looks them up, in `<language>.toml` beside this file.

A second language is a second file; no page and no chart holds a sentence of its own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGE = "en"


@cache
def catalogue(language: str = LANGUAGE) -> Mapping[str, str]:
    """Every text of `language` by its dotted name; the files `<language>.toml` and `<language>-*.toml` together."""
    folder = Path(__file__).parent
    texts: dict[str, str] = {}
    for path in sorted([*folder.glob(f"{language}.toml"), *folder.glob(f"{language}-*.toml")]):
        for name, text in _flat(tomllib.loads(path.read_text(encoding="utf-8")), ""):
            if name in texts:
                raise ValueError(f"text {name} stands twice")
            texts[name] = text
    return texts


def _flat(branch: Mapping[str, Any], prefix: str) -> list[tuple[str, str]]:
    texts: list[tuple[str, str]] = []
    for name, value in branch.items():
        if isinstance(value, Mapping):
            texts += _flat(value, f"{prefix}{name}.")
        else:
            texts.append((prefix + name, str(value)))
    return texts


def say(name: str, /, **values: object) -> str:
    """The text `name` with `values` filled in; KeyError for an unknown name, so that a slip shows in the tests."""
    text = catalogue()[name]
    return text.format(**values) if values else text


def word(group: str, value: object) -> str:
    """How a reader meets a code, for example a root family; the code itself, spelled out, when no text is kept."""
    code = str(value)
    return catalogue().get(f"{group}.{code}", code.replace("_", " "))
