"""What a package says of itself in the words of its article: its title, and descriptions with the names of the pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from etl.contract.countries import COUNTRIES
from etl.contract.schema import Field, Table
from etl.contract.tables import CAVEATS

ABOUT = (
    "Public statistics on trade, investment, agreements and ties between {first} and {second}, and how an article's "
    "claims stand against them. One CSV per table; observed, curated and derived tables and ledgers are told apart."
)
KEYWORDS = ("trade statistics", "foreign direct investment", "arms transfers", "fact-checking", "open data")


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a package is about: the names of the two countries, and the article as readers are told of it."""

    first: str
    second: str
    article: Mapping[str, Any]
    caveats: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return f"The {self.first}-{self.second} Ledger"

    @property
    def about(self) -> str:
        return ABOUT.format(first=self.first, second=self.second)

    @property
    def keywords(self) -> list[str]:
        return [self.first, self.second, *KEYWORDS]

    def citation(self, version: str, created: str) -> str:
        """How to cite a package."""
        return f"{self.title}, data version {version} ({created}). Cite the publisher of each row as well."

    @cached_property
    def placeholders(self) -> dict[str, str]:
        """What a description writes for the two countries and for the days of the article, and the words for them."""
        names, about = (self.first, self.second), self.article
        until = about.get("until", "")
        words = {"event": about.get("event", ""), "event_name": about.get("event_name", ""), "until": until}
        words["base_year"] = str(int(words["event"][:4]) - 1) if words["event"] else ""
        words |= {"price_year": str(about.get("price_year", "")), "comparators": self._comparators}
        words |= {f"country_{i}": name for i, name in enumerate(names, 1)}
        words |= {f"adjective_{i}": name for i, name in enumerate(about.get("adjectives") or names, 1)}
        return {
            f"{{{name}}}": text for name, text in (words | {"until_name": about.get("until_name") or until}).items()
        }

    @property
    def _comparators(self) -> str:
        *names, last = [COUNTRIES[id].name for id in self.article.get("comparators", ())] or ["every other country"]
        return f"{', '.join(names)} and {last}" if names else last

    def say(self, text: str) -> str:
        """`text` with the names of this package."""
        for placeholder, name in self.placeholders.items() if "{" in text else ():
            text = text.replace(placeholder, name)
        return text

    def words(self, described: Table | Field) -> dict[str, str]:
        """Title and description of a table or a column, with the names of this package."""
        return {"title": self.say(described.title), "description": self.say(described.description)}

    def caveat(self, name: str) -> str:
        """The caveat `name`: the article's own, else the general one."""
        return self.caveats.get(name, CAVEATS[name])
