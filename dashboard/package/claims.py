"""What the pages ask of the tables about claims: the rows of one claim, in the order of the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import cast
from urllib.parse import parse_qsl

import pandas as pd

from dashboard.package.cells import texts
from dashboard.package.store import Package
from dashboard.texts import say, word

Row = dict[str, str]
FIRST = 3  # answers at the head of the front page where no claim asks to be there


def _rows(table: str) -> cached_property[pd.DataFrame]:
    """Rows of `table` about a part, when they are asked for; which they are is looked up once for all parts."""

    def rows(part: Part) -> pd.DataFrame:
        frame = part.package.words[table]
        places = part.package.made.get(("by part", table), lambda: frame.groupby(["claim", "part"]).indices)
        rows = places.get((part.about["claim"], part.name), ())
        # neighbours where the table is sorted by its key: a slice of them copies nothing
        neighbours = len(rows) and rows[-1] - rows[0] == len(rows) - 1
        return frame.iloc[rows[0] : rows[-1] + 1] if neighbours else frame.take(rows)

    return cached_property(rows)


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of a claim: its description, its verdict, and the rows both rest on."""

    about: Row
    verdict: Row
    package: Package
    specifications = _rows("specifications")
    evidence = _rows("evidence")
    history = _rows("verdict_log")
    flips = _rows("flips")
    stability = _rows("stability")
    conditions = _rows("conditions")
    possible_verdicts = _rows("possible_verdicts")

    @property
    def name(self) -> str:
        """Its id within its claim."""
        return self.about["part"]

    @property
    def title(self) -> str:
        return self.about["title"]

    @property
    def address(self) -> str:
        """Where it is on the page of its claim."""
        return f"/claims/{self.about['claim']}#{self.name}"

    @property
    def word(self) -> str:
        """The word of its verdict, such as "overstated"."""
        return self.verdict["verdict"]

    @property
    def sentence(self) -> str:
        return self.verdict["sentence"]

    @property
    def charts(self) -> list[str]:
        """Ids of the charts that it names."""
        return self.about.get("charts", "").split()

    @property
    def asserted(self) -> bool:
        """Whether the article says so; False for a question that we ask further."""
        return self.about.get("asserted") != "false"


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One claim of the article with its parts."""

    about: Row
    parts: tuple[Part, ...]

    @property
    def id(self) -> str:
        return self.about["id"]

    @property
    def title(self) -> str:
        return self.about["title"]

    @property
    def address(self) -> str:
        return f"/claims/{self.id}"

    @property
    def quoted(self) -> bool:
        """Whether its phrase is the article's own words."""
        return self.about.get("quoted") != "false"

    @property
    def phrase(self) -> str:
        """What the article says, in quotation marks where these are its own words."""
        return say("claim.quoted", phrase=self.about["phrase"]) if self.quoted else self.about["phrase"]

    @property
    def asserted(self) -> list[Part]:
        """The parts that the article says."""
        return [part for part in self.parts if part.asserted]

    @property
    def ours(self) -> list[Part]:
        """The parts that we ask further."""
        return [part for part in self.parts if not part.asserted]

    @property
    def chart_choices(self) -> dict[str, str]:
        """What its page asks of a chart that has the choice."""
        return dict(parse_qsl(self.about.get("chart_choices", "")))

    @property
    def charts(self) -> list[str]:
        """Ids of the charts that its parts name, each once, in the order of the parts."""
        return list(dict.fromkeys(name for part in self.parts for name in part.charts))

    def part(self, name: str) -> Part | None:
        """The part with the id `name`, or None when no part has this id."""
        return next((part for part in self.parts if part.name == name), None)


def every(package: Package) -> list[Claim]:
    """All claims in the article's order."""
    return cast(list[Claim], package.made.get("claims", lambda: _read(package)))


def _read(package: Package) -> list[Claim]:
    tables, parts = package.words, defaultdict[str, list[Part]](list)
    verdicts = {(row["claim"], row["part"]): row for row in texts(tables["verdicts"])}
    for about in texts(tables["parts"].sort_values(["position", "part"], kind="stable")):
        verdict = verdicts.get((about["claim"], about["part"]), {"verdict": "not yet checked", "sentence": ""})
        parts[about["claim"]].append(Part(about=about, verdict=verdict, package=package))
    rows = texts(tables["claims"].sort_values(["position", "id"], kind="stable"))
    return [Claim(about=row, parts=tuple(parts[row["id"]])) for row in rows]


def ids(package: Package) -> list[str]:
    """Ids of the claims in the article's order."""
    return [claim.id for claim in every(package)]


def claim(package: Package, name: str) -> Claim | None:
    """The claim with id `name`, or None when no claim has this id."""
    return next((claim for claim in every(package) if claim.id == name), None)


def counts(package: Package) -> dict[str, str]:
    """How many claims (at the start of a sentence) and parts there are, in words where we have one."""
    claims, parts = (len(package.words[name]) for name in ("claims", "parts"))
    return {"claims": word("number", claims).capitalize(), "parts": word("number", parts)}


def asked_first(claims: list[Claim]) -> list[Claim]:
    """The claims that ask to be answered first, in their order; the first few of `claims` where none does."""
    judged = [claim for claim in claims if claim.parts]
    named = [claim for claim in judged if claim.about.get("asked_first")]
    return sorted(named, key=lambda claim: int(claim.about["asked_first"])) or judged[:FIRST]


def source_rows(package: Package, names: Collection[str] | None = None) -> list[Row]:
    """Rows of `sources` with one of the ids `names`, or all, in the order of the table."""
    return [row for row in rows_of(package, "sources") if names is None or row["id"] in names]


def rows_of(package: Package, table: str) -> list[Row]:
    """All rows of a small table, which pages ask for by their ids; written once for a package."""
    return cast(list[Row], package.made.get(("rows", table), lambda: texts(package.words[table])))


def changes(package: Package) -> list[Row]:
    """The rows of table `changes`, the newest first."""
    order = ["package_date", "claim", "part"]
    return texts(package.words["changes"].sort_values(order, ascending=[False, True, True], kind="stable"))
