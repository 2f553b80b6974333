"""The claims of the article with their parts, in its order, and what changed in their verdicts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import parse_qsl

from dashboard.package.cells import Row, texts
from dashboard.package.parts import Part
from dashboard.package.store import Package
from dashboard.texts import say, word

FIRST = 3  # answers at the head of the front page where no claim asks to be there


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
    return package.once("claims", lambda: _read(package))


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


def changes(package: Package) -> list[Row]:
    """The rows of table `changes`, the newest first."""
    order = ["package_date", "claim", "part"]
    return texts(package.words["changes"].sort_values(order, ascending=[False, True, True], kind="stable"))
