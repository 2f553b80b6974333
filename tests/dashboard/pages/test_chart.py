"""A chart alone: its page, its share address, its embed."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from dashboard.charts.registry import CHARTS
from dashboard.package import code_stamp


def page(client: FlaskClient, path: str) -> str:
    return client.get(path).get_data(as_text=True)


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_has_a_page_of_its_own(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/charts/{name}")
    result = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert result.count("<h1>") == 1
    assert re.search(r'<meta name="description" content="[^"]+"', result)


def test_the_share_address_opens_the_chart_with_its_choices(client: FlaskClient) -> None:
    result = page(client, "/claims/trade-rank?russia-rank.flow=export")
    shared = re.search(r"<code[^>]*>(http://localhost/charts/russia-rank[^<]*)</code>", result).group(1)
    assert unescape(shared) == "http://localhost/charts/russia-rank?russia-rank.flow=export"
    opened = page(client, unescape(shared).removeprefix("http://localhost"))
    assert f"/charts/russia-rank.csv?flow=export&amp;c={code_stamp.code()}&amp;v=" in opened


def test_the_embed_is_a_frame_around_the_same_chart(client: FlaskClient) -> None:
    result = unescape(unescape(page(client, "/charts/russia-rank?russia-rank.flow=export")))
    frame = re.search(r"<iframe ([^>]*)></iframe>", result).group(1)
    assert 'src="http://localhost/charts/russia-rank?russia-rank.flow=export&embed=1"' in frame
    assert 'title="Russia among Iran' in frame


def test_only_an_embed_may_stand_in_a_frame_of_another_page(client: FlaskClient) -> None:
    for path, free in (
        ("/charts/russia-rank?embed=1", True),
        ("/charts/russia-rank", False),
        ("/data?embed=1", False),
        ("/claims/trade-rank?embed=1", True),
        ("/charts/russia-rank?embed=yes", False),
    ):
        policy = client.get(path).headers["Content-Security-Policy"]
        assert ("frame-ancestors" not in policy) is free, path


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/charts/nothing", 404),
        ("/charts/russia-rank?russia-rank.flow=x", 400),
        ("/charts/russia-rank?russia-rank.nothing=x", 400),
        ("/charts/russia-rank?flow=export", 400),  # here a choice is written with its chart
        ("/charts/russia-rank?turnover.direction=to_iran", 400),
        ("/charts/russia-rank?utm_source=somewhere&embed=1", 200),
    ],
)
def test_a_wrong_address_says_so(client: FlaskClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status
    assert 'href="/"' in page(client, path)
