"""One small package, the published one, and an application over each, for all tests that only read."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.app import Ledger, create_app
from dashboard.charts.base import Chart
from dashboard.edition import export
from dashboard.package.reading import default_folder, load
from dashboard.package.store import Package
from dashboard.texts import parties
from tests.dashboard.chromium import browser as browser
from tests.dashboard.sample import published, write_package
from tests.once import once

BASE = "https://ledger.example/open/"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_package(tmp_path_factory.mktemp("data") / "processed")


@pytest.fixture(scope="session")
def package(folder: Path) -> Package:
    return load(folder)


@pytest.fixture(autouse=True)
def russia_and_iran(request: pytest.FixtureRequest, package: Package) -> None:
    """Texts name the two of the package that a test asks, also where it asks a chart without a request."""
    asked = request.getfixturevalue("now") if "now" in request.fixturenames else package
    parties.use(asked.parties)


@pytest.fixture
def chart(request: pytest.FixtureRequest, package: Package) -> Chart:
    """The chart of an indirect parameter, with the options that the small package offers."""
    return request.param.with_options(package.tables)


@pytest.fixture(scope="session")
def app(folder: Path) -> Ledger:
    return create_app(folder)


@pytest.fixture
def client(app: Ledger) -> Iterator[FlaskClient]:
    with app.server.test_client() as client:
        yield client


@pytest.fixture(scope="session")
def now() -> Package:
    """The package that is published with the project."""
    return published()


@pytest.fixture(scope="session")
def whole() -> FlaskClient:
    """A reader of the published package."""
    return create_app(default_folder()).server.test_client()


def _edition(place: Path) -> None:
    start = time.process_time()
    export.write_folder(export.edition(create_app(default_folder())), place / "ledger")
    (place / "seconds").write_text(json.dumps(time.process_time() - start))


@pytest.fixture(scope="session")
def whole_edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the edition of the published package; `seconds` beside it is what it took of a processor."""
    return once(tmp_path_factory, "whole-edition", _edition) / "ledger"


@pytest.fixture(scope="session")
def small_edition(app: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the edition of the small package, for a disk."""

    def made(place: Path) -> None:
        export.write_folder(export.edition(app), place / "ledger")

    return once(tmp_path_factory, "small-edition", made) / "ledger"


@pytest.fixture(scope="session")
def hosted_edition(app: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the edition of the small package that is made for an address."""

    def made(place: Path) -> None:
        export.write_folder(export.edition(app, BASE), place / "ledger")

    return once(tmp_path_factory, "hosted-edition", made) / "ledger"
