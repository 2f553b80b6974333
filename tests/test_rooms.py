"""The plan of both houses, drawn by imports: at most 12 rooms on 6 floors, 40 arrows between them, and no circle."""

from __future__ import annotations

from graphlib import TopologicalSorter

import pytest

from tests.test_walls import PACKAGES, ROOT, imports, modules


def arrows(house: str) -> dict[str, set[str]]:
    """Room -> the rooms it imports from; a room is a folder or a module of the house."""
    drawn: dict[str, set[str]] = {name.split(".")[1]: set() for name in modules(ROOT, house) if "." in name}
    for name, path in modules(ROOT, house).items():
        targets = {t.split(".")[1] for t in imports(name, path) if t.startswith(f"{house}.")} & set(drawn)
        if "." in name:
            drawn[name.split(".")[1]] |= targets - {name.split(".")[1]}
    return drawn


@pytest.mark.parametrize("house", PACKAGES)
def test_the_plan_is_small(house: str) -> None:
    drawn = arrows(house)
    floors: dict[str, int] = {}
    for room in TopologicalSorter(drawn).static_order():  # a circle of imports is an error here
        floors[room] = 1 + max((floors[below] for below in drawn[room]), default=0)
    assert 8 <= len(drawn) <= 12
    assert max(floors.values()) <= 6
    assert sum(len(below) for below in drawn.values()) <= 40
