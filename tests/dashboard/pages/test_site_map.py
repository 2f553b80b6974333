"""The map of the site: what Dash draws at an address is the page that the first HTML has there, with its title."""

from __future__ import annotations

import re
from html import unescape

import dash
import pytest
from flask.testing import FlaskClient

from tests.dashboard.asking import drawn

NAMED = {"claim": "trade-rank", "part": "level", "specification": "imf.2025", "table": "trade", "chart": "russia-rank"}


def heading_and_title(client: FlaskClient, path: str) -> tuple[str, str]:
    """Heading and title of what Dash draws at `path`."""
    tree, title = drawn(client, path)
    heading = tree["props"]["children"][0]
    assert heading["type"] == "H1", path
    pieces = heading["props"]["children"]
    return "".join(p if isinstance(p, str) else p["props"]["children"] for p in pieces), title


def addresses() -> list[str]:
    paths = [page["path_template"] or page["path"] for page in dash.page_registry.values()]
    return [re.sub("<(.*?)>", lambda match: NAMED[match[1]], path) for path in paths if "404" not in path]


def test_dash_draws_the_page_of_the_first_html_with_its_title(client: FlaskClient) -> None:
    for path in addresses():
        text = unescape(client.get(path).text)
        heading, title = heading_and_title(client, path)
        assert f"<title>{title}</title>" in text, path
        assert f"<h1>{heading}</h1>" in re.sub(r"</?span[^>]*>", "", text), path


@pytest.mark.parametrize(
    "path", ["/x", "/claims/x", "/claims/x/y/z", "/claims/trade-rank/level/x", "/data/x", "/charts/x"]
)
def test_where_nothing_is_dash_says_so_too(client: FlaskClient, path: str) -> None:
    assert heading_and_title(client, path) == (
        "There is nothing at this address",
        "There is nothing at this address – The Russia–Iran Ledger",
    )
