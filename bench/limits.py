"""Limits of the benches: what is beyond one is marked, and what is marked is counted, so that the run ends with 1."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

WITHIN, MISSED = "kept", "MISSED"


def judged(value: float, limit: float, *, least: bool = False) -> str:
    """Whether `value` is at most its `limit`, or at `least` as much."""
    return WITHIN if (value >= limit if least else value <= limit) else MISSED


def missed(rows: Iterable[Sequence[str]]) -> int:
    """How many cells of a table are marked as beyond their limit."""
    return sum(MISSED in cell for row in rows for cell in row)
