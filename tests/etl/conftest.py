"""One build of the bundled figures, shared by every test that only looks at it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from etl import claims
from etl.build import OUT, RAW, Summary, build
from etl.contract.pair import with_party
from etl.package import lists
from etl.sources import bundled as tidy
from etl.sources import observations
from etl.sources.bundled import Tables


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data/raw that holds the bundled files alone, whatever was fetched on this machine. Not to be written to."""
    raw = tmp_path_factory.mktemp("raw")
    shutil.copytree(RAW / "bundled", raw / "bundled")
    return raw


@pytest.fixture
def raw(bundled: Path, tmp_path: Path) -> Path:
    """A copy of the bundled files for a test to spoil."""
    shutil.copytree(bundled, tmp_path / "raw")
    return tmp_path / "raw"


@pytest.fixture(scope="session")
def built(bundled: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    """The package of the bundled files, and what its build said; its log goes on from the committed one."""
    out = tmp_path_factory.mktemp("built") / "processed"
    out.mkdir()
    shutil.copy(OUT / "verdict_log.csv", out)
    return out, build(bundled, out)


@pytest.fixture(scope="session")
def package(built: tuple[Path, Summary]) -> Path:
    return built[0]


@pytest.fixture(scope="session")
def published(package: Path) -> dict[str, pd.DataFrame]:
    """Every table of the package, read back with types. Not to be written to."""
    tables, faults = lists.read_package({path.name: path.read_bytes() for path in package.iterdir()})
    assert not faults
    return tables


@pytest.fixture(scope="session")
def observed(bundled: Path) -> Tables:
    """The bundled tables as the measures receive them. Not to be written to."""
    tables = tidy.load_bundled(bundled / "bundled")
    observations.complete(tables, {})
    tables["countries"] = with_party(tables["countries"], claims.article().pair)
    return tables
