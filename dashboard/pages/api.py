"""The addresses for scripts, as a person reads them, with examples that work."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from dashboard.http import machines, openapi
from dashboard.package import claims
from dashboard.package.current import package
from dashboard.texts import say
from dashboard.ui import components, tables, urls
from dashboard.ui import elements as html

EXAMPLES: dict[str, str] = tomllib.loads(Path(__file__).with_name("api_examples.toml").read_text(encoding="utf-8"))


def layout(**_: Any) -> html.Element:
    """The addresses with what they give, the rules for them, and examples."""
    return components.page(say("api.title"), _addresses(), _rules(), _examples(), _faults(), lead=say("api.lead"))


def _addresses() -> html.Element:
    rows = [
        ("/data/verdicts.csv", say("api.one_table")),
        ("/charts/turnover.json", f"{say('api.one_chart')}: {say('api.chart.json')}"),
        ("/charts/turnover.csv", say("api.chart.csv")),
        ("/charts/turnover.svg", say("api.chart.svg")),
        *[(f"/data/{name}", say(f"api.file.{name.partition('.')[0]}")) for name in openapi.WHOLE],
        (machines.HEALTH, say("api.health")),
        (openapi.ADDRESS, "OpenAPI 3.1"),
    ]
    body = [(_link(address), words) for address, words in rows]
    grid = tables.grid("api", ("address", "gives"), body, say("api.addresses"))
    return components.card(say("api.addresses"), grid)


def _link(address: str) -> html.Element:
    return html.A(html.Code(address), href=address)


def _rules() -> html.Element:
    before, after = say("api.document", address="\0").split("\0")
    texts = [say(f"api.rule.{name}") for name in ("version", "query", "limits")]
    rules = components.listed([*texts, [before, _link(openapi.ADDRESS), after]], "ways")
    return components.card(say("api.rules"), rules)


def example(name: str) -> str:
    """The text of an example for the address of this reader, about the package that is served."""
    now, text = package(), EXAMPLES[name].strip()
    first, second = now.parties.ids
    values = {"origin": urls.origin(), "claim": claims.ids(now)[0], "first": first, "second": second}
    for placeholder, value in values.items():
        text = text.replace(f"{{{placeholder}}}", value)
    return text


def _examples() -> html.Element:
    blocks = [[html.H3(say(f"api.example.{name}")), html.Pre(html.Code(example(name)))] for name in EXAMPLES]
    return components.card(say("api.examples"), *[part for block in blocks for part in block])


def _faults() -> html.Element:
    """Whom to tell of a fault; /.well-known/security.txt leads here."""
    return components.card(say("api.faults"), html.P(say("api.faults_words")), name="faults")
