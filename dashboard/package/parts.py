"""One part of a claim: what is asked, the verdict, and the rows of other tables about it, in the order of the page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from dashboard.package.cells import Row
from dashboard.package.store import Package


def _rows(table: str) -> cached_property[pd.DataFrame]:
    """Rows of `table` about a part, when they are asked for; which they are is looked up once for all parts."""

    def rows(part: Part) -> pd.DataFrame:
        frame = part.package.words[table]
        places = part.package.once(("by part", table), lambda: frame.groupby(["claim", "part"]).indices)
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
