"""What the package that is being answered from calls things: the two countries, codes, and texts of the article.

Texts name the two as `{country_1}` and `{country_2}`. What the article turns on, and the place among partners that it
names, are said as `{event_name}`, `{event_date}`, `{event_year}` and `{place_word}`; what it could know, the years that
others are held against, and the one whose prices constant dollars have, as `{until_name}`, `{until_date}`,
`{base_first}`, `{base_year}` and `{price_year}`.
"""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from dashboard.texts.parties import NOBODY, Parties, current
from dashboard.texts.translations import language, translated

_OTHER_NAMES = {"root_family": "family", "flips": "dimension", "measure_kind": "code"}  # of a group, in the package


def of(messages: pd.DataFrame, choices: pd.DataFrame) -> dict[str, str]:
    """What a package calls its codes, by the id under which each label can be translated: families, series, choices."""
    formats = messages[messages["message"].str.startswith("format.")]
    options = "choice." + choices["choice"] + "." + choices["option"] + ".title"
    return dict(zip([*formats["message"], *options], [*formats["template"], *choices["title"]], strict=True))


def own_text(name: str) -> str | None:
    """The text `name` as the article has it, in the language of this server; None where it has none of its own."""
    text = current().article.get("texts", {}).get(name)
    return text and translated(f"article.{name}", text)


def named(text: str) -> str:
    """`text` with the names of the two; outside of an answer as it is."""
    if "{" in text and current() is not NOBODY:
        for placeholder, name in _placeholders(current(), language()).items():
            text = text.replace(placeholder, name)
    return text


@lru_cache(maxsize=8)
def _placeholders(known: Parties, _language: str) -> dict[str, str]:
    """What a text writes for the two and for the article's event and place, and the words for them."""
    from dashboard.texts import formats, say  # which need texts, as texts need this module

    article = known.article
    until = formats.day(article.get("until", known.event))
    return {
        "{country_1}": known.names[known.first],
        "{country_2}": known.names[known.second],
        "{event_name}": article.get("event_name", ""),
        "{event_date}": formats.day(known.event),
        "{event_year}": known.event[:4],
        "{place_word}": article.get("place_word", ""),
        "{years_apart}": str(known.calendars.get("solar_hijri", "")),
        "{until_name}": article.get("until_name") or until,
        "{until_date}": until,
        "{base_first}": str(known.event_year - 3),
        "{base_year}": str(known.event_year - 1),
        "{price_year}": str(article.get("price_year", "")),
        "{comparators}": ", ".join(known.names.get(c, c) for c in known.comparators) or say("votes.everybody"),
    }


def name_of(country: str) -> str | None:
    """Name of a country in the package that is being answered from."""
    return current().names.get(country)


def label_of(group: str, code: str) -> str | None:
    """What the package that is being answered from calls a code, in the language of this server."""
    labels, name = current().labels, group.rpartition(".")[2]
    for key in (f"format.{_OTHER_NAMES.get(name, name)}.{code}", f"choice.{name}.{code}.title"):
        if key in labels:
            return translated(key, labels[key])
    return None
