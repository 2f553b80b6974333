"""The quarter of a world: raw folder and package, made once for all tests that ask for it."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def quarter_raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data/raw with live answers of a hundred countries, two months of them. Not to be written to."""
    from bench import world  # here: a fault in what makes the world fails the tests that walk it, and no others

    raw = tmp_path_factory.mktemp("world") / "raw"
    world.write(raw, 0.25)
    return raw


@pytest.fixture(scope="session")
def quarter(quarter_raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of `quarter_raw`. Not to be written to."""
    from etl.build import build

    out = tmp_path_factory.mktemp("world-package") / "processed"
    summary = build(quarter_raw, out)
    assert not summary.failed
    return out
