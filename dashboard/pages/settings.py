"""A reader's settings of a measured part: what may be set, what an address sets, and the verdict under it.

In an address every setting is named `reader.<part>.<setting>`, so that it says whose it is; what the address leaves out
is as the ledger has it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dashboard.charts.base import UnknownChoice
from dashboard.package.parts import Part
from dashboard.package.store import Package
from dashboard.pages import rule
from dashboard.pages.rule import Outcome, Spec

READER = "reader"
SHARES = ("supported", "overstated_weak", "overstated_strong", "contradicted")  # thresholds in per cent
NUMBERS = ("min_specifications", "min_families")
YES_NO, SILENT, ANY = ("yes", "no"), ("counted", "left_out"), "any"


def most(threshold: str) -> int:
    """The largest number that a threshold may be set to."""
    return 100 if threshold in SHARES else 99


@dataclass(frozen=True, kw_only=True)
class Settings:
    """One way to set a part: the books that count, and every other setting by its name, as an address writes it."""

    books: tuple[str, ...]
    values: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What a reader may set in one part: its specifications, whether it is a register, the ledger's thresholds."""

    part: str
    specs: tuple[Spec, ...]
    register: bool
    thresholds: Mapping[str, int]

    @cached_property
    def books(self) -> tuple[str, ...]:
        """Root families, in the order of the table."""
        return tuple(dict.fromkeys(s.root_family for s in self.specs))

    @cached_property
    def choices(self) -> dict[str, tuple[str, ...]]:
        """Choices in which the specifications differ, each with its options."""
        pairs = sorted({pair for s in self.specs for pair in s.options})
        names = {p.partition("=")[0] for p in pairs if any(p not in s.options for s in self.specs)}
        return {n: tuple(p.partition("=")[2] for p in pairs if p.startswith(f"{n}=")) for n in sorted(names)}

    @cached_property
    def options(self) -> dict[str, tuple[str, ...]]:
        """Every setting that is picked from a list, with what can be picked; the ledger's own comes first."""
        years = tuple(str(year) for year in sorted({s.year for s in self.specs}))
        estimates = len({s.imputed for s in self.specs}) > 1  # some are estimates, and some are not
        silent = any((s.silent_strong, s.silent_weak) != (None, None) for s in self.specs)
        return {
            "estimates": YES_NO if estimates else YES_NO[:1],
            "silent": SILENT if silent else SILENT[:1],
            **{name: (ANY, *options) for name, options in self.choices.items()},
            "from": years,
            "to": years[::-1],
        }

    @cached_property
    def ledger(self) -> Settings:
        """The settings under which the ledger gives its own verdict."""
        thresholds = {name: str(value) for name, value in self.thresholds.items()}
        return Settings(books=self.books, values={n: values[0] for n, values in self.options.items()} | thresholds)

    def name(self, setting: str) -> str:
        """How a setting is written in an address."""
        return f"{READER}.{self.part}.{setting}"

    def read(self, query: Mapping[str, Any]) -> Settings:
        """The settings in the query of an address. UnknownChoice for one that the part does not have."""
        start = self.name("")
        given = {name.removeprefix(start): value for name, value in query.items() if name.startswith(start)}
        books = given.pop("books", [])
        books = {self._checked("books", book) for book in (books if isinstance(books, (list, tuple)) else [books])}
        values = {name: self._checked(name, value) for name, value in given.items()}
        named = tuple(book for book in self.books if book in books)
        return Settings(books=named or self.books, values={**self.ledger.values, **values})

    def _checked(self, setting: str, value: Any) -> str:
        """`value` as text. UnknownChoice where the setting cannot have it, or the part has no such setting."""
        name, text = self.name(setting), str(value)
        options = {"books": self.books, **self.options}
        if setting in self.thresholds:
            if not (text.isascii() and text.isdigit()) or int(text) > most(setting):
                raise UnknownChoice(name, text, (f"0-{most(setting)}",))
            return str(int(text))
        if setting not in options:
            raise UnknownChoice(name, "", tuple(sorted(map(self.name, (*options, *self.thresholds)))))
        if text not in options[setting]:
            raise UnknownChoice(name, text, options[setting])
        return text

    def pairs(self, settings: Settings) -> list[tuple[str, str]]:
        """What an address says of `settings`: names and values, without what is as the ledger has it."""
        books = [("books", book) for book in settings.books if settings.books != self.books]
        values = [pair for pair in settings.values.items() if pair not in self.ledger.values.items()]
        return [(self.name(name), value) for name, value in (*books, *values)]

    def selected(self, settings: Settings) -> list[Spec]:
        """The specifications that count under `settings`."""
        values = settings.values
        options = {f"{name}={values[name]}" for name in self.choices if values[name] != ANY}
        specs = [
            s
            for s in self.specs
            if s.root_family in settings.books
            and int(values["from"]) <= s.year <= int(values["to"])
            and (values["estimates"] == "yes" or not s.imputed)
            and options <= s.options
        ]
        return specs if values["silent"] == "counted" else [s.without_silent for s in specs]

    def outcome(self, settings: Settings) -> Outcome:
        """The verdict under `settings`."""
        return rule.outcome(self.selected(settings), self.register, self.limits(settings))

    def limits(self, settings: Settings) -> dict[str, float]:
        """The thresholds under `settings`: those of a share from 0 to 1."""
        numbers = {name: int(settings.values[name]) for name in self.thresholds}
        return {name: n / 100 if name in SHARES else n for name, n in numbers.items()}


def offer(part: Part, now: Package) -> Offer | None:
    """What may be set in `part`; None where it is not measured, or nothing of it can be computed."""
    values = {row["name"]: row["value"] for row in now.rows("thresholds")}
    if part.specifications.empty or not {*SHARES, *NUMBERS} <= set(values):
        return None
    register = part.about.get("source_kind") == "register"
    shares = {n: round(100 * float(values[n])) for n in SHARES}
    numbers = {} if register else {n: round(float(values[n])) for n in NUMBERS}
    specs = tuple(rule.specs(part.specifications))
    return Offer(part=part.name, specs=specs, register=register, thresholds=shares | numbers)
