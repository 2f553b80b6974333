"""The examples for scripts do what they say, each in its own program where that is here."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import duckdb
import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.http.first_html import Ledger
from dashboard.texts import catalogue
from tests.dashboard.browser.conftest import serving

ROOT = Path(__file__).resolve().parents[3]
FILE = ROOT / "dashboard" / "pages" / "api_examples.toml"
EXAMPLES = tomllib.loads(FILE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def published() -> Ledger:
    """The application over the published package, whose rows the examples ask for."""
    return create_app(ROOT / "data" / "processed")


@pytest.fixture(scope="module")
def site(published: Ledger) -> Iterator[str]:
    with serving(published.server) as address:
        yield address


def shown(site: str, published: Ledger) -> dict[str, str]:
    """The examples as the page of `site` shows them, in their order."""
    with published.server.test_client() as client:
        text = client.get("/api", base_url=site).get_data(as_text=True)
    result = [unescape(t) for t in re.findall(r"<pre><code[^>]*>(.*?)</code></pre>", text, re.DOTALL)]
    return dict(zip(EXAMPLES, result, strict=True))


def test_each_example_has_a_heading() -> None:
    assert {f"api.example.{name}" for name in EXAMPLES} <= set(catalogue())


def test_the_example_in_python(site: str, published: Ledger) -> None:
    done = subprocess.run([sys.executable, "-c", shown(site, published)["python"]], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) > 5


def test_the_example_with_curl_and_the_one_in_duckdb_on_its_file(site: str, published: Ledger, tmp_path: Path) -> None:
    if not shutil.which("curl"):
        pytest.skip("no curl here")
    examples = shown(site, published)
    done = subprocess.run(["sh", "-ec", examples["curl"]], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert '"status": "ok"' in done.stdout
    query = examples["duckdb"].replace("verdicts.csv", str(tmp_path / "verdicts.csv"))
    rows = duckdb.sql(query).fetchall()
    assert len(rows) > 1
    assert all(len(row) == 3 for row in rows)


def test_the_example_in_r(site: str, published: Ledger) -> None:
    if not shutil.which("Rscript"):
        pytest.skip("Rscript is not beside the repository's test tools")
    done = subprocess.run(["Rscript", "-e", shown(site, published)["r"]], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "rank_best" in done.stdout


def test_every_address_of_the_page_answers(client: FlaskClient) -> None:
    text = client.get("/api").get_data(as_text=True).partition("<main")[2].partition("</main>")[0]
    addresses = re.findall(r'href="(/[^"]*)"', text)
    assert len(addresses) > 7
    assert {client.get(address).status_code for address in addresses} == {200}
