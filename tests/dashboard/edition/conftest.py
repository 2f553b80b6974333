"""Two editions of the small package: one to be opened from a disk, one made for an address."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.edition import check
from dashboard.edition.check import SUMS
from tests.dashboard.conftest import BASE as BASE


def _read(folder: Path) -> dict[str, bytes]:
    """The files as they are made: in the order of their names, then their hashes."""
    files = check.read(folder)
    return {name: files[name] for name in (*sorted(files.keys() - {SUMS}), SUMS)}


@pytest.fixture(scope="session")
def edition(place: Path) -> dict[str, bytes]:
    return _read(place)


@pytest.fixture(scope="session")
def hosted(hosted_edition: Path) -> dict[str, bytes]:
    return _read(hosted_edition)


@pytest.fixture(scope="session")
def place(small_edition: Path) -> Path:
    """The folder of the edition for a disk."""
    return small_edition
