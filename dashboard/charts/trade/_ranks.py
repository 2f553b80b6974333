"""Places as intervals: which rows a reader's choices ask for, how well a place is known, how it is said in short."""

from __future__ import annotations

import pandas as pd

from dashboard.charts import frames, periods, wording
from dashboard.charts.base import Choices, Row
from dashboard.texts import catalogue, say, word

KNOWN = 3  # an interval of at most so many places more than one is known well enough to be drawn strong


def families(rows: pd.DataFrame) -> dict[str, str]:
    """All books together, then every root family that has a row in `rows` of `partner_ranks`, by its words."""
    words = {
        name: catalogue().get(f"choice.family.{name}") or wording.family(name) for name in rows["root_family"].unique()
    }
    return {"all": word("choice.family", "all"), **dict(sorted(words.items(), key=lambda pair: pair[1].casefold()))}


def chosen(rows: pd.DataFrame, choices: Choices) -> pd.DataFrame:
    """Of rows of `partner_ranks` those that the choices of flow, basis, family and periods ask for, oldest first."""
    rows = frames.chosen(rows, choices, "flow", "basis", root_family="family")
    rows = periods.between(rows, choices)
    if choices["periods"] == "years":
        rows = periods.full_or_nearly(rows, ["partner", "root_family"])
    return frames.ordered(rows, "year root_family source period")


def bounded(rows: pd.DataFrame) -> pd.DataFrame:
    """Those of `rows` with a worst place; all where none has one."""
    closed = frames.known(rows, "rank_worst")
    return closed if len(closed) else rows


def known(row: Row) -> bool:
    """Whether both ends of the interval are given and lie close together."""
    if pd.isna(row.rank_best) or pd.isna(row.rank_worst):
        return False
    return int(row.rank_worst) - int(row.rank_best) <= KNOWN


def best(row: Row) -> int:
    """The best place of a row; where other books put one more partner above, the place without that partner."""
    return int(row.rank) if _one_above(row) else int(row.rank_best)


def _one_above(row: Row) -> bool:
    above = "" if pd.isna(row.leaning_on) else str(row.leaning_on)
    counted = not pd.isna(row.rank) and int(row.rank) < int(row.rank_best)
    return counted and len(above.split()) == 1


def words(row: Row, newest: bool = True) -> str:
    """The place in short: 7th; 4–5th; 5th, 6–7th with Iraq, where other books put one more partner above.

    Only the newest says whom it counts; an earlier one is 5–7th.
    """
    if not _one_above(row) or not newest:
        return _short(best(row), int(row.rank_worst))
    places, partner = _short(int(row.rank_best), int(row.rank_worst)), wording.country(str(row.leaning_on))
    return say("rank.with", counted=wording.ordinal(int(row.rank)), places=places, partner=partner)


def _short(best: int, worst: int) -> str:
    return wording.ordinal(worst) if best == worst else say("rank.short", best=best, worst=wording.ordinal(worst))
