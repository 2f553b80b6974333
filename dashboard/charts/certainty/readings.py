"""Parts of claims and the readings of them, for several charts: which there are, what one gives, where its page is."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import frames, periods
from dashboard.charts.base import Phrases, Row, TableMap
from dashboard.texts import formats, word

phrase = Phrases("specification-curve")  # whose words they have
#: columns of choices, in the order they stand under the curve
AXES = ("root_family", "series", "period", "flow", "eu", "unspecified", "valuation", "theme", "era", "cell_basis")
TONES = {"holds": "yes", "fails": "no", "open": "open"}


def titles(tables: TableMap, rows: pd.DataFrame) -> dict[str, str]:
    """`<claim>.<part>` -> each part with a row in `rows` in a few words, in the article's order."""
    known = set(zip(rows["claim"], rows["part"], strict=True))
    claims = tables["claims"][["id", "position", "phrase"]].rename(columns={"id": "claim", "position": "place"})
    parts = tables["parts"].merge(claims, on="claim").sort_values(["place", "position", "part"], kind="stable")
    return {f"{p.claim}.{p.part}": _title(p) for p in frames.each(parts) if (p.claim, p.part) in known}


def _title(part: Row) -> str:
    return f"{part.phrase}: {part.title}" if pd.isna(part.question) else str(part.question)


def of_part(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """`rows` of the part `<claim>.<part>`."""
    claim, _, part = name.partition(".")
    return frames.of(rows, claim=claim, part=part)


def slug(specification: str) -> str:
    """The id of a specification as one step of an address."""
    return specification.replace("/", ".").replace(":", "-").replace("=", "-")


def address(claim: object, part: object, specification: object) -> str:
    """Address of the page of one specification: a cell or a mark of a chart that shows one leads there."""
    return f"/claims/{claim}/{part}/{slug(str(specification))}"


def page(row: Row) -> str:
    """The same of a row of `specifications`."""
    return address(row.claim, row.part, row.specification)


def state(row: Row) -> str:
    """holds, fails, or open where no answer can be computed."""
    return "open" if pd.isna(row.holds_strong) else "holds" if bool(row.holds_strong) else "fails"


def mark(row: Row) -> str:
    """The sign of the same."""
    return word("mark", f"holds-{TONES[state(row)]}")


def known(row: Row) -> tuple[float | None, float | None, float | None]:
    """Value, low and high end; a value outside its own interval gives way: partners that are missing move a rank."""
    cells: tuple[Any, ...] = (getattr(row, "value", None), row.value_low, row.value_high)
    value, low, high = (None if pd.isna(v) else float(v) for v in cells)
    outside = value is not None and ((low is not None and value < low) or (high is not None and value > high))
    return (None if outside else value), low, high


def interval(row: Row) -> str:
    """The value in words, else its interval, else its known end; a word for an unknown value."""
    value, low, high = known(row)
    if low is not None and high is not None and low != high:
        return phrase("between", low=formats.number(low), high=formats.number(high))
    if value is not None or (low is not None and high is not None):
        return formats.number(value if value is not None else low or 0.0)
    if low is None and high is None:
        return phrase("nothing")
    end = low if low is not None else high
    return phrase("at_most" if low is None else "at_least", value=formats.number(end or 0.0))


def period(row: Row) -> str:
    """The period of a reading, or the word for the time between two events that it is of."""
    era = phrase.word("era", row.period)
    return periods.period_words(row) if era == str(row.period) else era


def options(rows: pd.DataFrame) -> list[tuple[str, str]]:
    """The choices in which the readings differ, each with its options in the order of the rows.

    A reading that makes no choice differs from one that makes it.
    """
    differ = [column for column in AXES if rows[column].nunique(dropna=False) > 1]
    return [(column, str(value)) for column in differ for value in dict.fromkeys(rows[column].dropna())]


def option(column: str, value: str) -> str:
    """An option of a choice in words."""
    if column in ("period", "era"):
        return formats.period(value)
    known = {"root_family": "root_family", "series": "series", "flow": "choice.flow", "cell_basis": "cell_basis"}
    return word(known[column], value) if column in known else phrase.word(column, value)


def option_short(column: str, value: str) -> str:
    """The same in the letters that a phone has beside a curve."""
    short = f"short.{column}.{value}"
    return phrase(short) if phrase.has(short) else option(column, value)
