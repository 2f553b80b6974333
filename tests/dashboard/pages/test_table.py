"""The trail on a table's page: every table that has rows of others leads to files with publisher, day and hash."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.package.provenance import FILE
from dashboard.package.store import Package
from dashboard.pages import table

RAW = Path(__file__).resolve().parents[3]


def section(client: FlaskClient, name: str) -> str:
    page = unescape(client.get(f"/data/{name}").get_data(as_text=True))
    return page.partition(f'id="{table.ORIGIN}"')[2].partition("</section>")[0]


@pytest.mark.parametrize("name", ["trade", "un_votes", "agreements", "sources"])
def test_files_are_named_with_the_hash_of_their_bytes(whole: FlaskClient, name: str) -> None:
    rows = re.findall(r"<tr>.*?(data/raw/bundled/\w+\.csv).*?([0-9a-f]{64}).*?</tr>", section(whole, name), re.DOTALL)
    assert rows
    for file, digest in rows:
        assert digest == hashlib.sha256((RAW / file).read_bytes()).hexdigest()


def test_tables_between_are_links(whole: FlaskClient) -> None:
    text = section(whole, "arms_shares")
    assert 'href="/data/arms"' in text
    assert f'href="/data/{FILE}' in text


def test_words_of_ours_say_so(whole: FlaskClient) -> None:
    assert "no raw file" in section(whole, "rules")


def test_a_package_without_a_crate_has_no_section(now: Package) -> None:
    files = {name: content for name, content in now.files.items() if name != FILE}
    assert table.origin(replace(now, files=files), "trade") is None


def test_the_crate_is_a_file_like_the_others(whole: FlaskClient, now: Package) -> None:
    answer = whole.get(f"/data/{FILE}")
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert answer.get_data() == now.files[FILE]
    assert f"/data/{FILE}" in whole.get("/data").get_data(as_text=True)


def test_a_long_list_is_cut_and_says_so(whole: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST", 0)
    text = section(whole, "arms?page=2")
    assert "data/raw/bundled/" not in text
    assert re.search(r"And \d+ more", text)
