"""The messages of both houses in gettext form: `make messages` writes `dashboard/locale/ledger.pot`.

`python tools/messages.py ru` also makes `dashboard/locale/ru/LC_MESSAGES/ledger.po`, or brings it up to date: what was
translated stays, what is new is empty, what is gone is kept aside. A message is its key (gettext's context) and its
English text; a text that counts {n} things has plural forms.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from babel.messages.catalog import Catalog  # noqa: E402
from babel.messages.pofile import read_po, write_po  # noqa: E402

from dashboard.texts import ONE, OTHER, english, glossary, translations  # noqa: E402
from etl import claims  # noqa: E402
from etl.claims.messages import of_article, templates, texts  # noqa: E402
from etl.contract.countries import COUNTRIES  # noqa: E402
from etl.judge.measures import MEASURES  # noqa: E402

Message = str | tuple[str, str]


def messages() -> Iterator[tuple[str, Message]]:
    """Key and English text of every message, in the order of the keys; a pair of texts has plural forms."""
    pages, ours = {**dict(_pages()), **dict(glossary.english())}, _claims()
    if twice := pages.keys() & ours.keys():
        raise SystemExit(f"texts of both houses have one key: {', '.join(sorted(twice))}")
    yield from sorted({**pages, **ours}.items())


def _pages() -> Iterator[tuple[str, Message]]:
    held = english()
    for name, text in held.items():
        stem, _, form = name.rpartition(".")
        if form == OTHER and f"{stem}.{ONE}" in held and "{n}" in text and not stem.endswith("ordinal"):
            yield stem, (held[f"{stem}.{ONE}"], text)
        elif form != ONE or f"{stem}.{OTHER}" not in held or stem.endswith("ordinal"):
            yield name, (text, text) if "{n}" in text and not stem.endswith("ordinal") else text


def _claims() -> dict[str, str]:
    loaded, words = claims.load(set(MEASURES)), claims.words()
    countries = {f"country.{c.id}": c.name for c in COUNTRIES.values()}
    return {**templates(loaded, words), **texts(loaded, words), **of_article(claims.article()), **countries}


def template() -> Catalog:
    """The catalogue without a language; it holds no date, so that the same texts give the same bytes."""
    catalogue = Catalog(project="The Russia-Iran Ledger", charset="utf-8", fuzzy=False)
    for key, text in messages():
        catalogue.add(text, context=key, flags=["python-brace-format"] if "{" in str(text) else [])
    return catalogue


def main(languages: list[str]) -> None:
    """Write the template, and the file of each language."""
    folder, source = translations.LOCALE, template()
    folder.mkdir(exist_ok=True)
    with (folder / "ledger.pot").open("wb") as file:
        write_po(file, source, omit_header=False, width=0)
    for name in languages:
        path = translations.path(name)
        catalogue = Catalog(locale=name, charset="utf-8")
        if path.exists():
            with path.open("rb") as file:
                catalogue = read_po(file, locale=name)
        catalogue.update(source, no_fuzzy_matching=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue, width=0)


if __name__ == "__main__":
    main(sys.argv[1:])
