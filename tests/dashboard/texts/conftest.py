"""A made-up language: a server whose every text is the English one in angle quotes."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.pofile import read_po, write_po

from dashboard import texts
from dashboard.texts import glossary, translations

TOOL = Path(texts.__file__).parents[2] / "tools" / "messages.py"
FORMS = ("one", "few", "many")  # the three of Russian


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages_tool", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def pseudo(tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A server in Russian whose every text is the English one in angle quotes; plural forms say which they are."""
    monkeypatch.setattr(translations, "LOCALE", tmp_path)
    tool.main(["ru"])
    path = translations.path("ru")
    with path.open("rb") as file:
        catalogue = read_po(file, locale="ru")
    for message in catalogue:
        if isinstance(message.id, tuple):
            message.string = tuple(f"«{form} {message.id[1]}»" for form in FORMS)
        elif message.id and not (message.context or "").startswith("format."):
            message.string = f"«{message.id}»"
    with path.open("wb") as file:
        write_po(file, catalogue, width=0)
    monkeypatch.setenv("LEDGER_LANGUAGE", "ru")
    forget()
    yield path
    forget()


def forget() -> None:
    translations.translations.cache_clear()
    texts._catalogue.cache_clear()
    glossary._glossary.cache_clear()
