"""Translations in gettext form: `dashboard/locale/<language>/LC_MESSAGES/ledger.po`, one file for a language.

English is the source: a message is known by its key (gettext's context) and its English text, and one that a file lacks
stays English. `LEDGER_LANGUAGE` chooses the language of a server.
"""

from __future__ import annotations

import gettext
import io
import os
from functools import cache
from pathlib import Path

ENGLISH = "en"
LOCALE = Path(__file__).resolve().parents[1] / "locale"


def language() -> str:
    """The language of this server, as the HTML names it: `en`, `ru`, `pt-BR`."""
    return os.environ.get("LEDGER_LANGUAGE") or ENGLISH


def path(name: str) -> Path:
    """The file of the language `name`."""
    return LOCALE / name.replace("-", "_") / "LC_MESSAGES" / "ledger.po"


def languages() -> list[str]:
    """The languages there are."""
    return sorted([ENGLISH, *(folder.parts[-3].replace("_", "-") for folder in LOCALE.glob("*/LC_MESSAGES/ledger.po"))])


@cache
def translations(name: str) -> gettext.NullTranslations:
    """The messages of the language `name`; FileNotFoundError when there is no file of it."""
    if name == ENGLISH:
        return gettext.NullTranslations()
    # imported here: an English server needs none of it
    from babel.messages import mofile, pofile

    with path(name).open("rb") as file:
        catalogue = pofile.read_po(file, locale=name.replace("-", "_"))
    compiled = io.BytesIO()
    mofile.write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def translated(key: str, text: str) -> str:
    """`text`, known as `key`, in the language of this server."""
    return translations(language()).pgettext(key, text)


def counted(key: str, one: str, other: str, n: int) -> str:
    """The form of a text that goes with `n` things; English has two, other languages more or fewer."""
    return translations(language()).npgettext(key, one, other, n)


def ordinal_form(n: int) -> str:
    """Which ending an ordinal has: `one` (1st, 21st), `two`, `few`, `other` (11th) in English; by CLDR elsewhere."""
    if language() == ENGLISH:
        return {1: "one", 2: "two", 3: "few"}.get(n % 10 if n % 100 not in (11, 12, 13) else 0, "other")
    from babel import Locale

    return str(Locale.parse(language(), sep="-").ordinal_form(n))
