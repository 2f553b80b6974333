"""How far an agreement got: the rows of `agreements` about it, who saw it reach a stage, and who claims so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.contract.enums import STAGES
from etl.judge.records import Record, names_in, records
from etl.judge.witnesses import UNNAMED

_WORK = ("W", "D")
Names = frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """The rows of one agreement: its `own`, and those `below` it: components, restatements, what else belongs to it."""

    own: Sequence[Record]
    below: Sequence[Record]

    @classmethod
    def of(cls, agreements: pd.DataFrame, id: str, until: str = "9999") -> Agreement:
        """The agreement `id` in `agreements`, of what was signed by `until` or bears no date."""
        rows = [row for row in records(agreements) if pd.isna(row["signed_date"]) or row["signed_date"] <= until]
        return cls(own=[r for r in rows if r["id"] == id], below=[r for r in rows if r["parent_id"] == id])

    def _below(self, relation: str) -> list[Record]:
        return [row for row in self.below if row["relation"] == relation]

    @property
    def whole(self) -> list[Record]:
        """The agreement with its components: a restatement adds nothing to it."""
        return [*self.own, *self._below("component")]

    @property
    def furthest(self) -> str:
        """The furthest stage that it or a component reached."""
        return max((str(row["furthest"]) for row in self.whole), key=STAGES.index)

    @property
    def dates(self) -> list[str]:
        """When each row was last looked at, else signed."""
        dates = (
            next((d for d in (row["status_asof"], row["signed_date"]) if isinstance(d, str)), "") for row in self.whole
        )
        return [date for date in dates if date]

    def reached(self, stage: str) -> dict[str, Names]:
        """Who saw `stage` reached, by the row that says so."""
        return {row["id"]: authorities(row) for row in self.whole if reaches(row["furthest"], stage)}

    def claimed(self, stage: str) -> Names:
        """Who claims that `stage` is reached, restatements too."""
        rows = (row for row in (*self.whole, *self._below("restatement")) if reaches(row["furthest_claimed"], stage))
        return frozenset[str]().union(*(authorities(row) for row in rows))

    def share_at_work(self) -> tuple[float | None, float | None]:
        """Value of components with work over the whole, in per cent, up to that of what is claimed to be at work.

        Where the value of one of them is not known, nothing but the whole bounds the share; neither end exceeds it.
        """
        total, components = next(iter(_values(self.own)), 0.0), self._below("component")
        if not components or not total:
            return None, None
        worked = [row for row in components if row["furthest"] in _WORK]
        claimed = [r for r in self.below if r["furthest"] not in _WORK and r["furthest_claimed"] in _WORK]
        known = _values([*worked, *claimed])
        most = sum(known) if len(known) == len(worked) + len(claimed) else total
        return min(100.0, 100 * sum(_values(worked)) / total), min(100.0, 100 * most / total)


def reaches(furthest: Any, stage: str) -> bool:
    """Whether a stage is at least `stage`; an empty cell is not."""
    return isinstance(furthest, str) and STAGES.index(furthest) >= STAGES.index(stage)


def authorities(row: Record) -> Names:
    """Who says what a row of `agreements` says: offices and companies of one state are one."""
    texts = (row["witness"], row["root_authority"], row["root"], row["publisher"])
    text = next((text for text in texts if isinstance(text, str)), "?")
    return frozenset(names_in(text) - UNNAMED)


def _values(rows: Iterable[Record]) -> list[float]:
    return [float(row["value_usd"]) for row in rows if pd.notna(row["value_usd"])]
