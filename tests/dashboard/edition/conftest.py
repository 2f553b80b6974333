"""Two editions of the small package: one to be opened from a disk, one made for an address."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.app import Ledger
from dashboard.edition import export

BASE = "https://ledger.example/open/"


@pytest.fixture(scope="session")
def edition(app: Ledger) -> dict[str, bytes]:
    return export.edition(app)


@pytest.fixture(scope="session")
def hosted(app: Ledger) -> dict[str, bytes]:
    return export.edition(app, BASE)


@pytest.fixture(scope="session")
def place(edition: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the edition for a disk."""
    folder = tmp_path_factory.mktemp("edition") / "ledger"
    export.write_folder(edition, folder)
    return folder
