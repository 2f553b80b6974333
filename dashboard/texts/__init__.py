"""The words of the pages: `say("home.title")` looks them up, in `<language>.toml` beside this file.

A second language is a second file; no page and no chart holds a sentence of its own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.texts.parties import name_of, named

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
    text = named(catalogue()[name])
    return text.format(**values) if values else text


def later(name: str) -> Callable[..., str]:
    """The text `name` when it is asked for: a page is registered before anything is known of a package."""
    return lambda **_: say(name)


def word(group: str, value: object) -> str:
    """How a reader meets a code, for example a root family.

    Without a text of ours a country goes by its name in the package, any other code is spelled out.
    """
    code = str(value)
    text = catalogue().get(f"{group}.{code}") or name_of(code)
    return named(text) if text else code.replace("_", " ")
