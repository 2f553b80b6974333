"""Two editions of the small package: one to be opened from a disk, one made for an address."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.edition import check
from tests.dashboard.conftest import BASE as BASE


@pytest.fixture(scope="session")
def edition(place: Path) -> dict[str, bytes]:
    return dict(sorted(check.read(place).items()))


@pytest.fixture(scope="session")
def hosted(hosted_edition: Path) -> dict[str, bytes]:
    return dict(sorted(check.read(hosted_edition).items()))


@pytest.fixture(scope="session")
def place(small_edition: Path) -> Path:
    """The folder of the edition for a disk."""
    return small_edition
