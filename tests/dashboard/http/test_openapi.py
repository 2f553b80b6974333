"""The description for scripts is valid, holds every chart and table, and is true of what is answered."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openapi_spec_validator import validate
from schemathesis import checks

from dashboard.charts.registry import CHARTS
from dashboard.http import chart_files, openapi
from dashboard.http.first_html import Ledger
from dashboard.package.store import Package


@pytest.fixture
def described(client: FlaskClient) -> dict[str, Any]:
    return client.get(openapi.ADDRESS).get_json()


def test_it_is_valid(described: dict[str, Any]) -> None:
    validate(described)
    assert described["servers"] == [{"url": "http://localhost"}]


def test_every_chart_with_its_choices_and_every_table_is_described(described: dict[str, Any], package: Package) -> None:
    paths = described["paths"]
    assert {f"/charts/{chart}.{kind}" for chart in CHARTS for kind in chart_files.FORMS} <= set(paths)
    assert {"/data/{table}.csv", "/data/ledger.zip", "/healthz", "/changes"} <= set(paths)
    given = {p["name"]: p["schema"] for p in paths["/charts/russia-rank.json"]["get"]["parameters"]}
    choices = {c.name: c for c in CHARTS["russia-rank"].with_options(package.tables).choices}
    assert {name: schema["default"] for name, schema in given.items() if "default" in schema} == {
        name: choice.usual for name, choice in choices.items()
    }
    (table,) = [p for p in paths["/data/{table}.csv"]["get"]["parameters"] if p["name"] == "table"]
    assert table["schema"]["enum"] == sorted(package.resources)


def test_operations_have_names_of_their_own(described: dict[str, Any]) -> None:
    names = [path["get"]["operationId"] for path in described["paths"].values()]
    assert len(names) == len(set(names))


def test_answers_to_questions_by_chance_are_as_described(app: Ledger) -> None:
    """Bounded, and the same each time: no answer of 500, none with a status, type or form that is not described."""
    schema = schemathesis.openapi.from_wsgi(openapi.ADDRESS, app.server)
    cases = st.one_of(*[result.ok().as_strategy() for result in schema.get_all_operations()])
    asked = []

    @given(case=cases)
    @settings(
        max_examples=250,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: Any) -> None:
        answer = case.call(headers={"Accept-Encoding": "identity"})  # the tool unpacks nothing itself
        asked.append(answer.status_code)
        case.validate_response(
            answer,
            checks=[
                checks.not_a_server_error,
                checks.status_code_conformance,
                checks.content_type_conformance,
                checks.response_schema_conformance,
            ],
        )

    ask()
    assert asked.count(200) > 100
    # chance may ask nothing wrong, so one wrong question is asked on purpose
    assert schema["/data/{table}.csv"]["GET"].definition.raw["responses"].keys() >= {"200", "400"}
    assert app.server.test_client().get("/data/trade.csv?nothing=1").status_code == 400
