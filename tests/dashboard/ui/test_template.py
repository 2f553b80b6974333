"""What stands in the head of the first HTML: the sheet and the first script, allowed by their hash and nothing else."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode

import pytest
from flask.testing import FlaskClient

from dashboard.ui import template


def test_the_sheet_is_in_the_html_and_no_page_asks_for_it(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)
    head = page.partition("</head>")[0]
    assert head.count("<style>") == 1
    assert ".claims article" in head
    assert 'rel="stylesheet"' not in head
    assert "<style>" in client.get("/charts/russia-rank.html").get_data(as_text=True)


def test_every_script_in_the_html_is_named_by_the_policy(client: FlaskClient) -> None:
    answer = client.get("/claims/trade-rank")
    allowed = answer.headers["Content-Security-Policy"]
    result = re.findall(r"<script(?![^>]*src=)([^>]*)>(.*?)</script>", answer.get_data(as_text=True), flags=re.DOTALL)
    run = [text for attributes, text in result if "json" not in attributes]
    assert len(run) >= 3
    for text in run:
        digest = b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in allowed, text[:80]


def test_the_dense_sheet_keeps_its_rules_and_loses_its_comments() -> None:
    full = (template.ASSETS / template.SHEET).read_text(encoding="utf-8")
    dense = template.sheet()
    assert "/*" not in dense
    assert dense.count("{") == re.sub(r"/\*.*?\*/", "", full, flags=re.DOTALL).count("{")
    assert len(dense) < len(full)


@pytest.mark.parametrize("text", [template.sheet(), template.early()])
def test_no_text_can_end_its_element(text: str) -> None:
    assert "</" not in text
