"""Every column of the package, described once and used by name in `etl.contract.tables`."""

from __future__ import annotations

from collections.abc import Iterable

from etl.contract.fields import analyses, common, figures, investment, judgement, ledgers, summaries, trade, votes
from etl.contract.schema import Field


def by_name(fields: Iterable[Field]) -> dict[str, Field]:
    """The fields by name; ValueError when one is described twice."""
    columns: dict[str, Field] = {}
    for field in fields:
        if field.name in columns:
            raise ValueError(f"column {field.name} is described twice")
        columns[field.name] = field
    return columns


COLUMNS = by_name(
    field
    for module in (common, trade, investment, votes, figures, summaries, judgement, analyses, ledgers)
    for field in module.FIELDS
)
