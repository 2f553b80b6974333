"""What Dash asks the server when a page is drawn in the browser."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient


def question(path: str, search: str = "") -> dict[str, object]:
    """The question for the page at `path` with the query `search`."""
    return {
        "output": ".._pages_content.children..._pages_store.data..",
        "outputs": [{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}],
        "inputs": [
            {"id": "_pages_location", "property": "pathname", "value": path},
            {"id": "_pages_location", "property": "search", "value": search},
        ],
        "changedPropIds": ["_pages_location.pathname"],
    }


def drawn(client: FlaskClient, path: str, search: str = "") -> tuple[Any, str]:
    """The tree that Dash draws at `path`, and the title that it gives the page."""
    answer = client.post("/_dash-update-component", json=question(path, search))
    assert answer.status_code == 200, path
    response = answer.get_json()["response"]
    return response["_pages_content"]["children"], response["_pages_store"]["data"]["title"]
