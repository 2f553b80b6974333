"""The words of the pages: `say("home.title")` looks them up.

The English texts are the TOML files beside this one; other languages are `translations` of them. No page and no chart
holds a sentence of its own. A text that names `{n}` things may have an entry `one` and an entry `other`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.texts.labels import label_of, name_of, named, own_text
from dashboard.texts.translations import ENGLISH, counted, language, translated

ONE, OTHER = "one", "other"


@cache
def english() -> Mapping[str, str]:
    """Every English text by its dotted name; the files `en.toml` and `en-*.toml` together."""
    folder = Path(__file__).parent
    texts: dict[str, str] = {}
    for path in sorted([*folder.glob(f"{ENGLISH}.toml"), *folder.glob(f"{ENGLISH}-*.toml")]):
        for name, text in _flat(tomllib.loads(path.read_text(encoding="utf-8"))):
            if name in texts:
                raise ValueError(f"text {name} stands twice")
            texts[name] = text
    return texts


def catalogue() -> Mapping[str, str]:
    """Every text by its dotted name, in the language of this server."""
    return _catalogue(language())


@cache
def _catalogue(name: str) -> Mapping[str, str]:
    return english() if name == ENGLISH else {key: translated(key, text) for key, text in english().items()}


def _flat(branch: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in branch.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield prefix + name, str(value)


def say(name: str, /, **values: object) -> str:
    """The text `name` with `values` filled in; KeyError for an unknown name, so that a slip shows in the tests."""
    n = values.get("n")
    text = named(own_text(name) or (_counted(name, n) if isinstance(n, int) else catalogue()[name]))
    return text.format(**values) if values else text


def _counted(name: str, n: int) -> str:
    """The form of the text `name` for `n` things; where English has one form for all, so has it here."""
    texts = english()
    one, other = (texts.get(name) or texts[f"{name}.{form}"] for form in (ONE, OTHER))
    return counted(name, one, other, n)


def later(name: str) -> Callable[..., str]:
    """The text `name` when it is asked for: a page is registered before anything is known of a package."""
    return lambda **_: say(name)


def word(group: str, value: object) -> str:
    """How a reader meets a code, for example a root family.

    Without a text of ours a code goes by its label in the package, a country by its name there; any other code is
    spelled out, a code of several (imts_rus:dollars) part by part.
    """
    code = str(value)
    text = catalogue().get(f"{group}.{code}") or label_of(group, code) or name_of(code)
    if text:
        return named(text)
    return ", ".join(word(group, part) for part in code.split(":")) if ":" in code else code.replace("_", " ")
