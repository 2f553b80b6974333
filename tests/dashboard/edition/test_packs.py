"""Every state of a chart is in the packs, as the server would answer it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.charts.registry import CHARTS
from dashboard.edition import packs, ranks
from dashboard.package.store import Package

BOUNDED = sorted(set(CHARTS) - {ranks.ID})


def held(edition: dict[str, bytes], chart: str, kind: str) -> dict[str, Any]:
    """State -> content, read from the scripts of one chart."""
    states: dict[str, Any] = {}
    for name in sorted(n for n in edition if re.fullmatch(rf"packs/{chart}-{kind}-\d+\.js", n)):
        text = edition[name].decode()
        states |= json.loads(text[text.index("{") : text.rindex("}") + 1])
    return states


@pytest.mark.parametrize("chart", BOUNDED)
def test_states_are_those_of_the_server(
    edition: dict[str, bytes], package: Package, client: FlaskClient, chart: str
) -> None:
    states = packs.states(CHARTS[chart].with_options(package.tables))
    assert "" in states
    assert len(states) == len(set(states))
    for kind in ("json", "csv"):
        result = held(edition, chart, kind)
        assert sorted(result) == states
        for query in (states[0], states[-1]):
            answer = client.get(f"/charts/{chart}.{kind}?{query}").get_data(as_text=True)
            assert result[query] == (json.loads(answer) if kind == "json" else answer)


def test_a_chart_with_too_many_choices_has_no_states(package: Package) -> None:
    assert packs.states(CHARTS[ranks.ID].with_options(package.tables)) == []


def test_a_file_holds_no_more_than_it_may(edition: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "LIMIT", 10)
    assert list(packs._groups({"a": "12345", "b": "12345", "c": "1", "d": "x" * 40})) == [["a", "b"], ["c"], ["d"]]


def test_the_script_knows_where_a_state_is(edition: dict[str, bytes]) -> None:
    text = edition["scripts/settings.js"].decode()
    settings = json.loads(text[text.index("{") : text.rindex("}") + 1])
    places = settings["charts"]["russia-rank"]["places"]["json"]
    for query, number in places.items():
        assert json.dumps(query) in edition[packs.name("russia-rank", "json", number)].decode()
    assert settings["charts"]["russia-rank"]["titles"]["rank_best"]
