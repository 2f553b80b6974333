"""A reader's settings of a measured part: what may be set, what an address sets, and the verdict under it.

In an address every setting is named `reader.<part>.<setting>`, so that it says whose it is; what is silent is as the
ledger has it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dashboard.charts.base import UnknownChoice
from dashboard.package.claims import Part
from dashboard.package.store import Package
from dashboard.pages import rule
from dashboard.pages.rule import Outcome, Spec

READER = "reader"
SHARES = ("supported", "overstated_weak", "overstated_strong", "contradicted")  # set in per cent
NUMBERS = ("min_specifications", "min_families")
YES_NO, SILENT, ANY = ("yes", "no"), ("counted", "left_out"), "any"
Pairs = list[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Settings:
    """One way to set a part; `options` are written choice=option, a choice that is not named has any option."""

    books: tuple[str, ...]
    first: int
    last: int
    estimates: bool = True
    silent: bool = True
    options: tuple[str, ...] = ()
    thresholds: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What a reader may set in one part: its specifications, whether it is a register, the ledger's thresholds."""

    part: str
    specs: tuple[Spec, ...]
    register: bool
    usual: Mapping[str, int]

    @cached_property
    def books(self) -> tuple[str, ...]:
        """Root families, in the order of the table."""
        return tuple(dict.fromkeys(s.root_family for s in self.specs))

    @cached_property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted({s.year for s in self.specs}))

    @cached_property
    def estimates(self) -> bool:
        """Whether some count that are estimates, and some that are not."""
        return len({s.imputed for s in self.specs}) > 1

    @cached_property
    def silent(self) -> bool:
        """Whether partners that publish nothing can be left out."""
        return any((s.silent_strong, s.silent_weak) != (None, None) for s in self.specs)

    @cached_property
    def choices(self) -> dict[str, list[str]]:
        """Choices on which specifications part, each with its options."""
        pairs = sorted({pair for s in self.specs for pair in s.options})
        parted = {p.partition("=")[0] for p in pairs if any(p not in s.options for s in self.specs)}
        return {name: [p.partition("=")[2] for p in pairs if p.startswith(f"{name}=")] for name in sorted(parted)}

    @cached_property
    def ledger(self) -> Settings:
        """The ledger's own settings."""
        return Settings(books=self.books, first=self.years[0], last=self.years[-1], thresholds=self.usual)

    def name(self, setting: str) -> str:
        """How a setting is written in an address."""
        return f"{READER}.{self.part}.{setting}"

    def read(self, query: Mapping[str, Any]) -> Settings:
        """The settings in the query of an address. UnknownChoice for one that the part does not have."""
        query_of_offer = _Given(self, {n: v for n, v in query.items() if n.startswith(self.name(""))})
        settings = Settings(
            books=query_of_offer.several("books", self.books),
            estimates=query_of_offer.one("estimates", YES_NO if self.estimates else YES_NO[:1]) == "yes",
            silent=query_of_offer.one("silent", SILENT if self.silent else SILENT[:1]) == "counted",
            options=tuple(
                f"{name}={value}"
                for name, options in self.choices.items()
                if (value := query_of_offer.one(name, (ANY, *options))) != ANY
            ),
            first=int(query_of_offer.one("from", tuple(map(str, self.years)))),
            last=int(query_of_offer.one("to", tuple(map(str, reversed(self.years))))),
            thresholds={
                n: query_of_offer.number(n, usual, 100 if n in SHARES else 99) for n, usual in self.usual.items()
            },
        )
        query_of_offer.refuse_rest()
        return settings

    def pairs(self, settings: Settings) -> Pairs:
        """What an address says of `settings`: names and values, without what is as the ledger has it."""
        own = self.ledger
        flags = [("estimates", "no"), ("silent", "left_out")]
        pairs = [("books", b) for b in settings.books if settings.books != own.books]
        pairs += [pair for pair in flags if not getattr(settings, pair[0])]
        pairs += [(name, value) for name, _, value in (o.partition("=") for o in settings.options)]
        pairs += [("from", str(settings.first))] if settings.first != own.first else []
        pairs += [("to", str(settings.last))] if settings.last != own.last else []
        pairs += [(n, str(v)) for n, v in settings.thresholds.items() if v != self.usual[n]]
        return [(self.name(name), value) for name, value in pairs]

    def selected(self, settings: Settings) -> list[Spec]:
        """The specifications that count under `settings`."""
        some = [
            s
            for s in self.specs
            if s.root_family in settings.books
            and settings.first <= s.year <= settings.last
            and (settings.estimates or not s.imputed)
            and set(settings.options) <= s.options
        ]
        return some if settings.silent else [s.without_silent for s in some]

    def outcome(self, settings: Settings) -> Outcome:
        """The verdict under `settings`."""
        t = {n: v / 100 if n in SHARES else v for n, v in settings.thresholds.items()}
        return rule.outcome(self.selected(settings), self.register, t)


class _Given:
    """What an address says of one part; each look at a name marks it as known."""

    def __init__(self, offer: Offer, query: Mapping[str, Any]) -> None:
        self._offer, self._query, self._known = offer, query, set[str]()

    def several(self, setting: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
        """The values of a setting that may be named more than once, all of them where it is silent."""
        name = self._name(setting)
        items = self._query.get(name, [])
        values = [str(v) for v in items] if isinstance(items, (list, tuple)) else [str(items)]
        for value in values:
            if value not in allowed:
                raise UnknownChoice(name, value, allowed)
        return tuple(v for v in allowed if v in values) or allowed

    def one(self, setting: str, allowed: tuple[str, ...]) -> str:
        """The value of a setting, the first of `allowed` where it is silent."""
        name = self._name(setting)
        value = str(self._query.get(name, allowed[0]))
        if value not in allowed:
            raise UnknownChoice(name, value, allowed)
        return value

    def number(self, setting: str, usual: int, most: int) -> int:
        name = self._name(setting)
        text = str(self._query.get(name, usual))
        if not (text.isascii() and text.isdigit()) or int(text) > most:
            raise UnknownChoice(name, text, (f"0-{most}",))
        return int(text)

    def refuse_rest(self) -> None:
        for name in sorted(set(self._query) - self._known):
            raise UnknownChoice(name, "", tuple(sorted(self._known)))

    def _name(self, setting: str) -> str:
        name = self._offer.name(setting)
        self._known.add(name)
        return name


def offer(part: Part, now: Package) -> Offer | None:
    """What may be set in `part`; None where it is not measured, or nothing of it can be computed."""
    if part.specifications.empty:
        return None
    values = now.words["thresholds"].set_index("name")["value"]
    if not {*SHARES, *NUMBERS} <= set(values.index):
        return None
    register = part.about.get("source_kind") == "register"
    shares = {n: round(100 * float(values[n])) for n in SHARES}
    return Offer(
        part=part.about["part"],
        specs=tuple(rule.specs(part.specifications)),
        register=register,
        usual=shares if register else shares | {n: round(float(values[n])) for n in NUMBERS},
    )
