"""The quarter of a world: raw folder and package, made once for all tests that ask for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.once import once


def _answers(place: Path) -> None:
    from bench import world  # here: a fault in what makes the world fails the tests that walk it, and no others

    world.write(place / "raw", 0.25)


@pytest.fixture(scope="session")
def quarter_raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data/raw with live answers of a hundred countries, two months of them. Not to be written to."""
    return once(tmp_path_factory, "world", _answers) / "raw"


@pytest.fixture(scope="session")
def quarter(quarter_raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of `quarter_raw`. Not to be written to."""

    def made(place: Path) -> None:
        from etl.build import build

        assert not build(quarter_raw, place / "processed").failed

    return once(tmp_path_factory, "world-package", made) / "processed"
