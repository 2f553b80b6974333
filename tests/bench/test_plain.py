"""The page that ours is measured against draws real charts, and is asked what a browser would ask it."""

from __future__ import annotations

import json

import pytest

from bench import load
from bench.plain import app as plain


@pytest.mark.parametrize("flow", plain.FLOWS)
def test_it_draws_its_four_charts(flow: str) -> None:
    figures = plain.draw(flow)
    assert len(figures) == len(plain.CHARTS)
    assert all(len(trace.x) for figure in figures for trace in figure.data)
    assert all(figure.data for figure in figures)


def test_it_shows_the_verdict_that_ours_shows_first() -> None:
    first = plain.VERDICTS[plain.VERDICTS["claim"] == "trade-rank"].iloc[0]
    assert str(first["sentence"]) in plain.verdict()


def test_the_load_asks_its_callback_as_a_browser_does() -> None:
    client = plain.server.test_client()
    client.get("/")
    answer = client.post(load.CALLBACK, data=load.callback(), content_type="application/json")
    assert answer.status_code == 200
    assert set(json.loads(answer.data)["response"]) == set(plain.CHARTS)
